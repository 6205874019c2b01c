/** All words, for the parts of the page that are loaded later: those of words.ts, and the rest. */
import * as english from "./words/rest.en.ts";
import type { Spoken } from "./words/spoken.ts";
import { words as first, rest } from "./words.ts";

export { LANGUAGE } from "./words.ts";

const spoken: Spoken<typeof english> = rest ?? english;

export const words: typeof first & typeof spoken.words = { ...first, ...spoken.words };
export const { faultInWords, changesInWords } = spoken;
