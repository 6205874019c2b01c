/** Fields of a widget and what is in them, as a person reads them: never raw JSON. Pure. */
import { words } from "../moreWords.ts";
import { listInWords, nameOfEntry } from "./entryNames.ts";
import { beginning, excerpt, type Room } from "./excerpt.ts";
import type { Mark, Piece, Said } from "./said.ts";
import { type Span, textChange } from "./textChange.ts";

const LONGEST = 160;

/** "config" is nobody's word, and ids of items say nothing. */
export const fieldInWords = (path: readonly (string | number)[]): string => {
  const last = path.findLast((part) => typeof part === "string" && part !== "config");
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

/** Two values, so that they can be told apart: of long texts what is around the difference, and that marked. */
export const bothInWords = (
  one: unknown,
  other: unknown,
  room: Room,
  marks: readonly [Mark, Mark] = ["del", "ins"],
): readonly [Said, Said] => {
  if (!isText(one) || !isText(other)) return [[{ text: valueInWords(one) }], [{ text: valueInWords(other) }]];
  const { was, is } = textChange(one, other);
  return [around(one, was, room, marks[0]), around(other, is, room, marks[1])];
};

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const around = (text: string, span: Span, room: Room, mark: Mark): Said => {
  const { before, part, after } = excerpt(text, span, room);
  // Where all is different, a mark says nothing.
  const isAll = span.to - span.from === text.length;
  const pieces: readonly Piece[] = [
    { text: before },
    isAll ? { text: part } : { text: visible(part), mark },
    { text: after },
  ];
  return pieces.filter((piece) => piece.text !== "");
};

/** Nobody sees a space that came or went. */
const visible = (part: string): string =>
  part.trim() === "" ? part.replace(/\r?\n/g, "↵").replace(/\s/g, "·") : part;

/** "showSeconds" is "Show seconds". */
const spaced = (key: string): string => {
  const text = key.replace(
    /([a-z0-9])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
};
