/** Requests made of the document: right ones, and ones that somebody bent. */
import fc from "fast-check";
import { allows, document } from "./conformance.testing.ts";
import { valuesOf } from "./json-schema.testing.ts";
import { resolved } from "./openapi/resolved.ts";
import type { DocumentedOperation, JsonSchema, Parameter } from "./openapi/types.ts";

export type Call = {
  readonly operationId: string;
  readonly method: string;
  /** Encoded, and after `/api`. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** Whether the document allows it, or forbids it; null where it does not say. */
  readonly isRight: boolean | null;
};

type Place = { readonly method: string; readonly path: string; readonly operation: DocumentedOperation };

const places: readonly Place[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** Stands for the version that the layout has when the request is sent. */
export const HEAD = '"head"';

/** What there is, more often than what there may be. */
const likely: Readonly<Record<string, fc.Arbitrary<string>>> = {
  id: fc.constantFrom("main", "main", "main", "copy"),
  version: fc.integer({ min: 1, max: 6 }).map(String),
  code: fc.constantFrom("version-conflict", "internal"),
  "If-Match": fc.constantFrom(HEAD, HEAD, HEAD, '"1"', '"2"', '"3"'),
};

const parameterValue = ({ name, schema }: Parameter): fc.Arbitrary<string> => {
  // HTTP does not carry all texts in a header.
  const isFree =
    name.includes("-") && schema["type"] === "string" && !("pattern" in schema) && !("const" in schema);
  const fit = isFree ? fc.stringMatching(/^[\x21-\x7e]{1,40}$/) : valuesOf(schema).map(String);
  const known = likely[name];
  return known === undefined ? fit : fc.oneof({ weight: 4, arbitrary: known }, { weight: 1, arbitrary: fit });
};

type Values = Record<string, string | undefined>;

const parametersIn = (operation: DocumentedOperation, place: Parameter["in"]): readonly Parameter[] =>
  operation.parameters
    .map((one) => resolved<Parameter>(document.components.parameters, one))
    // Of these nobody knows a right value.
    .filter((one) => one.in === place && one.name !== "Gridkeep-User");

const valuesIn = (operation: DocumentedOperation, place: Parameter["in"]): fc.Arbitrary<Values> => {
  const all = parametersIn(operation, place);
  // Dots alone can't stand in an address: they lead to another one.
  const values = Object.fromEntries(
    all.map((one) => [one.name, parameterValue(one).filter((text) => text !== "." && text !== "..")]),
  );
  return fc.record<Values>(values, {
    requiredKeys: all.filter((one) => one.required).map((one) => one.name),
  });
};

const mediaOf = ({ requestBody }: DocumentedOperation) =>
  requestBody === undefined ? undefined : Object.values(requestBody.content)[0];

const bodyOf = (operation: DocumentedOperation): fc.Arbitrary<string | null> => {
  const media = mediaOf(operation);
  if (media === undefined) return fc.constant(null);
  const any = valuesOf(media.schema);
  const arbitrary = media.example === undefined ? any : fc.oneof(fc.constant(media.example), any);
  const text = arbitrary.map((value) => JSON.stringify(value));
  return operation.requestBody?.required === false ? fc.option(text) : text;
};

/** Of headers that exclude each other, one. */
const consistent = (headers: Values): Values => {
  if (headers["If-Match"] === undefined || headers["If-None-Match"] === undefined) return headers;
  const { "If-None-Match": _, ...rest } = headers;
  return rest;
};

const present = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const callsOf = ({ method, path, operation }: Place): fc.Arbitrary<Call> =>
  fc
    .record({
      names: valuesIn(operation, "path"),
      query: valuesIn(operation, "query"),
      headers: valuesIn(operation, "header"),
      body: bodyOf(operation),
    })
    .map(({ names, query, headers, body }) => ({
      ...{ operationId: operation.operationId, method, isRight: true, body },
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? "")),
      query: Object.entries(present(query)),
      headers: {
        ...present(consistent(headers)),
        ...(body === null ? {} : { "Content-Type": "application/json" }),
      },
    }));

/** Whoever is not signed in has little to break. */
const weightOf = ({ path }: Place): number => (path.startsWith("/layouts") ? 4 : 1);

const rightCalls: fc.Arbitrary<Call> = fc.oneof(
  ...places.map((place) => ({ weight: weightOf(place), arbitrary: callsOf(place) })),
);

type Bend = (call: Call) => Call;

const odd = fc.oneof(
  fc.constantFrom("", " ", "..", "%2e%2e", "%2F", "%00", "%ff", "%", "%zz", "a%2Fb", "é", "\u{1f600}", "%5c"),
  fc.constantFrom("__proto__", "constructor", "null", "0", "-1", "1e3", "9".repeat(40), "x".repeat(3_000)),
  fc.constantFrom("' OR 1=1 --", "<script>", "#{7*7}", "*", "1,2", '"1"', "\ud800"),
);

