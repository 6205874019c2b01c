/** Fields of a widget and what is in them, as a person reads them: never raw JSON. */
import { words } from "../moreWords.ts";
import { listInWords, nameOfEntry } from "./entryNames.ts";
import { beginning, type Excerpt, excerpt, type Room } from "./excerpt.ts";
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

/** Both sides of a difference: of texts what differs, with as much around it as says where. */
export const sidesInWords = (one: unknown, other: unknown, room: Room): readonly [Excerpt, Excerpt] => {
  if (typeof one !== "string" || typeof other !== "string") return [whole(one), whole(other)];
  const { was, is } = textChange(one, other);
  return [around(one, was, room), around(other, is, room)];
};

/** Where they have nothing in common, a mark says nothing. */
export const isAlike = (sides: readonly [Excerpt, Excerpt]): boolean =>
  sides.some(({ before, after }) => before + after !== "");

export const asText = ({ before, part, after }: Excerpt): string => before + part + after;

const around = (text: string, span: Span, room: Room): Excerpt => {
  if (text === "") return whole(text);
  const { before, part, after } = excerpt(text, span, room);
  return { before, part: visible(part), after };
};

/** Nobody sees a space that came or went. */
const visible = (part: string): string =>
  part.trim() === "" ? part.replace(/\r?\n/g, "↵").replace(/\s/g, "·") : part;

const whole = (value: unknown): Excerpt => ({ before: "", part: valueInWords(value), after: "" });

/** "showSeconds" is "Show seconds". */
const spaced = (key: string): string => {
  const text = key.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
};
