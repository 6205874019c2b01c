/** A JSON Schema in words: what type something has, and what its members are. */
import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { JsonSchema } from "../openapi/types.ts";
import { escaped, inline } from "./text.ts";

/** In a few words, with links to what has a name. */
export const typeOf = (schema: JsonSchema): HtmlEscapedString => raw(words(schema));

const words = (schema: JsonSchema): string => {
  const { $ref, type, items, anyOf, oneOf, enum: values, const: only } = schema;
  if (typeof $ref === "string") return link($ref);
  if (only !== undefined) return code(only);
  if (Array.isArray(values)) return values.map(code).join(" or ");
  const options = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (options !== null) return options.filter(isSchema).map(words).join(" or ");
  if (isSchema(items)) return `list of ${words(items)}${bounds(schema)}`;
  const names = (Array.isArray(type) ? type : [type ?? "any JSON"]).map(String);
  return `${escaped(names.join(" or "))}${format(schema)}${bounds(schema)}`;
};

const link = (ref: string): string => {
  const name = escaped(ref.slice(ref.lastIndexOf("/") + 1));
  return `<a href="#schema-${name}">${name}</a>`;
};

const code = (value: unknown): string => `<code>${escaped(JSON.stringify(value))}</code>`;

const format = ({ format: name, pattern }: JsonSchema): string => {
  if (name === "date-time") return ", date and time";
  // Of some things the form is longer than anybody reads.
  if (typeof pattern !== "string" || pattern.length > 60) return "";
  return ` of the form <code>${escaped(pattern.replace(/^\^|\$$/g, ""))}</code>`;
};

const bounds = (schema: JsonSchema): string => {
  const least = schema["minimum"] ?? schema["minLength"] ?? schema["minItems"];
  const most = schema["maximum"] ?? schema["maxLength"] ?? schema["maxItems"];
  const hasMost = typeof most === "number" && most < Number.MAX_SAFE_INTEGER;
  const hasLeast = typeof least === "number" && least > Number.MIN_SAFE_INTEGER;
  if (hasLeast && hasMost) return `, ${least} to ${most}`;
  if (hasLeast) return `, at least ${least}`;
  return hasMost ? `, at most ${most}` : "";
};

/** The members of an object, and of what stands inline in it. */
export const membersOf = (schema: JsonSchema): HtmlEscapedString => raw(members(schema));

const members = (schema: JsonSchema): string => {
  const options = [schema["anyOf"], schema["oneOf"]].find((list) => Array.isArray(list));
  if (Array.isArray(options)) return options.filter(isSchema).map(option).join("");
  if (!isSchema(schema["properties"])) return "";
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const entries = Object.entries(schema["properties"]).flatMap(([name, value]) =>
    isSchema(value) ? [member(name, value, required.includes(name))] : [],
  );
  return `<dl>${entries.join("\n")}</dl>`;
};

const option = (schema: JsonSchema): string =>
  schema["$ref"] === undefined ? `<div>${members(schema)}</div>` : `<p>${words(schema)}</p>`;

const member = (name: string, schema: JsonSchema, isRequired: boolean): string => {
  const says = typeof schema["description"] === "string" ? String(inline(schema["description"])) : "";
  const inner = members(isSchema(schema["items"]) ? schema["items"] : schema);
  const isPlain = schema["properties"] !== undefined;
  const type = isPlain ? "object" : words(schema);
  return `<dt><code>${escaped(name)}</code> <span class="type">${type}${isRequired ? "" : ", optional"}</span></dt>
<dd>${says}${isNested(schema) ? inner : ""}</dd>`;
};

/** Whether it has members of its own, and not those of something with a name. */
const isNested = (schema: JsonSchema): boolean =>
  schema["properties"] !== undefined ||
  (isSchema(schema["items"]) && schema["items"]["properties"] !== undefined);

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
