/**
 * Where two texts differ: both begin alike and end alike, and what lies between is what changed. By whole words, as
 * far as people read them as words, and never through a letter: what shows as one sign stays one. Pure.
 */

/** From one index of a text up to another, not with it. */
export type Span = { readonly from: number; readonly to: number };
export type TextChange = { readonly was: Span; readonly is: Span };

export const textChange = (was: string, is: string): TextChange => {
  const start = commonStart(was, is);
  const end = commonEnd(was, is, start);
  return { was: { from: start, to: was.length - end }, is: { from: start, to: is.length - end } };
};

const commonStart = (was: string, is: string): number => {
  const most = Math.min(was.length, is.length);
  let length = 0;
  while (length < most && was[length] === is[length]) length += 1;
  // Each text has words of its own there: where one may be cut, the other may not.
  for (;;) {
    const next = Math.min(boundaryBefore(was, length), boundaryBefore(is, length));
    if (next === length) return length;
    length = next;
  }
};

const commonEnd = (was: string, is: string, start: number): number => {
  const most = Math.min(was.length, is.length) - start;
  let length = 0;
  while (length < most && was.at(-1 - length) === is.at(-1 - length)) length += 1;
  for (;;) {
    const next = Math.min(
      was.length - boundaryAfter(was, was.length - length),
      is.length - boundaryAfter(is, is.length - length),
    );
    if (next === length) return length;
    length = next;
  }
};

/** From here on a word, such as an address, is nobody's to read as one. */
const LONGEST_WORD = 30;

// Made when first needed: they are not cheap.
let segmenters: { readonly words: Intl.Segmenter; readonly signs: Intl.Segmenter } | undefined;
const by = (kind: "words" | "signs", text: string): Intl.Segments => {
  segmenters ??= {
    words: new Intl.Segmenter(undefined, { granularity: "word" }),
    signs: new Intl.Segmenter(undefined, { granularity: "grapheme" }),
  };
  return segmenters[kind].segment(text);
};

/** The nearest place at or before an index where a text may be cut. */
export const boundaryBefore = (text: string, index: number): number => {
  for (let at = index; ; ) {
    const inside = insideOf(text, at);
    if (inside === null) return at;
    at = inside.from;
  }
};

/** The nearest place at or after an index where a text may be cut. */
export const boundaryAfter = (text: string, index: number): number => {
  for (let at = index; ; ) {
    const inside = insideOf(text, at);
    if (inside === null) return at;
    at = inside.to;
  }
};

/** The sign or the word that an index would cut in two. */
const insideOf = (text: string, index: number): Span | null => {
  if (index <= 0 || index >= text.length) return null;
  const sign = around("signs", text, index);
  if (sign.from < index) return sign;
  const word = around("words", text, index);
  return word.from < index && word.to - word.from <= LONGEST_WORD ? word : null;
};

const around = (kind: "words" | "signs", text: string, index: number): Span => {
  const { index: from = index, segment = "" } = by(kind, text).containing(index) ?? {};
  return { from, to: from + segment.length };
};