const oddJson: readonly string[] = [
  ...["", "{", "null", "[]", "0", '"x"', "{}", "\ufeff{}", "{} {}", "NaN", '{"a":1,}', "\u0000"],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{}}}', '{"layout":{"__proto__":null}}'],
  ...['{"layout":{"desktop":[],"mobile":[]},"layout":{}}', '{"description":"\\ud800"}', '{"keep":1e999}'],
  ...[`${"[".repeat(5_000)}${"]".repeat(5_000)}`, `{"layout":${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}}`],
];

const withBody = (call: Call, body: string | Uint8Array): Call =>
  call.method === "GET" || call.method === "HEAD"
    ? call
    : { ...call, body, headers: { "Content-Type": "application/json", ...call.headers }, isRight: null };

/** A body that the document forbids is to be refused. */
const judged = (call: Call): Call => {
  const place = places.find(
    ({ method, operation }) => operation.operationId === call.operationId && method === call.method,
  );
  const media = place === undefined ? undefined : mediaOf(place.operation);
  if (media === undefined || typeof call.body !== "string") return call;
  return { ...call, isRight: fitsText(media.schema, call.body) ? null : false };
};

const fitsText = (schema: JsonSchema, text: string): boolean => {
  try {
    return text === "" || allows(schema, JSON.parse(text.replace(/^\ufeff/, "")));
  } catch {
    return false;
  }
};

const bends: readonly fc.Arbitrary<Bend>[] = [
  fc.tuple(fc.nat(6), odd).map(([at, text]) => (call) => {
    const parts = call.path.split("/");
    return { ...call, path: parts.with(1 + (at % (parts.length - 1)), text).join("/"), isRight: null };
  }),
  fc
    .constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")
    .map((method) => (call) => ({
      ...call,
      ...{ method, isRight: null },
      body: method === "GET" || method === "HEAD" ? null : call.body,
    })),
  fc
    .tuple(fc.constantFrom("limit", "before", "after", "since", "deleted", "history", "onConflict"), odd)
    .map(([name, value]) => (call) => ({ ...call, query: [...call.query, [name, value]], isRight: null })),
  // One that is known may come once.
  fc.constant((call: Call) => ({
    ...call,
    query: [...call.query, ...call.query],
    isRight: call.isRight && !call.query.some(([name]) => !name.startsWith("x-")),
  })),
  fc.tuple(fc.string({ maxLength: 8 }), odd).map(([name, value]) => (call) => ({
    ...call,
    query: [...call.query, [`x-${name}`, value]],
  })),
  fc
    .tuple(
      fc.constantFrom("If-Match", "If-None-Match", "Idempotency-Key", "Request-Id", "Gridkeep-User"),
      odd,
    )
    .map(([name, value]) => (call) => ({
      ...call,
      headers: { ...call.headers, [name]: value.replace(/[^\x20-\x7e]/g, "?") },
      isRight: null,
    })),
  fc
    .constantFrom(
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/jsonx",
    )
    .map((type) => (call) => ({
      ...call,
      headers: { ...call.headers, "Content-Type": type },
      isRight: call.body === null || call.body === "" ? call.isRight : null,
    })),
  fc.constantFrom("null", "https://evil.example", "http://gridkeep.test").map((origin) => (call) => ({
    ...call,
    headers: { ...call.headers, Origin: origin },
    isRight: null,
  })),
  fc.constantFrom(...oddJson).map((text) => (call) => judged(withBody(call, text))),
  fc
    .nat(400)
    .map(
      (at) => (call) =>
        typeof call.body === "string" ? judged(withBody(call, call.body.slice(0, at))) : call,
    ),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => (call) => withBody(call, bytes)),
  fc.tuple(fc.constantFrom("layout", "version", "keep", "name", "extra", "__proto__"), odd).map(
    ([name, value]) =>
      (call) =>
        typeof call.body === "string" && call.body.startsWith("{")
          ? judged(
              withBody(
                call,
                call.body
                  .replace("{", `{${JSON.stringify(name)}:${JSON.stringify(value)},`)
                  .replace(",}", "}"),
              ),
            )
          : call,
  ),
];

export const calls: fc.Arbitrary<Call> = fc.oneof(
  { weight: 1, arbitrary: rightCalls },
  {
    weight: 1,
    arbitrary: fc
      .tuple(rightCalls, fc.array(fc.oneof(...bends), { minLength: 1, maxLength: 2 }))
      .map(([call, some]) => some.reduce((bent, bend) => bend(bent), call)),
  },
);
