/** One shot at every route with the same headers, judged one by one, with a look at what the victim has after each. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import {
  AUDIENCE,
  ISSUER,
  JWKS_URL,
  claimsOf as jwtClaims,
  newKey,
  type TestKey,
} from "../identity/issuer.testing.ts";
import { ORIGIN } from "./api.testing.ts";
import { type Fired, fire, INTERNALS, type Kind, newVictim, ROUTES, type Victim } from "./attacks.testing.ts";

export type Sent = Readonly<Record<string, string>>;
export type World = { readonly victim: Victim; readonly attacker: Victim };
export type Attack = readonly [title: string, headers: (world: World) => Sent | Promise<Sent>];

/** A server that takes an issuer's tokens as well: all there is to attack. */
export const CONFIGURED = { JWKS_URL, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE };
/** As a page of our own. */
export const OWN: Sent = { Origin: ORIGIN };

export const issuerKey: TestKey = await newKey("k1");
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
export const jwtOf = (changes: object = {}): Record<string, unknown> =>
  jwtClaims({ sub: "mallory", iat: nowSeconds(), exp: nowSeconds() + 3600, ...changes });

let logged: string[] = [];

/** For each test of a file: the issuer can be asked for its keys, and what is logged is kept. */
export const prepareVolleys = (): void => {
  beforeEach(() => {
    logged = [];
    vi.spyOn(console, "log").mockImplementation((line) => void logged.push(String(line)));
    vi.spyOn(console, "error").mockImplementation((line) => void logged.push(String(line)));
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ keys: [issuerKey.jwk] }));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
};

export const newWorld = async (): Promise<World> => ({
  victim: await newVictim(),
  attacker: await newVictim("of the attacker"),
});

export const isRead = (route: string): boolean => /^(GET|HEAD) /.test(route);

/**
 * Whatever is shot, the victim has all that was there before, and neither replies nor the log tell of it. Where who
 * shoots is the victim, as a page of another origin is to us, replies may.
 */
export const fireAll = async (
  { victim }: World,
  headers: Sent,
  judge: (fired: Fired) => void,
  { isVictim = false }: { isVictim?: boolean } = {},
): Promise<void> => {
  const before = await victim.state();
  const own = [victim.userId, victim.deviceId, victim.phone.deviceId];
  for (const route of ROUTES) {
    const fired = await fire(route, victim, headers, CONFIGURED);
    judge(fired);
    const told = `${fired.text}${JSON.stringify([...fired.headers])}`;
    expect(told, route).not.toMatch(INTERNALS);
    for (const text of isVictim ? [] : [victim.mark, ...own]) expect(told, route).not.toContain(text);
    if (!isRead(route)) expect(await victim.state(), route).toEqual(before);
  }
  expect(await victim.state()).toEqual(before);
  const lines = logged.join("\n");
  for (const text of [...own, victim.cookie, victim.writer.secret]) expect(lines).not.toContain(text);
  expect(lines).not.toMatch(INTERNALS);
};

/** Status and code, the code empty where it is no problem. */
type Answers = Readonly<Record<Kind, readonly [number, string]>>;

const UNKNOWN = [401, "unauthenticated"] as const;
/** To who has no proof, or only what was one once: the doors are open, to somebody new. */
export const NOBODY: Answers = {
  ...{ own: UNKNOWN, socket: UNKNOWN, person: UNKNOWN },
  ...{ start: [201, ""], end: [204, ""], code: [404, "pairing-not-found"] },
  ...{ health: [200, ""], open: [200, ""] },
};
/** To who has a proof that fails: not even as a guest. */
export const FAILED: Answers = { ...NOBODY, start: UNKNOWN, end: UNKNOWN };
/** To what has the form of an API token, and is none. */
export const NO_TOKEN: Answers = { ...FAILED, person: [403, "forbidden"], end: [403, "forbidden"] };

export const expectAnswer =
  (answers: Answers) =>
  (fired: Fired): void => {
    const { route, kind, status, text, headers, isSocket } = fired;
    const [wanted, code] = answers[kind];
    // A reply to HEAD has the length of a body, and none.
    const said = route.startsWith("HEAD") ? code : fired.code;
    // Only the room knows some, and whoever asks for no socket never comes that far.
    if (kind !== "socket" || status !== 426) expect([route, status, said]).toEqual([route, wanted, code]);
    expect(isSocket).toBe(false);
    if (kind === "health") expect(text).not.toContain("unpublished");
    if (kind !== "start" && kind !== "end") expect(headers.get("Set-Cookie"), route).toBeNull();
  };
