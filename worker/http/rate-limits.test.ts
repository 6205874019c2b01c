import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { type CallOptions, layoutOf, newAddress, newGuest, ORIGIN, type Reply, send } from "./api.testing.ts";
import { app } from "./app.ts";

type Call = (address: string) => Promise<Reply<Problem>>;

const PERIOD_MS = 60_000;
const period = (): number => Math.floor(Date.now() / PERIOD_MS);

/** As often as the limit allows and once more, by a new caller; anew where the clock began to count anew meanwhile. */
const beyond = async (limit: number, prepare: () => Promise<() => Promise<Reply<Problem>>>) => {
  for (;;) {
    const call = await prepare();
    const started = period();
    const allowed: Reply<Problem>[] = [];
    while (allowed.length < limit) {
      const calls = Array.from({ length: Math.min(50, limit - allowed.length) }, call);
      allowed.push(...(await Promise.all(calls)));
    }
    const refused = await call();
    if (period() === started) return { allowed, refused };
  }
};

const codesOf = (replies: readonly Reply<Problem>[]) => new Set(replies.map(({ body }) => body?.code));

const from = (address: string, options: CallOptions = {}): CallOptions => ({
  ...options,
  headers: { "CF-Connecting-IP": address, ...options.headers },
});

const expectLimited = ({ status, headers, body }: Reply<Problem>) =>
  expect([status, body.code, headers.get("Retry-After")]).toEqual([429, "rate-limited", "60"]);

describe("the writes of one user", () => {
  it("are 600 a minute; then nothing is changed, and reads and other users go on", async () => {
    let guest = await newGuest();
    const { allowed, refused } = await beyond(599, async () => {
      guest = await newGuest();
      await guest.save(layoutOf("kept"), { base: null });
      return () => guest.call<Problem>("PATCH", "/layouts/main/versions/9", { body: { pinned: true } });
    });
    expect(codesOf(allowed)).toEqual(new Set(["version-not-found"]));
    expectLimited(refused);
    expectLimited(await guest.save(layoutOf("lost"), { base: 1 }));
    expectLimited(await guest.call<Problem>("POST", "/tokens", { body: { name: "x", scope: "read" } }));

    expect((await guest.head()).body).toMatchObject({ version: 1, layout: layoutOf("kept") });
    expect((await guest.call<{ tokens: unknown[] }>("GET", "/tokens")).body.tokens).toEqual([]);
    const other = await newGuest();
    expect((await other.save(layoutOf("other"), { base: null })).status).toBe(201);
  });
});

const doors: readonly (readonly [string, Call])[] = [
  ["starting sessions", (address) => send("POST", "/session", from(address))],
  ["signing out", (address) => send("DELETE", "/session", from(address))],
  ["pairing", (address) => send("POST", "/session/pairings", from(address))],
  ["making tokens", (address) => send("POST", "/tokens", from(address))],
  ["revoking tokens", (address) => send("DELETE", "/tokens/1", from(address))],
  ["erasing an account", (address) => send("DELETE", "/account", from(address))],
  ["loading with no credentials", (address) => send("GET", "/layouts/main", from(address))],
  [
    "asking who one is with a bad cookie",
    (address) =>
      send("GET", "/session", from(address, { headers: { Cookie: "__Host-gridkeep_session=forged.c2ln" } })),
  ],
  ["saving with no credentials", (address) => send("PUT", "/layouts/main", from(address, { body: {} }))],
];

describe("the doors, for one address", () => {
  it.each(doors)("are open 60 times a minute to %s", async (_what, call) => {
    const { allowed, refused } = await beyond(60, async () => {
      const address = newAddress();
      return () => call(address);
    });
    expect(codesOf(allowed)).not.toContain("rate-limited");
    expectLimited(refused);
  });

  it("close on bad credentials and new sessions alone: who has good ones goes on, and so do other addresses", async () => {
    let address = newAddress();
    const { refused } = await beyond(60, async () => {
      address = newAddress();
      return () => send<Problem>("GET", "/layouts/main", from(address));
    });
    expectLimited(refused);
    expectLimited(await send<Problem>("POST", "/session", from(address)));
    const guest = await newGuest();
    const here = { headers: { "CF-Connecting-IP": address } };
    expect((await guest.call("GET", "/session", here)).status).toBe(200);
    expect((await guest.call("GET", "/layouts", here)).status).toBe(200);
    expect((await guest.save(layoutOf("on"), { base: null, ...here })).status).toBe(201);
  });
});

describe("codes that are guessed", () => {
  it("are 5 a minute from one address, which a whole /64 of IPv6 is", async () => {
    let guesses = 0;
    let subscriber = 0;
    const { allowed, refused } = await beyond(5, async () => {
      subscriber += 1;
      return () => {
        guesses += 1;
        const address = `2001:db8:7:${subscriber.toString(16)}::${guesses.toString(16)}`;
        return send<Problem>("POST", "/session/pairings/redeem", from(address, { body: { code: "A" } }));
      };
    });
    expect(codesOf(allowed)).not.toContain("rate-limited");
    expectLimited(refused);
  });
});

it("limits nobody where the platform can't count", async () => {
  const broken = { limit: () => Promise.reject(new Error("no counter")) };
  const request = new Request(`${ORIGIN}/api/session`, { method: "POST" });
  expect((await app.fetch(request, { ...env, DOORS: broken })).status).toBe(201);
});
