/** The fields of a settings form, read from the catalog's own schema: a new key there is a new field here. */
import * as z from "zod/mini";
import { type BuiltInType, catalog } from "../../../worker/layout/catalog.ts";
import { words } from "../moreWords.ts";

export type Field = {
  readonly key: string;
  readonly title: string;
  /** What the title can't say. */
  readonly hint?: string;
} & (
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "text" | "long-text" | "table" | "moment" | "time-zone"; readonly maxLength?: number }
  | { readonly kind: "address"; readonly format: AddressFormat; readonly maxLength?: number }
  | { readonly kind: "number"; readonly isWhole: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: "list"; readonly fields: readonly Field[]; readonly most: number }
);

export type AddressFormat = keyof typeof words.badAddresses;

/** From here on a line is too short for what may be written. */
const LONG_TEXT = 1000;

type JsonSchema = {
  readonly type?: unknown;
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
};

export const fieldsOf = (type: BuiltInType): readonly Field[] =>
  fieldsIn(z.toJSONSchema(catalog[type]) as JsonSchema).map((field) => {
    const hint = words.hints[`${type}.${field.key}`];
    return hint === undefined ? field : { ...field, hint };
  });

const fieldsIn = ({ properties = {} }: JsonSchema): readonly Field[] =>
  Object.entries(properties).flatMap(([key, schema]) => fieldOf(key, schema) ?? []);

/** Keys without a title and kinds without a form, such as the ids of items, are nobody's to edit. */
const fieldOf = (key: string, schema: JsonSchema): Field | undefined => {
  const { items, maxLength } = schema;
  const title = labelOf(schema);
  if (schema.type === "array" && items !== undefined) {
    return {
      key,
      title,
      kind: "list",
      fields: fieldsIn(items),
      most: schema.maxItems ?? Number.POSITIVE_INFINITY,
    };
  }
  if (title === "") return undefined;
  if (schema.type === "boolean") return { key, title, kind: "flag" };
  if (schema.type === "number" || schema.type === "integer") return numberField(key, schema);
  if (schema.type !== "string") return undefined;
  if (schema.enum !== undefined) return { key, title, kind: "choice", values: schema.enum.map(String) };
  if (schema.format === "date-time") return { key, title, kind: "moment" };
  if (key === "timeZone") return { key, title, kind: "time-zone" };
  const room = maxLength === undefined ? {} : { maxLength };
  if (isAddressFormat(schema.format)) return { key, title, kind: "address", format: schema.format, ...room };
  if (schema.format === "table") return { key, title, kind: "table", ...room };
  return { key, title, kind: (maxLength ?? 0) >= LONG_TEXT ? "long-text" : "text", ...room };
};

/** The catalog's titles are English: another language has its own for them. */
const labelOf = ({ title = "" }: JsonSchema): string => words.fieldLabels[title] ?? title;

const isAddressFormat = (format: string | undefined): format is AddressFormat =>
  format !== undefined && Object.hasOwn(words.badAddresses, format);

const numberField = (key: string, schema: JsonSchema): Field => ({
  ...{ key, title: labelOf(schema), kind: "number", isWhole: schema.type === "integer" },
  ...(schema.minimum === undefined ? {} : { least: schema.minimum }),
  ...(schema.maximum === undefined ? {} : { most: schema.maximum }),
});
