/** Routes as operations: everything that the router knows and a description tells. */
import type * as z from "zod/mini";
import { operationOf } from "../documented.ts";
import {
  type Access,
  EVERYWHERE,
  type Operation,
  type ReplyDescription,
  type Shape,
  TAGS,
} from "../operation.ts";
import { curl } from "./curl.ts";
import { ANY_FAILURE, failuresOf } from "./failures.ts";
import { headersOf, sharedParameter } from "./headers.ts";
import { inlined, refTo } from "./json-schema.ts";
import type { DocumentedOperation, OpenApiDocument, Parameter, Ref, Reply } from "./types.ts";

export type DocumentedRoute = { readonly method: string; readonly path: string; readonly handler: object };

/** Grouped by tag, in the order of the routes. The responses that are referred to are put into `responses`. */
export const pathsOf = (
  routes: readonly DocumentedRoute[],
  responses: Map<string, Reply>,
): OpenApiDocument["paths"] => {
  const found = routes.flatMap(({ method, path, handler }) => {
    const operation = operationOf(handler);
    return operation === undefined
      ? []
      : [{ method: method.toLowerCase(), path: toTemplate(path), operation }];
  });
  const order = Object.keys(TAGS);
  found.sort((a, b) => order.indexOf(a.operation.tag) - order.indexOf(b.operation.tag));
  const paths: Record<string, Record<string, DocumentedOperation>> = {};
  for (const { method, path, operation } of found) {
    paths[path] = { ...paths[path], [method]: toOperation(method, path, operation, responses) };
  }
  return paths;
};

/** `/api/layouts/:id` as `/layouts/{id}`. */
export const toTemplate = (path: string): string => path.replace(/^\/api/, "").replace(/:(\w+)/g, "{$1}");

const toOperation = (
  method: string,
  path: string,
  operation: Operation,
  responses: Map<string, Reply>,
): DocumentedOperation => {
  const { id, tag, summary, description, body, example } = operation;
  return {
    ...{ operationId: id, tags: [tag], summary },
    ...(description === undefined ? {} : { description }),
    security: security[operation.access],
    parameters: parametersOf(operation),
    ...(body === undefined ? {} : { requestBody: bodyOf(body, example.body) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(operation.replies).map(([status, reply]) => [
          status,
          replyOf(reply, Number(status) === example.status ? example.reply : undefined),
        ]),
      ),
      ...failuresOf([...operation.failures, ...EVERYWHERE], responses),
      // A linter wants to know how a call ends well; a socket does not end.
      ...("101" in operation.replies ? { default: { $ref: `#/components/responses/${ANY_FAILURE}` } } : {}),
    },
    "x-codeSamples": [{ lang: "Shell", label: "curl", source: curl(method, path, example) }],
  };
};

const person = [{ session: [] }, { issuerToken: [] }, { access: [] }];
const security: Readonly<Record<Access, DocumentedOperation["security"]>> = {
  anyone: [],
  optional: [{}, { apiToken: [] }, ...person],
  "signed-in": [...person, { apiToken: [] }],
  "in-person": person,
};

const parametersOf = ({ path, query, headers, access }: Operation): (Parameter | Ref)[] => [
  ...parametersIn("path", path),
  ...parametersIn("query", query),
  ...parametersIn("header", headers),
  ...(access === "signed-in" || access === "in-person" ? [sharedParameter("Gridkeep-User")] : []),
  sharedParameter("Request-Id"),
];

const parametersIn = (place: Parameter["in"], shape: Shape = {}): Parameter[] =>
  Object.entries(shape).map(([name, schema]) => {
    const { description = "", examples, ...rest } = inlined(schema);
    const [example]: readonly unknown[] = Array.isArray(examples) ? examples : [];
    return {
      ...{ name, in: place, required: isRequired(schema), description: String(description), schema: rest },
      ...(example === undefined ? {} : { example }),
    };
  });

const isRequired = (schema: z.ZodMiniType): boolean => schema._zod.optin === undefined;

const JSON_TYPE = "application/json";

const bodyOf = ({ schema, isOptional }: NonNullable<Operation["body"]>, example: unknown) => ({
  required: isOptional !== true,
  content: { [JSON_TYPE]: { schema: refTo(schema), ...(example === undefined ? {} : { example }) } },
});

const replyOf = ({ says, schema, mediaType, headers = [] }: ReplyDescription, example: unknown): Reply => ({
  ...{ description: says, headers: headersOf(headers) },
  ...(schema === undefined
    ? {}
    : {
        content: { [JSON_TYPE]: { schema: refTo(schema), ...(example === undefined ? {} : { example }) } },
      }),
  ...(mediaType === undefined ? {} : { content: { [mediaType]: { schema: { type: "string" } } } }),
});
