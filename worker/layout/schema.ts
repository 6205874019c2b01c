/**
 * What a layout is: two lists of widgets on a grid of whole units, one for the desktop and one for the phone.
 * The schemas judge shape alone; what spans fields or widgets is in `judge.ts`.
 */
import * as z from "zod/mini";
import { type FORMS, LIMITS } from "./limits.ts";
import { JWE } from "./sealed.ts";

export type Form = (typeof FORMS)[number];

const idPattern = /^[A-Za-z0-9_.:-]{1,64}$/;

/** Names of widgets, layouts and devices: 1 to 64 characters of `A-Z a-z 0-9 _ . : -`. */
export const Id = z.string().check(z.regex(idPattern));

/** Names of widget types: 1 to 64 characters of `a-z 0-9 _ . -`. */
export const TypeName = z.string().check(z.regex(/^[a-z0-9_.-]{1,64}$/));

const units = (least: number) => z.int().check(z.gte(least), z.lte(LIMITS.rows));

export const Widget = z.strictObject({
  id: Id,
  type: TypeName,
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

/** A whole layout, encrypted: stored without a look inside. Devices with the key open, merge and seal it. */
export const SealedLayout = z.strictObject({ sealed: z.string().check(z.regex(JWE)) });
export type SealedLayout = Readonly<z.infer<typeof SealedLayout>>;

/** What can be saved and kept as a version. Everything that looks inside takes a `Layout`. */
export type AnyLayout = Layout | SealedLayout;

/** Lower-case hex SHA-256 of a canonical text. */
export type Checksum = string & z.$brand<"Checksum">;
