/** Values of a JSON Schema, as far as our document makes use of it; small ones more often than large ones. */
import fc from "fast-check";
import { layouts } from "../layout/arbitrary.testing.ts";
import { document } from "./conformance.testing.ts";
import type { JsonSchema } from "./openapi/types.ts";

export const valuesOf = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const { $ref, type, enum: words, const: only, items, format } = schema;
  if (typeof $ref === "string") return namedValues($ref.replace(/^.*\//, ""));
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(words)) return fc.constantFrom(...words);
  for (const options of [schema["anyOf"], schema["oneOf"]])
    if (Array.isArray(options)) return fc.oneof(...options.map((one) => valuesOf(asSchema(one))));
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => valuesOf({ ...schema, type: one })));
  switch (type) {
    case "string":
      return format === "date-time" ? times : texts(schema);
    case "integer":
      return integers(schema);
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(valuesOf(asSchema(items)), {
        minLength: Number(schema["minItems"] ?? 0),
        maxLength: Math.max(3, Number(schema["minItems"] ?? 0)),
      });
    case "object":
      return objects(schema);
    default:
      return json;
  }
};

const known = new Map<string, fc.Arbitrary<unknown>>();

const namedValues = (name: string): fc.Arbitrary<unknown> => {
  const any = known.get(name) ?? valuesOf(document.components.schemas[name] ?? {});
  // The rules ask more of a layout than its form, so that hardly one would be saved.
  const values = name === "Layout" && !known.has(name) ? fc.oneof(layouts(), layouts(), any) : any;
  known.set(name, values);
  return values;
};

/** Any that canonical JSON can carry. */
const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => JSON.stringify(value).isWellFormed());

const times = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

const texts = ({ pattern, minLength = 0, maxLength = 30 }: JsonSchema): fc.Arbitrary<string> =>
  typeof pattern === "string"
    ? fc.stringMatching(new RegExp(pattern))
    : fc.string({
        unit: "binary",
        minLength: Number(minLength),
        // What counts here are characters, and there UTF-16 code units.
        maxLength: Math.floor(Math.min(Number(maxLength), 40) / 2) || 1,
      });

const integers = ({ minimum, maximum }: JsonSchema): fc.Arbitrary<number> => {
  const min = Number(minimum ?? -1_000);
  const max = Number(maximum ?? Number.MAX_SAFE_INTEGER);
  const small = fc.integer({ min, max: Math.min(max, min + 4) });
  return fc.oneof(
    { weight: 9, arbitrary: small },
    { weight: 1, arbitrary: fc.bigInt({ min: BigInt(min), max: BigInt(max) }).map(Number) },
  );
};

const objects = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  const { properties, required, additionalProperties } = schema;
  const members = Object.entries(asSchema(properties)).map(
    ([name, one]) => [name, valuesOf(asSchema(one))] as const,
  );
  const requiredKeys: string[] = Array.isArray(required) ? required.map(String) : [];
  const own = fc.record<Record<string, unknown>>(Object.fromEntries(members), { requiredKeys });
  if (typeof additionalProperties !== "object") return own;
  return fc
    .tuple(fc.dictionary(fc.string({ maxLength: 8 }), json, { maxKeys: 3 }), own)
    .map(([more, some]) => ({ ...more, ...some }));
};

const asSchema = (value: unknown): JsonSchema =>
  typeof value === "object" && value !== null ? { ...value } : {};
