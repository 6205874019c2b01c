/** Why a field refuses what is in it, in the words of the page: the schema's own sentence is for programs. Pure. */
import { words } from "../moreWords.ts";
import type { Field } from "./schemaFields.ts";

/** `value` is what the field, or the one inside of it that the fault is about, has. */
export const fieldFault = (field: Field, value: unknown): string => {
  switch (field.kind) {
    case "address":
      return words.badAddresses[field.format];
    case "number":
      return words.numberWanted(field.isWhole, field.least, field.most);
    case "list":
      return Array.isArray(value) && value.length > field.most
        ? words.listTooLong(field.most)
        : words.notKept;
    case "flag":
    case "choice":
      return words.notKept;
    default:
      return typeof value === "string" && field.maxLength !== undefined && value.length > field.maxLength
        ? words.tooLong(value.length, field.maxLength)
        : words.notKept;
  }
};

/** The field that a JSON Pointer into a widget is about, such as `/config/items/0/url`, and what is there. */
export const fieldAt = (
  fields: readonly Field[],
  config: unknown,
  path: string,
): { readonly field: Field; readonly value: unknown } | undefined => {
  const [, , key = "", index = "", inside] = path.split("/");
  const outer = fields.find((field) => field.key === key);
  const value: unknown = Object(config)[key];
  if (outer === undefined) return undefined;
  if (outer.kind !== "list" || inside === undefined) return { field: outer, value };
  const field = outer.fields.find((one) => one.key === inside);
  return field && { field, value: Object(Object(value)[index])[inside] };
};
