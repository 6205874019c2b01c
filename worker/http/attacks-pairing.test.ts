import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sign } from "../identity/issuer.testing.ts";
import type { Pairing, Problem, Session } from "../layout/wire.ts";
import { logInfo } from "../log.ts";
import { type CallOptions, type Guest, newAddress, newGuest, ORIGIN, paired, send } from "./api.testing.ts";
import { app } from "./app.ts";
import { CONFIGURED, issuerKey, jwtOf, prepareVolleys } from "./attacks-volley.testing.ts";

prepareVolleys();

const pair = async (guest: Pick<Guest, "call">) =>
  (await guest.call<Pairing>("POST", "/session/pairings")).body.code;
const redeem = (code: string, options: CallOptions = {}) =>
  send<Session & Problem>("POST", "/session/pairings/redeem", { body: { code }, ...options });
const cookieIn = (headers: Headers): string => headers.get("Set-Cookie")?.split(";")[0] ?? "";

const ask = async (method: string, path: string, headers: Record<string, string>, body?: object) => {
  const type = body === undefined ? {} : { "Content-Type": "application/json" };
  const request = new Request(`${ORIGIN}/api${path}`, {
    method,
    headers: { "CF-Connecting-IP": newAddress(), ...type, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const reply = await app.fetch(request, { ...env, ...CONFIGURED });
  return {
    status: reply.status,
    headers: reply.headers,
    body: await reply.json<Session & Problem & Pairing>(),
  };
};

afterEach(() => {
  vi.useRealTimers();
});

describe("a code", () => {
  it("of a device that was signed out meanwhile lets nobody back in, however that was done", async () => {
    const desk = await newGuest();
    const stolen = await paired(desk, "Stolen");
    await stolen.head();
    const code = await pair(stolen);
    expect((await desk.call("DELETE", `/session/devices/${stolen.deviceId}`)).status).toBe(204);
    const reply = await redeem(code);
    expect([reply.status, reply.body.code, reply.headers.get("Set-Cookie")]).toEqual([
      404,
      "pairing-not-found",
      null,
    ]);
    const { devices } = (await desk.call<Session>("GET", "/session")).body;
    expect(devices.map(({ id }) => id)).toEqual([desk.deviceId]);
  });

  it("of another device of the same user still works", async () => {
    const desk = await newGuest();
    const phone = await paired(desk, "Phone");
    await phone.head();
    const code = await pair(desk);
    await desk.call("DELETE", `/session/devices/${phone.deviceId}`);
    expect((await redeem(code)).status).toBe(201);
  });

  it("makes no session that lasts out of one that ends with the issuer's token", async () => {
    const token = await sign(issuerKey, jwtOf());
    const jwt = { Authorization: `Bearer ${token}` };
    const started = await ask("POST", "/session", jwt, {});
    const bound = { Cookie: cookieIn(started.headers) };
    for (const headers of [jwt, bound]) {
      const { code } = (await ask("POST", "/session/pairings", headers)).body;
      const redeemed = await ask("POST", "/session/pairings/redeem", {}, { code });
      expect(redeemed.status).toBe(201);
      const second = { Cookie: cookieIn(redeemed.headers) };
      const visit = await ask("GET", "/session", second);
      expect([visit.status, visit.body.user]).toEqual([200, started.body.user]);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3601_000 });
      for (const cookie of [second.Cookie, cookieIn(visit.headers)])
        expect((await ask("GET", "/session", { Cookie: cookie })).status).toBe(401);
      vi.useRealTimers();
    }
  });
});

describe("a code that two come with", () => {
  it("signs one of twenty in", async () => {
    const guest = await newGuest();
    const code = await pair(guest);
    const replies = await Promise.all(Array.from({ length: 20 }, () => redeem(code)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ body }) => body.code === "pairing-not-found")).toHaveLength(19);
    expect((await guest.call<Session>("GET", "/session")).body.devices).toHaveLength(2);
  });

  it("is known by the secret that it was made with, as long as that one counts", async () => {
    const [OLD, NEW] = [env.SESSION_SECRET, "another secret for tests only, as long as it must be"];
    const redeemWith = async (secrets: object, code: string) => {
      const request = new Request(`${ORIGIN}/api/session/pairings/redeem`, {
        ...{ method: "POST", body: JSON.stringify({ code }) },
        headers: { "CF-Connecting-IP": newAddress(), "Content-Type": "application/json" },
      });
      return (await app.fetch(request, { ...env, ...secrets })).status;
    };
    const code = await pair(await newGuest());
    expect(await redeemWith({ SESSION_SECRET: NEW }, code)).toBe(404);
    expect(await redeemWith({ SESSION_SECRET: NEW, SESSION_SECRET_NEXT: NEW }, code)).toBe(404);
    expect(await redeemWith({ SESSION_SECRET: OLD, SESSION_SECRET_NEXT: NEW }, code)).toBe(201);
  });
});

const PERIOD_MS = 60_000;
const period = (): number => Math.floor(Date.now() / PERIOD_MS);

