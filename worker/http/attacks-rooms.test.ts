import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { UserId } from "../identity/identity.ts";
import { sign } from "../identity/issuer.testing.ts";
import { newToken } from "../identity/token.ts";
import { logInfo } from "../log.ts";
import { newAddress, newGuest, send } from "./api.testing.ts";
import { bearer, claimsOf, cookieOf, type Fired, fire, newVictim, ROUTES } from "./attacks.testing.ts";
import { CONFIGURED, issuerKey, jwtOf, nowSeconds, OWN, prepareVolleys } from "./attacks-volley.testing.ts";

prepareVolleys();

let victim: Awaited<ReturnType<typeof newVictim>> | undefined;
const someone = async () => {
  victim ??= await newVictim();
  return victim;
};

/** What a request reaches: rooms by name, and statements put to D1. */
const watched = () => {
  const rooms: string[] = [];
  const statements: string[] = [];
  const ROOMS = {
    getByName: (name: string) => {
      rooms.push(name);
      return env.ROOMS.getByName(name);
    },
  };
  const HISTORY = {
    prepare: (sql: string) => {
      statements.push(sql);
      return env.HISTORY.prepare(sql);
    },
  };
  return { rooms, statements, bindings: { ROOMS, HISTORY, ...CONFIGURED } };
};

const madeUp = (user: string): { readonly Authorization: string } => bearer(newToken(user as UserId).secret);
const lookalike = { userId: "guest-1", deviceId: "device-1" };

type Costs = { readonly rooms: readonly string[]; readonly statements: readonly string[] };

/** By route, what a caller with these headers reaches; where nothing, nothing. */
const costsOf = async (headersOf: () => Promise<Record<string, string>>, judge: (fired: Fired) => void) => {
  const costs: Record<string, Costs> = {};
  for (const route of ROUTES) {
    const { rooms, statements, bindings } = watched();
    judge(await fire(route, await someone(), { ...OWN, ...(await headersOf()) }, bindings));
    if (rooms.length + statements.length > 0) costs[route] = { rooms, statements };
  }
  return costs;
};

const D1_ALONE = ["POST /api/session/pairings/redeem"];

describe("who is nobody reaches neither a room nor D1, but D1 for a code", () => {
  const cases: readonly (readonly [string, () => Promise<Record<string, string>>])[] = [
    ["with nothing", async () => ({})],
    ["with a cookie that was made up", async () => ({ Cookie: "__Host-gridkeep_session=x.y" })],
    ["with a cookie that has ended", () => cookieOf(claimsOf(lookalike, { exp: nowSeconds() - 1 }))],
    [
      "with a cookie of another deployment",
      () => cookieOf(claimsOf(lookalike), { secret: "the secret of another deployment, as long" }),
    ],
    ["with a word for a token", async () => bearer("gk1.guest-1.x.y")],
    ["with a token of no such kind of user", async () => madeUp("admin-1")],
    ["with a token of a user in capitals", async () => madeUp("guest-ABC")],
    ["with a token of a very long user", async () => madeUp(`guest-${"a".repeat(65)}`)],
    [
      "with a token of an issuer that has ended",
      async () => bearer(await sign(issuerKey, jwtOf({ exp: 1 }))),
    ],
    ["with what looks like a token of an issuer", async () => bearer("e30.e30.e30")],
    ["with Basic", async () => ({ Authorization: "Basic YTpi" })],
  ];
  it.each(cases)("%s", async (_title, headersOf) => {
    const costs = await costsOf(headersOf, ({ status }) => expect(status).toBeLessThan(500));
    expect(Object.keys(costs)).toEqual(D1_ALONE);
    expect(costs[D1_ALONE[0] ?? ""]?.rooms).toEqual([]);
  });
});

describe("who makes up a token of a user", () => {
  it.each(["guest-00000000-0000-4000-8000-00000000dead", `user-${"d".repeat(40)}`, "guest-0", "user--"])(
    "reaches the room of that name, one for a call, and leaves nothing there: %s",
    async (user) => {
      const costs = await costsOf(
        async () => madeUp(user),
        ({ status }) => expect(status).toBeLessThan(500),
      );
      const reached = Object.keys(costs);
      for (const route of reached.filter((one) => !D1_ALONE.includes(one)))
        expect([route, costs[route]]).toEqual([route, { rooms: [user], statements: [] }]);
      vi.restoreAllMocks();
      if (user === "guest-0") logInfo("made-up-token-reaches", { rooms: reached });
      // What is left to people is refused before the room is asked.
      for (const route of reached) expect(route).not.toMatch(/tokens|devices|pairings$/);
      const kept = await runInDurableObject(env.ROOMS.getByName(user), async (_room, { storage }) => [
        storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
        await storage.getAlarm(),
      ]);
      expect(kept).toEqual([[], null]);
    },
  );
});

describe("a flood of guests", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("from one address is over after 60 a minute, and until then reaches no room and no D1", async () => {
    for (;;) {
      const minute = Math.floor(Date.now() / 60_000);
      const { rooms, statements, bindings } = watched();
      const from = { ...OWN, "CF-Connecting-IP": newAddress() };
      const replies: Fired[] = [];
      for (let at = 0; at < 70; at += 1)
        replies.push(await fire("POST /api/session", await someone(), from, bindings));
      if (Math.floor(Date.now() / 60_000) !== minute) continue;
      expect(replies.filter(({ status }) => status === 201)).toHaveLength(60);
      for (const { status, code, headers } of replies.slice(60)) {
        expect([status, code]).toEqual([429, "rate-limited"]);
        expect([headers.get("Set-Cookie"), headers.get("Retry-After")]).toEqual([null, "60"]);
      }
      expect([rooms, statements]).toEqual([[], []]);
      return;
    }
  });

  it("is held up by nobody's good session from the same address", async () => {
    const address = newAddress();
    const guest = await newGuest(address);
    for (let at = 0; at < 70; at += 1)
      await send("POST", "/session", { headers: { "CF-Connecting-IP": address } });
    expect((await guest.call("GET", "/layouts")).status).toBe(200);
    expect((await guest.call("GET", "/session")).status).toBe(200);
  });
});
