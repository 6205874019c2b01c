/**
 * For those who try to break in: a victim with something to lose, one shot at every route there is, and what each is
 * to answer to whom. A new route is a line in `SHOTS`.
 */
import { env } from "cloudflare:workers";
import { generateSignedCookie } from "hono/cookie";
import type { NewToken } from "../layout/wire.ts";
import { type Guest, layoutOf, newAddress, newGuest, ORIGIN, paired } from "./api.testing.ts";
import { app } from "./app.ts";

/**
 * Whom a route lets in. `own`: whoever proves to be somebody; `socket`: the same, and no socket was asked for; `person`:
 * no API token; `start`, `end`, `code` and `health` are the calls that also answer nobody, each in its way; `open`:
 * everybody, alike.
 */
export type Kind = "own" | "socket" | "person" | "start" | "end" | "code" | "health" | "open";
type Shot = { readonly kind: Kind; readonly body?: object; readonly headers?: Record<string, string> };

const BASE = { "If-Match": '"3"' };
const theirs = { layout: layoutOf("of a stranger") };

export const SHOTS: Readonly<Record<string, Shot>> = {
  "POST /api/session": { kind: "start" },
  "GET /api/session": { kind: "own" },
  "DELETE /api/session": { kind: "end" },
  "PATCH /api/session/devices/:id": { kind: "person", body: { name: "Stolen" } },
  "DELETE /api/session/devices/:id": { kind: "person" },
  "POST /api/session/pairings": { kind: "person" },
  "POST /api/session/pairings/redeem": { kind: "code", body: { code: "ABCDEFGH" } },
  "GET /api/tokens": { kind: "person" },
  "POST /api/tokens": { kind: "person", body: { name: "Back door", scope: "write" } },
  "DELETE /api/tokens/:id": { kind: "person" },
  "GET /api/layouts": { kind: "own" },
  "GET /api/layouts/:id": { kind: "own" },
  "PUT /api/layouts/:id": { kind: "own", headers: BASE, body: theirs },
  "DELETE /api/layouts/:id": { kind: "own", headers: BASE },
  "GET /api/layouts/:id/versions": { kind: "own" },
  "GET /api/layouts/:id/versions/verify": { kind: "own" },
  "POST /api/layouts/:id/versions/prune": { kind: "own", body: { keep: 1 } },
  "GET /api/layouts/:id/versions/:version": { kind: "own" },
  "PATCH /api/layouts/:id/versions/:version": { kind: "own", body: { pinned: false, description: "Mine" } },
  "GET /api/layouts/:id/versions/:version/changes": { kind: "own" },
  "POST /api/layouts/:id/rollback": { kind: "own", headers: BASE, body: { version: 1 } },
  "GET /api/layouts/:id/export": { kind: "own" },
  "POST /api/layouts/:id/import": { kind: "own", headers: BASE, body: { format: "gridkeep/1", ...theirs } },
  "GET /api/layouts/:id/live": { kind: "own", headers: { Upgrade: "websocket" } },
  "HEAD /api/layouts/:id/live": { kind: "socket" },
  "GET /api/health": { kind: "health" },
  "GET /api/account/export": { kind: "person" },
  "DELETE /api/account": { kind: "person" },
  "GET /api/openapi.json": { kind: "open" },
  "GET /api/docs": { kind: "open" },
  "GET /api/docs.css": { kind: "open" },
  "GET /api/problems": { kind: "open" },
  "GET /api/problems/:code": { kind: "open" },
};

export type Victim = Awaited<ReturnType<typeof newVictim>>;

/** Somebody with a history, a pin, a deleted layout, a second device and two tokens. */
export const newVictim = async (mark = "of the victim") => {
  const guest = await newGuest();
  for (const base of [null, 1, 2]) await guest.save(layoutOf(`${mark} ${base}`), { base });
  await guest.call("PATCH", "/layouts/main/versions/2", { body: { pinned: true, description: mark } });
  const create = { "If-None-Match": "*" };
  await guest.call("PUT", "/layouts/gone", { body: { layout: layoutOf(mark) }, headers: create });
  await guest.call("DELETE", "/layouts/gone", { headers: { "If-Match": '"1"' } });
  const phone = await paired(guest, "Phone");
  const [writer, reader] = [await tokenOf(guest, "write"), await tokenOf(guest, "read")];
  for (const { headers } of [writer, reader]) await guest.call("GET", "/layouts", { headers });
  return { ...guest, phone, writer, reader, mark, state: () => stateOf(guest) };
};

