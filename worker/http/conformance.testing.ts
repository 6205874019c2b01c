/**
 * Holds a reply against the document: every test that calls the API proves that what it got was described, to the
 * last member. Clients are told to pass over members that they do not know; here an unknown one is a fault.
 */
import { Validator } from "@cfworker/json-schema";
import { getPath } from "hono/utils/url";
import { app } from "./app.ts";
import { createDocument } from "./openapi/document.ts";
import { resolved } from "./openapi/resolved.ts";
import type { DocumentedOperation, Header, JsonSchema, Reply } from "./openapi/types.ts";

export const document = createDocument(app.routes);

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
};

/** `path` begins after `/api`. @throws Error that says what is not as described. */
export const expectDocumented = (method: string, path: string, answer: Answer): void => {
  const fault = faultIn(method, path, answer);
  if (fault === null) return;
  throw new Error(`${method} ${path} answered ${answer.status} ${answer.text.slice(0, 500)}\n${fault}`);
};

const faultIn = (method: string, path: string, answer: Answer): string | null => {
  const methods = methodsAt(getPath(new Request(`https://gridkeep.test/api${path}`)).slice("/api".length));
  const operation = methods?.[method === "HEAD" ? "get" : method.toLowerCase()];
  if (operation !== undefined) return faultOf(operation, method, answer);
  if (method === "OPTIONS" && methods !== undefined) return answer.status === 204 ? null : "OPTIONS is 204";
  const code = methods === undefined ? "not-found" : "method-not-allowed";
  return unexpectedFault(code, method, answer);
};

/** The operations at an address; where several patterns fit, those whose words come soonest. */
const methodsAt = (path: string): Readonly<Record<string, DocumentedOperation>> | undefined => {
  const given = path.split("/");
  const fits = (template: string): boolean => {
    const parts = template.split("/");
    return (
      parts.length === given.length &&
      parts.every((part, at) => (part.startsWith("{") ? given[at] !== "" : part === given[at]))
    );
  };
  const [best] = Object.keys(document.paths)
    .filter(fits)
    .sort((a, b) => a.split("{").length - b.split("{").length);
  return best === undefined ? undefined : document.paths[best];
};

const faultOf = (operation: DocumentedOperation, method: string, answer: Answer): string | null => {
  const found = operation.responses[String(answer.status)];
  if (found === undefined) return `${operation.operationId} has no such status`;
  const { headers, content = {} } = resolved<Reply>(document.components.responses, found);
  for (const [name, header] of Object.entries(headers)) {
    if (!resolved<Header>(document.components.headers, header).required || answer.headers.has(name)) continue;
    return `The header ${name} is missing`;
  }
  const [mediaType, media] = Object.entries(content)[0] ?? [];
  if (method === "HEAD") return answer.text === "" ? null : "HEAD has no body";
  if (mediaType === undefined || media === undefined)
    return answer.text === "" ? null : "No body is described";
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.replace(/;.*$/, "") !== mediaType) return `${type} is not ${mediaType}`;
  return mediaType.endsWith("json") ? mismatch(media.schema, answer.body) : null;
};

/** Of a call that no operation is there for. Whoever may not come in learns no more than that. */
const unexpectedFault = (code: string, method: string, answer: Answer): string | null => {
  const got = answer.body instanceof Object && "code" in answer.body ? answer.body.code : null;
  if (method === "HEAD") return [401, 404, 405, 429].includes(answer.status) ? null : "No such HEAD";
  if (![code, "unauthenticated", "forbidden", "rate-limited"].includes(String(got))) return `This is ${code}`;
  return mismatch({ $ref: "#/components/schemas/Problem" }, answer.body);
};

/** Whether the document lets this value pass. */
export const allows = (schema: JsonSchema, value: unknown): boolean =>
  validatorOf(schema, open).validate(value).valid;

/** What a value has that the schema does not, or the other way round. */
const mismatch = (schema: JsonSchema, body: unknown): string | null => {
  const { valid, errors } = validatorOf(schema, closed).validate(body);
  return valid
    ? null
    : errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`).join("\n");
};

/** By the schemas that a reference may lead to. */
const validators = new Map<unknown, Map<string, Validator>>();

const validatorOf = (schema: JsonSchema, schemas: unknown): Validator => {
  const known = validators.get(schemas) ?? new Map<string, Validator>();
  validators.set(schemas, known);
  const key = JSON.stringify(schema);
  const validator = known.get(key) ?? new Validator({ ...schema, components: { schemas } }, "2020-12", false);
  known.set(key, validator);
  return validator;
};

const close = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, close(one)]));
  const isOpen = inner["type"] === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isOpen ? { ...inner, additionalProperties: false } : inner;
};

const open = document.components.schemas;
const closed = close(open);
