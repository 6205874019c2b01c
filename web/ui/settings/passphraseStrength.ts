/**
 * How hard a passphrase is to guess for somebody who has the wrapped key and guesses at home. A rough estimate that
 * rather says too little: what people take from habit is counted as the few guesses that it costs.
 */

export type Strength = "short" | "weak" | "fair" | "strong";

/** The library refuses fewer. */
const LEAST_CHARACTERS = 8;

/** At 600,000 rounds a guess, a rack of graphics cards tries some 2^40 in a month. */
const FAIR_BITS = 45;
const STRONG_BITS = 64;

export const strengthOf = (passphrase: string): Strength => {
  const text = passphrase.normalize("NFKC");
  if ([...text].length < LEAST_CHARACTERS) return "short";
  const bits = bitsOf(text);
  if (bits < FAIR_BITS) return "weak";
  return bits < STRONG_BITS ? "fair" : "strong";
};

/** In bits of chance. Words are drawn from some thousands, letters one by one from their alphabet. */
const bitsOf = (text: string): number => {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const isPhrase = words.length >= 3 && words.every((word) => /^\p{L}{2,}$/u.test(word));
  const asWords = new Set(words).size * BITS_PER_WORD;
  const asLetters = lettersOf(text) * Math.log2(alphabetOf(text));
  return isPhrase ? Math.min(asWords, asLetters) : asLetters;
};

/** A word of a list of 4,096. */
const BITS_PER_WORD = 12;

/** Everybody's first guesses, and rows of keys: each is one guess among few, however long. */
const HABITS =
  /passwor[dt]|passphrase|letmein|welcome|iloveyou|admin|dragon|monkey|secret|gridkeep|qwert[yz]u?i?o?p?|asdfg?h?j?k?l?|(19|20)\d\d/gi;

/** How many of them are a surprise: not those that repeat the one before, or follow it as in "abc" and "321". */
const lettersOf = (text: string): number => {
  const codes = [...text.replace(HABITS, "*")].map((letter) => letter.codePointAt(0) ?? 0);
  const isSurprise = (code: number, at: number): boolean => {
    const step = code - (codes[at - 1] ?? Number.NaN);
    const before = (codes[at - 1] ?? Number.NaN) - (codes[at - 2] ?? Number.NaN);
    return step !== 0 && !(Math.abs(step) === 1 && (step === before || at < 2));
  };
  return codes.filter(isSurprise).length * variety(codes);
};

/** "abababab" is no harder than "ab". */
const variety = (codes: readonly number[]): number => Math.min(1, (2 * new Set(codes).size) / codes.length);

const alphabetOf = (text: string): number => {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\p{N}/u, 10],
    [/[^\p{Ll}\p{Lu}\p{N}]/u, 20],
  ];
  return kinds.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 1);
};

/** Without what is easily mistaken for another, when it is written down: no l, o, 0, 1. */
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** A hundred bits of chance, in five groups of four. `randomBytes` as `crypto.getRandomValues`. */
export const suggestedPassphrase = (randomBytes: (count: number) => Uint8Array): string =>
  [...randomBytes(20)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join("")
    .replace(/.{4}(?=.)/g, "$&-");
