import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { layoutOf, newGuest, ORIGIN, send } from "../http/api.testing.ts";
import { app } from "../http/app.ts";
import type { Pairing, Session } from "../layout/wire.ts";

const OLD = env.SESSION_SECRET;
const NEW = "another secret for tests only, as long as it must be";

/** A call to a server that has these secrets. */
const ask = async (secrets: object, path: string, init: RequestInit = {}) => {
  const reply = await app.fetch(new Request(`${ORIGIN}/api${path}`, init), { ...env, ...secrets });
  const cookie = reply.headers.get("Set-Cookie")?.split(";")[0] ?? null;
  return { status: reply.status, cookie, body: (await reply.json()) as { code?: string } };
};
const withCookie = (Cookie: string | null): RequestInit => ({ headers: { Cookie: Cookie ?? "" } });

describe("when the session secret is replaced", () => {
  const both = { SESSION_SECRET: OLD, SESSION_SECRET_NEXT: NEW };
  const after = { SESSION_SECRET: NEW };

  it("who comes back meanwhile stays signed in, with a cookie that outlasts the old one", async () => {
    const { cookie } = await newGuest();
    expect((await ask(after, "/session", withCookie(cookie))).status).toBe(401);
    const visit = await ask(both, "/session", withCookie(cookie));
    expect([visit.status, visit.cookie === cookie]).toEqual([200, false]);
    expect((await ask(after, "/session", withCookie(visit.cookie))).status).toBe(200);
    expect((await ask({}, "/session", withCookie(visit.cookie))).status).toBe(401);
  });

  it("a pairing code from before still works", async () => {
    const guest = await newGuest();
    const { code } = (await guest.call<Pairing>("POST", "/session/pairings")).body;
    const init = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ code }),
    };
    expect((await ask(both, "/session/pairings/redeem", init)).status).toBe(201);
  });

  it("API tokens go on: they were never signed", async () => {
    const guest = await newGuest();
    const { body } = await guest.call<{ secret: string }>("POST", "/tokens", {
      body: { name: "x", scope: "read" },
    });
    const init = { headers: { Authorization: `Bearer ${body.secret}` } };
    expect((await ask(after, "/layouts", init)).status).toBe(200);
  });

  it.each([{ SESSION_SECRET: "" }, { SESSION_SECRET: "short" }, { SESSION_SECRET_NEXT: "short" }])(
    "one that is too short signs nothing, and nothing is taken for signed: %j",
    async (secrets) => {
      const said = vi.spyOn(console, "error").mockReturnValue();
      const { cookie } = await newGuest();
      for (const init of [withCookie(cookie), { method: "POST" }]) {
        const reply = await ask(secrets, "/session", init);
        expect([reply.status, reply.body.code, reply.cookie]).toEqual([503, "unavailable", null]);
      }
      expect(said.mock.calls.join()).toContain('"event":"misconfigured"');
      expect(said.mock.calls.join()).toContain("SESSION_SECRET");
      expect(said.mock.calls.join()).not.toContain(OLD);
    },
  );
});

describe("a session", () => {
  it("ends after 400 days without a visit, and never with them", async () => {
    const start = Date.parse("2026-01-01T12:00:00Z");
    const day = 24 * 60 * 60_000;
    vi.useFakeTimers({ toFake: ["Date"], now: start });
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    vi.setSystemTime(start + 399 * day);
    const visit = await guest.call<Session>("GET", "/session");
    const cookie = visit.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    vi.setSystemTime(start + 400 * day);
    expect((await guest.head()).status).toBe(401);
    vi.setSystemTime(start + 798 * day);
    expect((await send("GET", "/layouts/main", { headers: { Cookie: cookie } })).status).toBe(200);
    vi.useRealTimers();
  });

  it("can't be had where guests are switched off, and who has one keeps it", async () => {
    const { cookie } = await newGuest();
    const off = { GUESTS: "off" };
    const refused = await ask(off, "/session", { method: "POST" });
    expect([refused.status, refused.body.code, refused.cookie]).toEqual([401, "unauthenticated", null]);
    expect((await ask(off, "/session", { method: "POST", ...withCookie(cookie) })).status).toBe(200);
  });
});
