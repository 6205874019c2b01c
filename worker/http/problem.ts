/** Every failure a caller can meet: one kind, one status, one page that explains it (RFC 9457). */
import type { Context } from "hono";
import type { FailureKind, Problem } from "../layout/wire.ts";

type ProblemHead = { readonly status: number; readonly title: string; readonly help: string };

export const problems = {
  "malformed-json": { status: 400, title: "Malformed JSON", help: "The body is not JSON in UTF-8." },
  "invalid-parameter": {
    status: 400,
    title: "Invalid parameter",
    help: "A header, a query parameter, a part of the address or a member of the body is missing, comes twice or has a wrong form. Where it is the body, each of the issues names a place in it.",
  },
  unauthenticated: {
    status: 401,
    title: "Not signed in",
    help: "Start a session with POST /api/session and send its cookie, or send Authorization: Bearer with an API token or a token of the issuer that this server trusts. What was sent has ended, was revoked or signed out, or is not known here. Everything saved before is still there, unless the account was erased.",
  },
  forbidden: {
    status: 403,
    title: "Forbidden",
    help: "Pages of another origin may not write on behalf of a signed-in user; where the service allows their origin, they call with Authorization, never with a cookie. An API token may not do more than its scope says, and none may do what is left to people: tokens, devices, pairing and the account.",
  },
  "layout-not-found": {
    status: 404,
    title: "No such layout",
    help: "The user has no layout of this name. One that was deleted stays restorable for 30 days: GET /api/layouts?deleted=true lists it, and a rollback to any of its versions brings it back.",
  },
  "version-not-found": {
    status: 404,
    title: "No such version",
    help: "The layout's history has no version of this number, or no longer: beyond its limit the history gives up old versions that are not pinned.",
  },
  "pairing-not-found": {
    status: 404,
    title: "No such code",
    help: "The code is wrong, was used already, or is older than 10 minutes. Ask for a new one with POST /api/session/pairings on a device that is signed in.",
  },
  "device-not-found": {
    status: 404,
    title: "No such device",
    help: "The user has no device of this id, or it was signed out. GET /api/session lists those that are signed in.",
  },
  "token-not-found": {
    status: 404,
    title: "No such token",
    help: "The user has no API token of this id, or it was revoked. GET /api/tokens lists them.",
  },
  "not-found": { status: 404, title: "Not found", help: "Nothing answers at this address." },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    help: "The address exists, but not with this method. The Allow header lists those that do.",
  },
  "layout-exists": {
    status: 409,
    title: "The layout exists already",
    help: "If-None-Match: * creates a layout. To change one, read it and send its version in If-Match.",
  },
  "limit-reached": {
    status: 409,
    title: "As many as there can be",
    help: "There can be 100 API tokens at a time. Revoke one that is no longer used.",
  },
  "history-damaged": {
    status: 409,
    title: "Damaged version",
    help: "The stored version does not match its checksum or its chain. It is never returned as good; others are not affected. GET /api/layouts/{id}/versions/verify walks the whole history.",
  },
  "version-conflict": {
    status: 412,
    title: "Changed elsewhere",
    help: "The layout has another version than the call was based on. Head, base and the exact clashes are in the reply: merge, and save with the head's version in If-Match. What deletes, restores or imports is to be sent again with that version, if it is still wanted.",
  },
  "layout-too-large": {
    status: 413,
    title: "Too large",
    help: "A layout may take 1 MiB as canonical JSON, and a body little more than what it carries. An import may bring 10,000 versions in 64 MiB.",
  },
  "too-slow": {
    status: 408,
    title: "Too slow",
    help: "The body stopped coming, or did not come to its end in time: 15 seconds without any of it, a minute for a save, five for an import. Nothing was changed. Send it again.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "Not plain JSON",
    help: "Send the body with Content-Type: application/json, and not compressed.",
  },
  "layout-invalid": {
    status: 422,
    title: "Invalid layout",
    help: "The layout, or a file with layouts, breaks a rule. Each of the issues names its place, a code and the reason.",
  },
  "idempotency-mismatch": {
    status: 422,
    title: "Idempotency key used before",
    help: "This Idempotency-Key came before with another request. Use a fresh key for each operation.",
  },
  "upgrade-required": {
    status: 426,
    title: "A socket is wanted",
    help: "This address speaks WebSocket alone: send GET with Upgrade: websocket, as new WebSocket(url) does in a browser.",
  },
  "precondition-required": {
    status: 428,
    title: "Which version is this based on?",
    help: 'A write names the version that it builds on: If-Match: "12", or If-None-Match: * to create.',
  },
  "rate-limited": { status: 429, title: "Too many requests", help: "Wait as long as Retry-After says." },
  unavailable: {
    status: 503,
    title: "Can't answer now",
    help: "A part that this call needs can't be reached. Nothing was changed. Try again after Retry-After.",
  },
  internal: {
    status: 500,
    title: "A fault on our side",
    help: "Something failed that should not. The request id finds it in the logs.",
  },
} as const satisfies Record<FailureKind, ProblemHead>;

export const problemHead = (kind: FailureKind): ProblemHead => problems[kind];

/** How long to wait: until a limit counts anew at the latest, and until a room has restarted. */
const RETRY_AFTER_SECONDS: ReadonlyMap<number, string> = new Map([
  [429, "60"],
  [503, "5"],
]);

/** `extra` adds members; `extraText` adds members that are JSON text already, as `"name":value,…`. */
export const problem = (
  c: Context,
  code: FailureKind,
  detail: string,
  extra: {
    readonly members?: object;
    readonly membersText?: string;
    readonly headers?: Record<string, string>;
  } = {},
): Response => {
  const { status, title } = problemHead(code);
  const retryAfter = RETRY_AFTER_SECONDS.get(status);
  c.set("code", code);
  const body: Problem = {
    type: `/api/problems/${code}`,
    ...{ title, status, detail, code, requestId: c.get("requestId") },
    ...extra.members,
  };
  const text = JSON.stringify(body);
  return new Response(extra.membersText === undefined ? text : `${text.slice(0, -1)},${extra.membersText}}`, {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      "Request-Id": c.get("requestId"),
      ...(retryAfter === undefined ? {} : { "Retry-After": retryAfter }),
      ...extra.headers,
    },
  });
};

/** An expected refusal on the way to an answer; `app.ts` turns it into a problem. Carries nothing internal. */
export class Refusal extends Error {
  readonly code: FailureKind;
  readonly members: RefusalMembers;
  constructor(code: FailureKind, detail: string, members: RefusalMembers = {}) {
    super(detail);
    this.code = code;
    this.members = members;
  }
}

/** Faults of what was sent, each with its place as a JSON Pointer. */
export type RefusalMembers = {
  readonly issues?: readonly { readonly path: string; readonly code: string; readonly message?: string }[];
};
