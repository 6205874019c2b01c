/** Numbers as people write them: 1,234.5 and 1.234,5 and 1 234,5, with a currency or a per cent sign. */

export type DecimalMark = "." | ",";

/**
 * Which mark stands before the decimals, going by all numbers of a table together: one alone, such as 1,234, may be
 * read either way. Where nothing tells them apart it is the fallback.
 */
export const decimalMarkOf = (texts: Iterable<string>, fallback: DecimalMark): DecimalMark => {
  const votes = { ".": 0, ",": 0 };
  for (const text of texts) {
    const mark = text.length > LONGEST ? undefined : markIn(bare(text));
    if (mark !== undefined) votes[mark] += 1;
  }
  if (votes["."] === votes[","]) return fallback;
  return votes["."] > votes[","] ? "." : ",";
};

/** Undefined where it is no number. Groups of digits have to be whole: 1,23 is no number where a point is the mark. */
export const readNumber = (text: string, mark: DecimalMark): number | undefined => {
  if (text.length > LONGEST) return undefined;
  const digits = bare(text);
  if (!FORMS[mark].test(digits)) return undefined;
  const plain =
    mark === "." ? digits.replaceAll(/[,'’\s]/g, "") : digits.replaceAll(/[.'’\s]/g, "").replace(",", ".");
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
};

/** Characters. Longer is no number, and may have been made to keep patterns busy for hours. */
const LONGEST = 60;

/** Groups of two are how India writes. */
const FORMS: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^[+-]?(\d{1,3}([,'’\s]\d{2,3})*[,'’\s]\d{3}(\.\d+)?|\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i,
  ",": /^[+-]?(\d{1,3}([.'’\s]\d{2,3})*[.'’\s]\d{3}(,\d+)?|\d+(,\d*)?|,\d+)(e[+-]?\d+)?$/i,
};

const bare = (text: string): string =>
  text
    .trim()
    .replace("\u2212", "-")
    .replace(/^([+-]?)\s*\p{Sc}\s*/u, "$1")
    .replace(/\s*[%\p{Sc}]$/u, "");

/** 23.11.2026 says nothing about decimals. */
const isDate = (digits: string): boolean => /^\d{1,4}[.]\d{1,2}[.]\d/.test(digits);

const markIn = (digits: string): DecimalMark | undefined => {
  if (!/^[+-]?[\d.,'’\s]+$/.test(digits) || isDate(digits)) return undefined;
  const [point, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  if (point === -1 && comma === -1) return undefined;
  if (point !== -1 && comma !== -1) return point > comma ? "." : ",";
  const [mark, other, at] = point === -1 ? ([",", ".", comma] as const) : ([".", ",", point] as const);
  if (digits.indexOf(mark) !== at) return other;
  const isGroup = /^[+-]?[1-9]\d{0,2}$/.test(digits.slice(0, at)) && /^\d{3}$/.test(digits.slice(at + 1));
  return isGroup ? undefined : mark;
};
