/** What the page knows about kinds of widgets without loading any: names, and which of them it can draw. */
import type { BuiltInType } from "../../worker/layout/catalog.ts";
import type { Widget } from "../../worker/layout/schema.ts";
import { words } from "./words.ts";

export const KINDS = [
  "clock",
  "notes",
  "checklist",
  "links",
  "countdown",
  "metric",
  "chart",
  "image",
  "embed",
] as const satisfies readonly BuiltInType[];

/** Every widget has a name for people: its title, or what it is. */
export const nameOf = ({ title, type }: Pick<Widget, "title" | "type">): string =>
  title?.trim() || kindName(type);

export const kindName = (type: string): string => {
  if (isKind(type)) return words.widgets[type].name;
  return type === "row" ? words.row : type;
};

export const isKind = (type: string): type is (typeof KINDS)[number] => KINDS.some((kind) => kind === type);

/** Without a fallible `crypto.randomUUID`, which a page served over plain HTTP lacks. */
export const newId = (): string =>
  `w-${Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join("")}`;
