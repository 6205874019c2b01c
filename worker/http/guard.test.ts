import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { layoutOf, newGuest, ORIGIN, send } from "./api.testing.ts";
import type { AppEnv } from "./env.ts";
import { requireOwnOrigin } from "./guard.ts";
import { Refusal } from "./problem.ts";

const HOST = new URL(ORIGIN).host;
const FOREIGN = [
  "https://evil.test",
  `https://evil.${HOST}`,
  `https://${HOST}.evil.test`,
  `https://${HOST}:8443`,
  `http://${HOST}`,
  `${ORIGIN}/`,
  `https://user@${HOST}`,
  "https:/",
  "null",
  "*",
  `${ORIGIN}, https://evil.test`,
];

const WRITES = [
  ["POST", "/session"],
  ["DELETE", "/session"],
  ["PUT", "/layouts/main"],
  ["DELETE", "/layouts/main"],
  ["PATCH", "/layouts/main/versions/1"],
  ["POST", "/layouts/main/rollback"],
  ["POST", "/layouts/main/versions/prune"],
  ["POST", "/layouts/main/import"],
] as const;

describe("a page of another origin", () => {
  it.each(WRITES)("may not %s %s with the cookie of a browser", async (method, path) => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const tries = [
      ...FOREIGN.map((Origin) => ({ Origin })),
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { Origin: "https://evil.test", "Sec-Fetch-Site": "same-origin" },
    ];
    for (const headers of tries) {
      const reply = await guest.call<Problem>(method, path, { headers: { ...headers, "If-Match": '"1"' } });
      expect([reply.status, reply.body.code], JSON.stringify(headers)).toEqual([403, "forbidden"]);
      expect(reply.headers.get("Set-Cookie")).toBeNull();
    }
    expect(await guest.versions()).toHaveLength(1);
  });

  it("is judged by its Authorization where it sends one", async () => {
    const headers = { Origin: "https://evil.test", Authorization: "Bearer none" };
    const reply = await send<Problem>("PUT", "/layouts/main", { headers });
    expect([reply.status, reply.body.code]).toEqual([401, "unauthenticated"]);
  });
});

describe("a page of our own", () => {
  it.each([
    [{ Origin: ORIGIN }],
    [{ Origin: ORIGIN, "Sec-Fetch-Site": "same-origin" }],
    [{ Origin: "https://localhost:5173", Host: "localhost:5173" }],
    [{ "Sec-Fetch-Site": "none" }],
    [{}],
  ])("may write with %j", async (headers) => {
    const guest = await newGuest();
    expect((await guest.save(layoutOf("new"), { base: null, headers })).status).toBe(201);
  });
});

describe("a socket", () => {
  const sockets = new Hono<AppEnv>().get("/live", (c) => {
    requireOwnOrigin(c);
    return c.body(null, 204);
  });
  sockets.onError((error, c) =>
    c.body(null, error instanceof Refusal && error.code === "forbidden" ? 403 : 500),
  );
  const open = async (headers: Record<string, string>) =>
    (await sockets.fetch(new Request(`${ORIGIN}/live`, { headers }), env)).status;

  it("is opened by a page of our own, or with Authorization", async () => {
    expect(await open({ Origin: ORIGIN, Cookie: "a=b" })).toBe(204);
    expect(await open({ Authorization: "Bearer x" })).toBe(204);
    expect(await open({ Authorization: "Bearer x", Origin: "https://evil.test" })).toBe(204);
  });

  it("is opened by nobody else, whatever a browser sent along", async () => {
    for (const along of [{}, { Cookie: "a=b" }, { "Cf-Access-Jwt-Assertion": "x.y.z" }]) {
      expect(await open(along)).toBe(403);
      for (const Origin of FOREIGN) expect(await open({ ...along, Origin }), Origin).toBe(403);
    }
  });
});
