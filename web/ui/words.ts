/**
 * Every word that a person reads, by id, in the language of the page: those that show first. moreWords.ts has the
 * rest. Nothing here knows about React.
 */
import * as english from "./words/first.en.ts";
import { LANGUAGE } from "./words/language.ts";
import type * as restInEnglish from "./words/rest.en.ts";
import type { Spoken } from "./words/spoken.ts";

export { LANGUAGE, LOCALE } from "./words/language.ts";

type First = Spoken<typeof english>;
type Rest = Spoken<typeof restInEnglish>;

let first: First = english;
/** Null while the page speaks English. */
export let rest: Rest | null = null;
const waiting: ((rest: Rest) => void)[] = [];

/** For moreWords.ts, which may be there before another language is. */
export const onSpoken = (take: (rest: Rest) => void): void => {
  if (rest === null) waiting.push(take);
  else take(rest);
};

export const words: First["words"] = { ...english.words };
export const statusLabel: First["statusLabel"] = (status) => first.statusLabel(status);
export const statusSentence: First["statusSentence"] = (status) => first.statusSentence(status);
export const attemptInWords: First["attemptInWords"] = (met) => first.attemptInWords(met);

/** Before anything is shown: the words of the language that was chosen. Where they can't be had it stays English. */
export const speak = async (): Promise<void> => {
  if (LANGUAGE === "en") return;
  try {
    [first, rest] = await Promise.all([import("./words/first.de.ts"), import("./words/rest.de.ts")]);
    Object.assign(words, first.words);
    for (const take of waiting) take(rest);
  } catch {
    // They come with the rest of the app as soon as there is a network.
  }
};
