/** Entries of a list by what a person would call them. Pure. */
import { words } from "../moreWords.ts";
import { beginning } from "./excerpt.ts";

/** Where a name may be, the first one first. */
export const NAME_FIELDS: readonly string[] = ["text", "label", "title", "name"];

const LISTED = 3;
const LONGEST_NAME = 60;

/** The first ones, and how many there are. */
export const listInWords = (list: readonly unknown[]): string => {
  const named = list.slice(0, LISTED).flatMap((entry) => nameOfEntry(entry) ?? []);
  const count = words.valueEntries(list.length);
  if (named.length === 0) return count;
  return list.length > LISTED ? words.valueAmong(named, count) : named.join(", ");
};

export const nameOfEntry = (entry: unknown): string | undefined => {
  const name = fullNameOf(entry);
  return name === undefined ? undefined : beginning(name, LONGEST_NAME);
};

export const fullNameOf = (entry: unknown): string | undefined => {
  if (typeof entry === "string" || typeof entry === "number") return String(entry);
  if (typeof entry !== "object" || entry === null) return undefined;
  const byField = new Map(Object.entries(entry));
  return NAME_FIELDS.map((field) => byField.get(field))
    .find((one) => typeof one === "string" && one !== "")
    ?.toString();
};
