/** A piece of a text around what matters in it, with "…" where more is. Never cuts through a word or a sign. Pure. */
import { boundaryAfter, boundaryBefore, type Span } from "./textChange.ts";

/** In UTF-16 units, about: up to a word more. */
export type Room = {
  /** What is shown before and after, each. */
  readonly around: number;
  /** What is shown of the part itself, at least 1: its beginning, if it is longer. */
  readonly most: number;
};

export type Excerpt = { readonly before: string; readonly part: string; readonly after: string };

const MORE = "…";

export const excerpt = (text: string, { from, to }: Span, { around, most }: Room): Excerpt => {
  const start = boundaryBefore(text, Math.max(0, from - around));
  const before = text.slice(start, from);
  const isCut = to - from > most;
  const stop = isCut ? cutIn(text, from, most) : to;
  const end = isCut ? to : boundaryAfter(text, Math.min(text.length, to + around));
  const after = text.slice(to, end);
  return {
    before: start > 0 ? MORE + before.trimStart() : before,
    part: text.slice(from, stop) + (stop < to ? MORE : ""),
    after: end < text.length && !isCut ? after.trimEnd() + MORE : after,
  };
};

/** The beginning of a text. */
export const beginning = (text: string, most: number): string =>
  excerpt(text, { from: 0, to: text.length }, { around: 0, most }).part;

const cutIn = (text: string, from: number, most: number): number => {
  const before = boundaryBefore(text, from + most);
  return before > from ? before : boundaryAfter(text, from + most);
};
