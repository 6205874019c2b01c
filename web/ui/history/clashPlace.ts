/** Where in a widget two devices clash: which entry of a list, and which field. Pure. */
import { words } from "../moreWords.ts";
import { fullNameOf, nameOfEntry } from "./entryNames.ts";
import { fieldInWords } from "./valueInWords.ts";

type Path = readonly (string | number)[];

/** "Milk · Done" of an entry that has a name, "Items · Milk" of all of it, "Text" of the widget. */
export const placeInWords = (path: Path, widget: unknown): string => {
  const found = entryAt(path, widget);
  const name = nameOfEntry(found?.entry);
  if (found === undefined || name === undefined) return fieldInWords(path);
  return found.rest.length === 0
    ? words.fieldOf(fieldInWords(path.slice(0, -1)), name)
    : words.fieldOf(name, fieldInWords(found.rest));
};

/** What the entry is called that it is about, if it is about one. */
export const entryNameAt = (path: Path, widget: unknown): string | undefined =>
  fullNameOf(entryAt(path, widget)?.entry);

/** Whether it is about all of an entry: a side that lacks it took it out. */
export const isEntry = (path: Path, widget: unknown): boolean => entryAt(path, widget)?.rest.length === 0;

type Found = { readonly entry: unknown; readonly rest: Path };

const entryAt = (path: Path, widget: unknown): Found | undefined => {
  let at = widget;
  for (const [index, step] of path.entries()) {
    const inside = Array.isArray(at)
      ? at.find((entry, place) => place === step || isKeyed(entry, step))
      : memberOf(at, step);
    if (Array.isArray(at)) return { entry: inside, rest: path.slice(index + 1) };
    at = inside;
  }
  return undefined;
};

/** By what a merge tells entries apart. */
const isKeyed = (entry: unknown, step: string | number): boolean =>
  ["id", "refId", "key", "name"].some((key) => String(memberOf(entry, key) ?? "") === String(step));

const memberOf = (value: unknown, key: string | number): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? new Map(Object.entries(value)).get(String(key))
    : undefined;
