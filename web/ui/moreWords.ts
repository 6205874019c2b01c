/** All words, for the parts of the page that are loaded later: those of words.ts, and the rest. */

import * as english from "./words/rest.en.ts";
import type { Spoken } from "./words/spoken.ts";
import { words as first, onSpoken } from "./words.ts";

export { LANGUAGE } from "./words.ts";

type Rest = Spoken<typeof english>;

let spoken: Rest = english;

export const words: typeof first & Rest["words"] = { ...first, ...english.words };
export const faultInWords: Rest["faultInWords"] = (fault) => spoken.faultInWords(fault);
export const failureInWords: Rest["failureInWords"] = (failure) => spoken.failureInWords(failure);
export const changesInWords: Rest["changesInWords"] = (...changes) => spoken.changesInWords(...changes);

onSpoken((other) => {
  spoken = other;
  Object.assign(words, first, other.words);
});
