import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { newAddress, newGuest, ORIGIN } from "./api.testing.ts";
import { app } from "./app.ts";

const FRIEND = "https://friend.example";
const ALLOWED = `${FRIEND}  http://localhost:3000\nhttps://port.example:8443`;

type Options = { readonly allowed?: string; readonly headers?: Record<string, string> };

const call = (method: string, path: string, { allowed = ALLOWED, headers = {} }: Options = {}) =>
  app.fetch(
    new Request(`${ORIGIN}/api${path}`, {
      method,
      headers: { "CF-Connecting-IP": newAddress(), Origin: FRIEND, ...headers },
    }),
    { ...env, ALLOWED_ORIGINS: allowed },
  );

const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"));

const VARY = "Authorization, Cookie, Origin";
const SHARED = {
  "access-control-allow-origin": FRIEND,
  "access-control-expose-headers": "ETag, Request-Id, Retry-After, Allow, Content-Disposition",
  vary: VARY,
};

describe("as it is deployed", () => {
  it("shares nothing with any origin", async () => {
    for (const method of ["GET", "OPTIONS", "PUT"]) {
      expect(corsOf(await call(method, "/layouts/main", { allowed: env.ALLOWED_ORIGINS }))).toEqual({
        vary: "Authorization, Cookie",
      });
    }
  });
});

describe("an origin that is allowed", () => {
  it("reads replies and problems alike, and what their headers say", async () => {
    const calls = [
      ["GET", "/health", 200],
      ["GET", "/layouts/main", 401],
      ["GET", "/nothing", 404],
      ["PATCH", "/layouts/main", 405],
      ["PUT", "/layouts/main", 403],
    ] as const;
    for (const [method, path, status] of calls) {
      const reply = await call(method, path);
      expect([reply.status, corsOf(reply)]).toEqual([status, SHARED]);
    }
  });

  it("may ask first: with the methods of the address, and what may be sent", async () => {
    const headers = { "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "if-match" };
    for (const [path, methods] of [
      ["/layouts/main", "GET, HEAD, PUT, DELETE, OPTIONS"],
      ["/layouts/main/rollback", "POST, OPTIONS"],
    ] as const) {
      const reply = await call("OPTIONS", path, { headers });
      expect([reply.status, await reply.text(), corsOf(reply)]).toEqual([
        204,
        "",
        {
          ...SHARED,
          "access-control-allow-methods": methods,
          "access-control-allow-headers":
            "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Gridkeep-User, Request-Id",
          "access-control-max-age": "7200",
        },
      ]);
    }
    expect((await call("OPTIONS", "/nothing", { headers })).status).toBe(404);
  });

  it("never writes by a cookie", async () => {
    const { cookie, head } = await newGuest();
    const reply = await call("PUT", "/layouts/main", { headers: { Cookie: cookie, "If-None-Match": "*" } });
    expect([reply.status, (await reply.json<Problem>()).code]).toEqual([403, "forbidden"]);
    expect((await head()).status).toBe(404);
  });
});

describe("an origin that is not allowed", () => {
  it.each([
    "https://evil.example",
    "null",
    "http://friend.example",
    "https://friend.example:443",
    "https://friend.example.evil.test",
    "https://FRIEND.example",
    "https://port.example",
  ])("reads nothing: %s", async (Origin) => {
    for (const method of ["GET", "OPTIONS"]) {
      expect(corsOf(await call(method, "/layouts/main", { headers: { Origin } }))).toEqual({
        vary: VARY,
      });
    }
  });

  it("is also one that the configuration writes in another way than browsers do, which is said once", async () => {
    const errors = vi.spyOn(console, "error").mockReturnValue();
    const malformed = [
      "*",
      "null",
      "https://*.example",
      "friend.example",
      "https://path.example/",
      "HTTPS://UP.example",
    ];
    const allowed = [...malformed, FRIEND].join(" ");
    for (const Origin of [...malformed, "https://path.example", "https://up.example", "https://a.example"]) {
      expect(corsOf(await call("GET", "/health", { allowed, headers: { Origin } }))).toEqual({
        vary: VARY,
      });
    }
    expect(corsOf(await call("GET", "/health", { allowed }))).toEqual(SHARED);
    expect(errors.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual(
      malformed.map((ignored) => ({ event: "allowed-origin-ignored", ignored })),
    );
    errors.mockRestore();
  });
});

it("tells caches that replies differ by origin, also those to nobody's page", async () => {
  const request = new Request(`${ORIGIN}/api/health`);
  expect(corsOf(await app.fetch(request, { ...env, ALLOWED_ORIGINS: ALLOWED }))).toEqual({ vary: VARY });
});
