/** Schemas as JSON Schema of the draft that OpenAPI 3.1 speaks (2020-12). */
import * as z from "zod/mini";
import { schemas } from "../schemas/named.ts";
import { registerProblems } from "../schemas/problem.ts";
import type { JsonSchema, Ref } from "./types.ts";

const uri = (id: string): string => `#/components/schemas/${id}`;

/** All that have a name. What is read stays open: a reader passes over what it does not know. */
export const namedSchemas = (): Record<string, JsonSchema> => {
  registerProblems();
  const { schemas: all } = z.toJSONSchema(schemas, { uri, io: "input" });
  return Object.fromEntries(Object.entries(all).map(([id, schema]) => [id, plain(schema)]));
};

/** What stands where a schema is used: its name. */
export const refTo = (schema: z.ZodMiniType): Ref => {
  const id = schemas.get(schema)?.id;
  if (id === undefined) throw new Error("A body of the API has no name: see schemas/named.ts.");
  return { $ref: uri(id) };
};

export const refToNamed = (id: string): Ref => ({ $ref: uri(id) });

/** Of a parameter: everything in its place. */
export const inlined = (schema: z.ZodMiniType): JsonSchema => plain(z.toJSONSchema(schema, { io: "input" }));

const plain = ({ $schema: _, $id: __, ...schema }: JsonSchema): JsonSchema => schema;