/** How often one may guess, from wherever the headers say, before one is refused; all within one count of the platform's. */
const guessesBy = async (
  headersAt: (guess: number) => Record<string, string>,
  pathAt: (guess: number) => string = () => "/session/pairings/redeem",
): Promise<number> => {
  for (;;) {
    const started = period();
    let guesses = 0;
    for (; guesses < 100; guesses += 1) {
      const { status, body } = await send<Problem>("POST", pathAt(guesses), {
        ...{ body: { code: "00000000" }, headers: headersAt(guesses) },
      });
      if (status === 429) break;
      expect(body.code).toBe("pairing-not-found");
    }
    if (period() === started) return guesses;
  }
};

const LIMIT = 5;

describe("who guesses codes", () => {
  /**
   * 40 random bits in a code, 10 minutes for each. What the platform counts by the minute, ten minutes can touch
   * eleven times. One address stays under one in a million even with 10,000 codes waiting, by the half; with one code
   * waiting 19,991 addresses together do. More addresses than that, or 20,000 codes, are beyond what counting by address
   * can do: a code would have to be longer.
   */
  it("from one address hits one of 10,000 that wait with a chance of less than one in a million", async () => {
    const from = { "CF-Connecting-IP": newAddress() };
    const perMinute = await guessesBy(() => from);
    expect(perMinute).toBe(LIMIT);
    const tries = perMinute * 11;
    const chanceOf = (waiting: number) => (tries * waiting) / 32 ** 8;
    vi.restoreAllMocks();
    const chances = [1, 10_000].map((waiting) => ({ waiting, chance: chanceOf(waiting) }));
    logInfo("guessed-codes", { triesInTenMinutes: tries, chances });
    expect(chanceOf(10_000)).toBeLessThan(1e-6);
    expect(chanceOf(1) * 19_991).toBeLessThan(1e-6);
  });

  const hex = (guess: number): string => (guess + 1).toString(16);
  const forms: readonly (readonly [string, (guess: number, own: number) => Record<string, string>])[] = [
    ["every address of a /64", (at, own) => ({ "CF-Connecting-IP": `2001:db8:${hex(own)}:1::${hex(at)}` })],
    [
      "one address, written in every way",
      (at, own) => {
        const ways = [
          ...[`2001:db8:${hex(own)}:2::1`, `2001:DB8:${hex(own).toUpperCase()}:2::1`],
          ...[`2001:0db8:${hex(own).padStart(4, "0")}:0002:0:0:0:1`, `2001:db8:${hex(own)}:2:0000::0001`],
          ...[`2001:db8:${hex(own)}:2::192.0.2.1`, `2001:db8:${hex(own)}:2::1%eth${at}`],
        ];
        return { "CF-Connecting-IP": ways[at % ways.length] ?? "" };
      },
    ],
    [
      "an IPv4 address, mapped or not",
      (at, own) => ({
        "CF-Connecting-IP": `${["", "::ffff:", "::FFFF:"][at % 3]}192.0.${own >> 8}.${own & 255}`,
      }),
    ],
    [
      "the loopback",
      (at) => ({ "CF-Connecting-IP": ["::1", "0:0:0:0:0:0:0:1", "0::1", "::"][at % 4] ?? "" }),
    ],
    [
      "one address that claims to be others",
      (at, own) => ({
        "CF-Connecting-IP": `198.51.${own >> 8}.${own & 255}`,
        "X-Forwarded-For": `192.0.2.${at}`,
        "X-Real-IP": `192.0.2.${at}`,
        "True-Client-IP": `192.0.2.${at}`,
        Forwarded: `for=192.0.2.${at}`,
      }),
    ],
    [
      "one address, with other cookies each time",
      (at, own) => ({ "CF-Connecting-IP": `203.0.${own >> 8}.${own & 255}`, Cookie: `a=${at}` }),
    ],
  ];
  let own = 0;
  it.each(forms)("counts as one from %s", async (_title, headersOf) => {
    own += 1;
    expect(await guessesBy((guess) => headersOf(guess, own))).toBe(LIMIT);
  });

  it("from every /64 of a /48, which some have for nothing, tries no more than twelve addresses could", async () => {
    const own = newAddress().split(".").map(Number).slice(2);
    const site = `2001:${own.map((part) => part.toString(16)).join(":")}`;
    expect(await guessesBy((guess) => ({ "CF-Connecting-IP": `${site}:${hex(guess)}::1` }))).toBe(60);
  });

  it("counts as one however the address of the call is written", async () => {
    const written = [
      "/session/pairings/redeem",
      "/session/pairings/%72edeem",
      "/%73ession/pairings/redeem?a=b",
    ];
    const from = { "CF-Connecting-IP": newAddress() };
    const counted = await guessesBy(
      () => from,
      (guess) => written[guess % written.length] ?? "",
    );
    expect(counted).toBe(LIMIT);
  });

  it.each([":", "::::", "g::1", "1:2:3:4:5:6:7:8:9", "::ffff:999.1.1.1", "%", "[::1]:80", "a".repeat(5_000)])(
    "is answered in words, wherever the platform says that it came from: %s",
    async (address) => {
      const { status } = await redeem("00000000", { headers: { "CF-Connecting-IP": address } });
      expect([404, 429]).toContain(status);
    },
  );
});
