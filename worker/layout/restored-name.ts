/**
 * What a save that restored is called until somebody names it otherwise. It is stored as English, such as "Restored
 * 2 widgets of version 4", and read back by who has other words for it.
 */
import type { Form } from "./schema.ts";
import type { Only } from "./wire.ts";

export type RestoredName = {
  readonly version: number;
  /** A number counts widgets. */
  readonly part: "all" | Form | number;
};

const WHAT: Readonly<Record<"all" | Form, string>> = {
  all: "",
  desktop: "the desktop of ",
  mobile: "the phone of ",
};

export const restoredName = (version: number, { form, widgetIds }: Only = {}): string => {
  const n = widgetIds === undefined ? null : new Set(widgetIds).size;
  const what = n === null ? WHAT[form ?? "all"] : `${n} ${n === 1 ? "widget" : "widgets"} of `;
  return `Restored ${what}version ${version}`;
};

/** Null for any other name. */
export const readRestoredName = (name: string): RestoredName | null => {
  const [, what, widgets, version] =
    /^Restored (the desktop of |the phone of |(\d{1,6}) widgets? of |)version (\d{1,15})$/.exec(name) ?? [];
  if (version === undefined) return null;
  const part = widgets === undefined ? PARTS.find((one) => WHAT[one] === what) : Number(widgets);
  return part === undefined ? null : { version: Number(version), part };
};

const PARTS = ["all", "desktop", "mobile"] as const;
