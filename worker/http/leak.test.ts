import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { newGuest, ORIGIN } from "./api.testing.ts";
import { app } from "./app.ts";

const SECRET = env.SESSION_SECRET;
const LEAKS = /SELECT|FROM|secret|\.ts|\bat \w+ \(|Error|Mallory|"stack"/;

const thrown: readonly (readonly [string, unknown])[] = [
  [
    "an error with SQL",
    new Error(`D1_ERROR: near "SELECT * FROM users WHERE name = 'Mallory'": syntax error`),
  ],
  ["an error with a secret", new TypeError(`can't sign with "${SECRET}"`)],
  [
    "an error with details",
    Object.assign(new Error("x"), { sql: "SELECT 1", status: 200, members: { SECRET } }),
  ],
  [
    "an error that answers for itself",
    Object.assign(new Error("x"), { getResponse: () => new Response(SECRET) }),
  ],
  ["a text", `SELECT 1; ${SECRET}`],
  ["nothing", undefined],
  ["an object", { code: "secret", message: SECRET }],
];

/** Every call that asks a room, with a body that gets it that far. */
const CALLS: readonly (readonly [method: string, path: string, body?: object])[] = [
  ["GET", "/layouts"],
  ["GET", "/layouts/main"],
  ["PUT", "/layouts/main", {}],
  ["DELETE", "/layouts/main"],
  ["GET", "/layouts/main/versions"],
  ["GET", "/layouts/main/versions/1"],
  ["PATCH", "/layouts/main/versions/1", { pinned: true }],
  ["GET", "/layouts/main/versions/1/changes?since=1"],
  ["GET", "/layouts/main/versions/verify"],
  ["POST", "/layouts/main/versions/prune", { keep: 1 }],
  ["POST", "/layouts/main/rollback", { version: 1 }],
  ["GET", "/layouts/main/export"],
  ["POST", "/layouts/main/import", {}],
  ["GET", "/health"],
];

let failed: MockInstance<typeof console.error>;
beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue();
  failed = vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
});

it.each(thrown)(
  "tells of %s nothing but that something failed, and the log no secret",
  async (_what, error) => {
    const rooms = {
      getByName: () => {
        throw error;
      },
    };
    const { cookie } = await newGuest();
    for (const [method, path, body] of CALLS) {
      const headers = { Cookie: cookie, "If-Match": '"1"', "Content-Type": "application/json" };
      const sent = body === undefined ? null : JSON.stringify(body);
      const request = new Request(`${ORIGIN}/api${path}`, { method, headers, body: sent });
      const reply = await app.fetch(request, { ...env, ROOMS: rooms });
      const text = await reply.text();
      const { code, requestId }: Problem = JSON.parse(text);
      expect([reply.status, code], `${method} ${path}`).toEqual([500, "internal"]);
      expect(requestId).toBe(reply.headers.get("Request-Id"));
      expect(reply.headers.get("Content-Type")).toBe("application/problem+json");
      expect(`${text}${JSON.stringify([...reply.headers])}`).not.toMatch(LEAKS);
    }
    const logged = JSON.stringify(failed.mock.calls);
    expect(failed).toHaveBeenCalledTimes(CALLS.length);
    expect(logged).not.toContain("Mallory");
    expect(logged).not.toMatch(/\n\s+at /);
  },
);
