/**
 * What a layout is: two lists of widgets on a grid of whole units, one for the desktop and one for the phone.
 * The schemas judge shape alone; what spans fields or widgets is in `validate.ts`.
 */
import * as z from "zod/mini";
import { type FORMS, LIMITS } from "./limits.ts";

export type Form = (typeof FORMS)[number];

const idPattern = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Names of widgets, layouts and devices: 1 to 64 characters of `A-Z a-z 0-9 _ . : -`. */
export const Id = z.string().check(z.regex(idPattern));

const units = (least: number) => z.int().check(z.gte(least), z.lte(LIMITS.rows));

export const Widget = z.strictObject({
  id: Id,
  type: z.string().check(z.regex(/^[a-z0-9_.-]{1,64}$/)),
  title: z.exactOptional(z.string().check(z.maxLength(LIMITS.titleLength))),
  x: units(0),
  y: units(0),
  w: units(1),
  h: units(1),
  minW: z.exactOptional(units(1)),
  minH: z.exactOptional(units(1)),
  maxW: z.exactOptional(units(1)),
  maxH: z.exactOptional(units(1)),
  locked: z.exactOptional(z.boolean()),
  hidden: z.exactOptional(z.boolean()),
  config: z.record(z.string(), z.unknown()),
  /** A JWE that stands for an encrypted `config`, which is then `{}`. */
  sealed: z.exactOptional(z.string()),
});
export type Widget = Readonly<z.infer<typeof Widget>>;
export type Config = Widget["config"];

const columns = z.int().check(z.gte(1), z.lte(LIMITS.columns));

/** The outer shape; each widget is judged on its own, so that one bad widget does not hide another. */
export const LayoutShape = z.strictObject({
  desktop: z.array(z.unknown()),
  mobile: z.array(z.unknown()),
  columns: z.exactOptional(z.strictObject({ desktop: columns, mobile: columns })),
});

export type Columns = Readonly<Record<Form, number>>;
export type Layout = {
  readonly desktop: readonly Widget[];
  readonly mobile: readonly Widget[];
  readonly columns?: Columns;
};

/** Lower-case hex SHA-256 of a canonical text. */
export type Checksum = string & z.$brand<"Checksum">;
