/** Fields of a widget and what is in them, as a person reads them: never raw JSON. */
import { words } from "../moreWords.ts";
import { beginning, type Excerpt, excerpt } from "./excerpt.ts";
import { listChanges } from "./listChanges.ts";
import { type Span, textChange } from "./textChange.ts";

const LONGEST = 160;

/** "config" is nobody's word, and ids of items say nothing. */
export const fieldInWords = (path: readonly (string | number)[]): string => {
  const isItem = (at: number): boolean => at === 2 && path[0] === "config";
  const last = path.findLast((part, at) => typeof part === "string" && part !== "config" && !isItem(at));
  const key = String(last ?? path.at(-1) ?? "");
  return words.fields[key] ?? spaced(key);
};

export const valueInWords = (value: unknown): string => {
  if (value === undefined || value === null || value === "") return words.clashNothing;
  if (typeof value === "boolean") return value ? words.valueYes : words.valueNo;
  if (Array.isArray(value)) return value.length === 0 ? words.clashNothing : listInWords(value);
  if (typeof value === "object") return nameOfEntry(value) ?? words.valueParts(Object.keys(value).length);
  return beginning(String(value), LONGEST);
};

const LISTED = 3;

/** The first entries by what a person would call them. */
const listInWords = (list: readonly unknown[]): string => {
  const named = namesOf(list);
  const count = words.valueEntries(list.length);
  if (named.length === 0) return count;
  return list.length > LISTED ? words.valueAmong(named, count) : named.join(", ");
};

const namesOf = (list: readonly unknown[]): readonly string[] =>
  list.slice(0, LISTED).flatMap((entry) => nameOfEntry(entry) ?? []);

/** Both sides of a difference: of texts what differs, with as much around it as says where. */
export const sidesInWords = (one: unknown, other: unknown): readonly [Excerpt, Excerpt] => {
  if (typeof one !== "string" || typeof other !== "string") return [whole(one), whole(other)];
  const { was, is } = textChange(one, other);
  return [around(one, was), around(other, is)];
};

export const asText = ({ before, part, after }: Excerpt): string => before + part + after;

const around = (text: string, part: Span): Excerpt =>
  text === "" ? whole(text) : excerpt(text, part, { around: 60, most: LONGEST });

const whole = (value: unknown): Excerpt => ({ before: "", part: valueInWords(value), after: "" });

/** "first → last"; of a list what came, went and is different, as nobody compares two lists by eye. */
export const editInWords = (was: unknown, is: unknown): string => {
  const changes = listChanges(was, is);
  if (changes === null) {
    const [before, after] = sidesInWords(was, is);
    return words.valueFrom(asText(before), asText(after));
  }
  const parts = (["added", "removed", "ticked", "unticked", "changed"] as const).flatMap((kind) =>
    changes[kind].length === 0 ? [] : words.entries[kind](listInWords(changes[kind])),
  );
  return parts.length === 0 ? words.entriesReordered : parts.join("; ");
};

const nameOfEntry = (entry: unknown): string | undefined => {
  if (typeof entry === "string" || typeof entry === "number") return String(entry);
  if (typeof entry !== "object" || entry === null) return undefined;
  const { text, label, title, name } = entry as Readonly<Record<string, unknown>>;
  return [text, label, title, name].find((one) => typeof one === "string" && one !== "")?.toString();
};

/** "showSeconds" is "Show seconds". */
const spaced = (key: string): string => {
  const text = key.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
};
