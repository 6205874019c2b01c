/** One difference as sentences: what happened to a widget, and from what to what. */
import type { Form } from "../../../worker/layout/schema.ts";
import { words } from "../moreWords.ts";
import type { Difference } from "./comparison.ts";
import { entriesInWords } from "./entriesInWords.ts";
import { marked, type Said } from "./said.ts";
import { fieldInWords, isAlike, sidesInWords } from "./valueInWords.ts";

/** Both sides of a change are to be seen at once, in a narrow list. */
const ROOM = { around: 20, most: 60 };

/** "moved and edited". */
export const kindsInWords = ({ kinds }: Difference): string =>
  words.listed(kinds.map((kind) => words.changeKindsInside[kind]));

export const detailsInWords = ({ kinds, before, after, edits }: Difference, form: Form): readonly Said[] => {
  const details: Said[] = [];
  const say = (text: string): void => void details.push([{ text }]);
  if (before !== null && after !== null) {
    if (kinds.includes("moved"))
      say(form === "mobile" ? onPhone(before, after) : words.movedFrom(before, after));
    if (kinds.includes("resized"))
      say(form === "mobile" ? words.heightFrom(before.h, after.h) : words.sizeFrom(before, after));
  }
  for (const { key, before: was, after: is } of edits) {
    // What has its own kind is not told twice.
    if (key === "hidden") continue;
    details.push([{ text: words.fieldChange(fieldInWords(key.split(".")), "") }, ...editInWords(was, is)]);
  }
  return details;
};

/** "first → last"; of a list what became of its entries. */
const editInWords = (was: unknown, is: unknown): Said => {
  const entries = entriesInWords(was, is);
  if (entries !== undefined) return [{ text: entries }];
  const sides = sidesInWords(was, is, ROOM);
  const marks = isAlike(sides) ? (["del", "ins"] as const) : [undefined, undefined];
  const arrow = { text: words.valueFrom("", "") };
  return [...marked(sides[0], marks[0]), arrow, ...marked(sides[1], marks[1])];
};

const onPhone = (before: { readonly y: number }, after: { readonly y: number }): string =>
  after.y < before.y ? words.movedUpList : words.movedDownList;
