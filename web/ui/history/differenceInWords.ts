/** One difference as sentences: what happened to a widget, and from what to what. */
import type { Form } from "../../../worker/layout/schema.ts";
import { words } from "../moreWords.ts";
import type { Difference } from "./comparison.ts";
import { editInWords, fieldInWords } from "./valueInWords.ts";

/** "moved and edited". */
export const kindsInWords = ({ kinds }: Difference): string =>
  words.listed(kinds.map((kind) => words.changeKindsInside[kind]));

export const detailsInWords = (
  { kinds, before, after, edits }: Difference,
  form: Form,
): readonly string[] => {
  const details: string[] = [];
  if (before !== null && after !== null) {
    if (kinds.includes("moved"))
      details.push(form === "mobile" ? onPhone(before, after) : words.movedFrom(before, after));
    if (kinds.includes("resized"))
      details.push(form === "mobile" ? words.heightFrom(before.h, after.h) : words.sizeFrom(before, after));
  }
  for (const { key, before: was, after: is } of edits) {
    // What has its own kind is not told twice.
    if (key === "hidden") continue;
    details.push(words.fieldChange(fieldInWords(key.split(".")), editInWords(was, is)));
  }
  return details;
};

const onPhone = (before: { readonly y: number }, after: { readonly y: number }): string =>
  after.y < before.y ? words.movedUpList : words.movedDownList;
