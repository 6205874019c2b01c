/**
 * The built-in widget types and the shape of each one's config. Keys that a type does not know are kept: a newer
 * page may have written them. Titles and defaults are what the settings form shows.
 */
import * as z from "zod/mini";

const text = (title: string, max: number) => z.string().check(z.maxLength(max), z.meta({ title }));
const flag = (title: string) => z.boolean().check(z.meta({ title }));
const choice = <const T extends readonly string[]>(title: string, values: T) =>
  z.enum(values).check(z.meta({ title }));

/** Web addresses only: a `javascript:` link would run in the page of whoever opens a shared layout. */
const webAddress = /^https?:\/\/[^\s]+$/i;

const ChecklistItem = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  text: text("Text", 500),
  done: flag("Done"),
});

const LinkItem = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  label: text("Label", 200),
  url: z.string().check(z.regex(webAddress), z.maxLength(2000), z.meta({ title: "Address" })),
});

export const catalog = {
  clock: z.looseObject({
    face: z.optional(choice("Face", ["digital", "analog"])),
    timeZone: z.optional(text("Time zone", 64)),
    hour12: z.optional(flag("12-hour clock")),
    seconds: z.optional(flag("Show seconds")),
    date: z.optional(flag("Show the date")),
  }),
  notes: z.looseObject({
    text: z.optional(text("Text", 100_000)),
    tint: z.optional(choice("Paper", ["plain", "yellow", "green", "blue", "pink"])),
  }),
  checklist: z.looseObject({
    items: z.optional(z.array(ChecklistItem).check(z.maxLength(500))),
    hideDone: z.optional(flag("Hide finished items")),
  }),
  links: z.looseObject({
    items: z.optional(z.array(LinkItem).check(z.maxLength(200))),
    newTab: z.optional(flag("Open in a new tab")),
  }),
  countdown: z.looseObject({
    to: z.optional(
      z
        .string()
        .check(
          z.regex(/^$|^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/),
          z.meta({ title: "Date and time", format: "date-time" }),
        ),
    ),
    label: z.optional(text("What for", 200)),
  }),
} as const;

export type BuiltInType = keyof typeof catalog;
export type ConfigOf<T extends BuiltInType> = z.infer<(typeof catalog)[T]>;

export const isBuiltIn = (type: string): type is BuiltInType => Object.hasOwn(catalog, type);