export const tokenOf = async (guest: Pick<Guest, "call">, scope: "read" | "write") => {
  const body = { name: "Script", scope };
  const { id, secret } = (await guest.call<NewToken>("POST", "/tokens", { body })).body;
  return { id, secret, headers: bearer(secret) };
};

const STATE = [
  ...["/layouts/main", "/layouts/main/versions?limit=100", "/layouts/main/versions/2", "/layouts"],
  ...["/layouts?deleted=true", "/session", "/tokens"],
];

/** Everything that a user has, as the user is told of it. */
export const stateOf = (guest: Pick<Guest, "call">): Promise<readonly string[]> =>
  Promise.all(
    STATE.map(async (path) => {
      const { status, text } = await guest.call("GET", path, { headers: { "Request-Id": "state" } });
      return `${path} ${status}: ${text}`;
    }),
  );

export const bearer = (credential: string) => ({ Authorization: `Bearer ${credential}` });

/** A session cookie as this server writes it, or one that only looks so. */
export const cookieOf = async (
  claims: unknown,
  { secret = env.SESSION_SECRET, name = "__Host-gridkeep_session" }: { secret?: string; name?: string } = {},
): Promise<{ readonly Cookie: string }> => {
  const options = { path: "/", secure: true };
  const cookie = await generateSignedCookie(name, JSON.stringify(claims), secret, options);
  return { Cookie: cookie.split(";")[0] ?? "" };
};

/** What a user's cookie says; sessions of people who were there just now. */
export const claimsOf = ({ userId, deviceId }: Pick<Guest, "userId" | "deviceId">, changes: object = {}) => ({
  ...{ user: userId, device: deviceId, name: "Laptop", exp: Math.floor(Date.now() / 1000) + 86_400 },
  ...changes,
});

export type Fired = {
  readonly route: string;
  readonly kind: Kind;
  readonly status: number;
  /** Of a problem; "" of any other reply. */
  readonly code: string;
  readonly text: string;
  readonly headers: Headers;
  readonly isSocket: boolean;
};

/** The routes there are, and HEAD where there is GET, so that whatever is added has to be tried as well. */
export const ROUTES: readonly string[] = [
  ...new Set(
    app.routes
      .filter(({ method }) => method !== "ALL")
      .flatMap(({ method, path }) =>
        method === "GET" ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
      ),
  ),
];

export const shotOf = (route: string): Shot => {
  const shot = SHOTS[route] ?? SHOTS[route.replace(/^HEAD/, "GET")];
  if (shot === undefined)
    throw new Error(`Nobody has tried to break into ${route}: give it a line in SHOTS.`);
  return shot;
};

/** At what is the victim's, with these headers. `bindings` are what the server has beside its own. */
export const fire = async (
  route: string,
  victim: Pick<Victim, "phone" | "writer">,
  headers: Readonly<Record<string, string>>,
  bindings: object = {},
): Promise<Fired> => {
  const { kind, body, headers: own = {} } = shotOf(route);
  const [method = "", pattern = ""] = route.split(" ");
  const type = body === undefined ? {} : { "Content-Type": "application/json" };
  const request = new Request(`${ORIGIN}${addressOf(pattern, victim)}`, {
    method,
    headers: { "CF-Connecting-IP": newAddress(), ...type, ...own, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const reply = await app.fetch(request, { ...env, ...bindings });
  const text = await reply.text();
  const isProblem = reply.headers.get("Content-Type") === "application/problem+json";
  return {
    ...{ route, kind, status: reply.status, text, headers: reply.headers },
    code: isProblem && text !== "" ? String(JSON.parse(text).code) : "",
    isSocket: reply.webSocket !== null,
  };
};

const addressOf = (pattern: string, { phone, writer }: Pick<Victim, "phone" | "writer">): string =>
  pattern
    .replace("/devices/:id", `/devices/${phone.deviceId}`)
    .replace("/tokens/:id", `/tokens/${writer.id}`)
    .replace(":id", "main")
    .replace(":version", "2")
    .replace(":code", "internal");

/** What nobody is to read in a reply or a log: how we are made, and what we keep to ourselves. */
export const INTERNALS =
  /\b(SELECT|INSERT|DELETE FROM|SQLITE|D1_ERROR)\b|node_modules|\.ts\b|\n\s+at |workerd|a secret for tests/;
