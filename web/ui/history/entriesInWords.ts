/** What became of the entries of a list, such as "added Eggs; ticked Milk": nobody compares two lists by eye. Pure. */
import { same } from "../../../worker/layout/same.ts";
import { words } from "../moreWords.ts";
import { fullNameOf, listInWords, NAME_FIELDS } from "./entryNames.ts";
import { listChanges } from "./listChanges.ts";
import { asText, sidesInWords } from "./valueInWords.ts";

type Entry = Readonly<Record<string, unknown>>;
type Pair = readonly [was: Entry, is: Entry];

const NAME_ROOM = { around: 12, most: 40 };

/** Undefined where one of them is no list of entries that have an id each. */
export const entriesInWords = (was: unknown, is: unknown): string | undefined => {
  const changes = listChanges(was, is);
  if (changes === null) return undefined;
  const pairs = changes.changed.map(([one, other]): Pair => [entryOf(one), entryOf(other)]);
  const called = (kind: keyof typeof words.entries, list: readonly unknown[]): readonly string[] =>
    list.length === 0 ? [] : [words.entries[kind](listInWords(list))];
  const now = (list: readonly Pair[]): readonly unknown[] => list.map(([, entry]) => entry);
  const parts = [
    ...called("added", changes.added),
    ...called("removed", changes.removed),
    ...called("ticked", now(pairs.filter(isTicked))),
    ...called("unticked", now(pairs.filter(([one, other]) => isTicked([other, one])))),
    ...called("renamed", pairs.filter(isRenamed).map(renamedInWords)),
    ...called("changed", now(pairs.filter(isElse))),
  ];
  return parts.length === 0
    ? words.entriesReordered(listInWords(Array.isArray(is) ? is : []))
    : parts.join("; ");
};

const entryOf = (entry: unknown): Entry =>
  typeof entry === "object" && entry !== null ? Object.fromEntries(Object.entries(entry)) : {};

const isTicked = ([was, is]: Pair): boolean => was["done"] !== true && is["done"] === true;
const isRenamed = ([was, is]: Pair): boolean => fullNameOf(was) !== fullNameOf(is);

/** Something that is neither a tick nor another name. */
const isElse = (pair: Pair): boolean => {
  const told = ["done", ...(isRenamed(pair) ? NAME_FIELDS : [])];
  const [was, is] = pair.map((entry) => Object.entries(entry).filter(([key]) => !told.includes(key)));
  return !same(Object.fromEntries(was ?? []), Object.fromEntries(is ?? []));
};

const renamedInWords = ([was, is]: Pair): string => {
  const [before, after] = sidesInWords(fullNameOf(was) ?? "", fullNameOf(is) ?? "", NAME_ROOM);
  return words.valueFrom(asText(before), asText(after));
};
