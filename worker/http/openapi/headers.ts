/** Headers that replies carry and requests may bring, described once. */
import type { HeaderName } from "../operation.ts";
import type { Header, Parameter, Ref } from "./types.ts";

const text = { type: "string" } as const;

export const headers = {
  "Request-Id": {
    description: "Finds the call in the server's logs. The one that was sent, or a new one.",
    ...{ required: true, schema: text },
  },
  ETag: {
    description:
      'What was read or made, for `If-Match` and `If-None-Match`. Of a layout it is the version: `"12"`.',
    ...{ required: true, schema: text },
  },
  "ETag-if-known": {
    description: "The version that the layout has, where the problem is about that.",
    schema: text,
  },
  "Retry-After": {
    description: "Seconds to wait before trying again.",
    ...{ required: true, schema: { type: "integer", minimum: 0 } },
  },
  Allow: {
    description: "The methods that work at this address, where it is the method that does not.",
    schema: text,
  },
  Upgrade: {
    description: "The protocol that is spoken here.",
    schema: text,
  },
  "Set-Cookie": {
    description: "The session, prolonged by each visit, or its end.",
    schema: text,
  },
  "Content-Disposition": {
    description: "What the file may be called.",
    ...{ required: true, schema: text },
  },
  "Cache-Control": {
    description: "Whether a copy may be kept.",
    ...{ required: true, schema: text },
  },
} as const satisfies Record<
  HeaderName | "Request-Id" | "ETag-if-known" | "Retry-After" | "Allow" | "Upgrade",
  Header
>;

/** `named` gives a header another description than the usual one. */
export const headersOf = (
  names: readonly HeaderName[],
  named: Readonly<Record<string, keyof typeof headers>> = {},
): Record<string, Ref> => ({
  "Request-Id": refTo("Request-Id"),
  ...Object.fromEntries(names.map((name) => [name, refTo(name)])),
  ...Object.fromEntries(Object.entries(named).map(([name, header]) => [name, refTo(header)])),
});

const refTo = (name: keyof typeof headers): Ref => ({ $ref: `#/components/headers/${name}` });

/** Parameters of many operations. */
export const sharedParameters = {
  "Request-Id": {
    ...{ name: "Request-Id", in: "header", required: false },
    description: "Up to 255 characters of `A-Z a-z 0-9 _ = -`: the reply and the logs repeat it.",
    schema: { type: "string", maxLength: 255 },
  },
  "Gridkeep-User": {
    ...{ name: "Gridkeep-User", in: "header", required: false },
    description: "Whose data the caller means. The call is refused if its credentials are another user's.",
    schema: text,
  },
} as const satisfies Record<string, Parameter>;

export const sharedParameter = (name: keyof typeof sharedParameters): Ref => ({
  $ref: `#/components/parameters/${name}`,
});
