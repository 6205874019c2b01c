import { describe, it } from "vitest";
import { encode, forge, newKey, sign, signByHand } from "../identity/issuer.testing.ts";
import { newToken } from "../identity/token.ts";
import { paired } from "./api.testing.ts";
import { bearer, claimsOf, cookieOf, tokenOf } from "./attacks.testing.ts";
import {
  type Attack,
  expectAnswer,
  FAILED,
  fireAll,
  jwtOf,
  issuerKey as key,
  NO_TOKEN,
  NOBODY,
  newWorld,
  nowSeconds,
  OWN,
  prepareVolleys,
} from "./attacks-volley.testing.ts";

prepareVolleys();

const stranger = await newKey("k1");
const flip = (text: string, at: number): string =>
  text.slice(0, at) + (text.charAt(at) === "A" ? "B" : "A") + text.slice(at + 1);
/** At a character that means something wherever it stands: not the last before the padding. */
const inSignature = (cookie: string): string => flip(cookie, cookie.lastIndexOf(".") + 10);

const nobodies: readonly Attack[] = [
  ["nothing", () => ({})],
  ["an empty cookie", () => ({ Cookie: "__Host-gridkeep_session=" })],
  ["a cookie that has ended", ({ victim }) => cookieOf(claimsOf(victim, { exp: nowSeconds() - 1 }))],
  [
    "a bound cookie that has ended",
    ({ victim }) => cookieOf(claimsOf(victim, { exp: nowSeconds() - 1, bound: true })),
  ],
  [
    "the cookie of a device that was signed out",
    async ({ victim }) => {
      const lost = await paired(victim, "Lost");
      await lost.head();
      await victim.call("DELETE", `/session/devices/${lost.deviceId}`);
      return { Cookie: lost.cookie };
    },
  ],
  ["a cookie with another signature", ({ victim }) => ({ Cookie: inSignature(victim.cookie) })],
  ["a cookie without its signature", ({ victim }) => ({ Cookie: victim.cookie.replace(/\.[^.]*$/, "") })],
  ["a cookie with an empty signature", ({ victim }) => ({ Cookie: victim.cookie.replace(/\.[^.]*$/, ".") })],
  [
    "one's own cookie with the victim's user in it",
    ({ victim, attacker }) => ({ Cookie: attacker.cookie.replace(attacker.userId, victim.userId) }),
  ],
  [
    "the victim's cookie with one's own signature",
    ({ victim, attacker }) => ({
      Cookie: victim.cookie.replace(/\.[^.]*$/, attacker.cookie.slice(attacker.cookie.lastIndexOf("."))),
    }),
  ],
  [
    "a cookie of another deployment",
    ({ victim }) => cookieOf(claimsOf(victim), { secret: "the secret of another deployment, as long" }),
  ],
  ["a cookie signed with nothing", ({ victim }) => cookieOf(claimsOf(victim), { secret: " " })],
  ["a cookie of another name", ({ victim }) => cookieOf(claimsOf(victim), { name: "gridkeep_session" })],
  [
    "a cookie of a user whose name is a path",
    () => cookieOf(claimsOf({ userId: "../x" as never, deviceId: "d" })),
  ],
  ["a cookie that says nothing", () => cookieOf(null)],
  ["a cookie that is a list", ({ victim }) => cookieOf([claimsOf(victim)])],
  [
    "a cookie with the claims beneath __proto__",
    async ({ victim }) => cookieOf(JSON.parse(`{"__proto__":${JSON.stringify(claimsOf(victim))}}`)),
  ],
];

const madeUp = "0".repeat(16);
const tokens: readonly Attack[] = [
  [
    "a token that was revoked",
    async ({ victim }) => {
      const { id, headers } = await tokenOf(victim, "write");
      await victim.call("DELETE", `/tokens/${id}`);
      return headers;
    },
  ],
  [
    "a token with another user in it",
    ({ victim, attacker }) => bearer(attacker.writer.secret.replace(attacker.userId, victim.userId)),
  ],
  [
    "a token with another user and id in it",
    ({ victim, attacker }) =>
      bearer(
        attacker.writer.secret
          .replace(attacker.userId, victim.userId)
          .replace(attacker.writer.id, victim.writer.id),
      ),
  ],
  [
    "a token with the secret of another of the same user",
    ({ victim }) => bearer(victim.reader.secret.replace(victim.reader.id, victim.writer.id)),
  ],
  [
    "a token with another secret",
    ({ victim }) => bearer(flip(victim.writer.secret, victim.writer.secret.length - 9)),
  ],
  [
    "a token with another last letter",
    ({ victim }) => bearer(victim.writer.secret.replace(/.$/, (end) => (end === "A" ? "B" : "A"))),
  ],
  [
    "a token of the victim's that was made up",
    ({ victim }) => bearer(`gk1.${victim.userId}.${madeUp}.${"A".repeat(43)}`),
  ],
  [
    "a token beside the victim's cookie",
    ({ victim, attacker }) => ({
      ...bearer(attacker.writer.secret.replace(attacker.userId, victim.userId)),
      Cookie: victim.cookie,
      ...OWN,
    }),
  ],
];

const secretAsKey = (claims: object): Promise<string> => {
  const text = [{ alg: "HS256", kid: "k1", typ: "JWT" }, claims]
    .map((part) => encode(JSON.stringify(part)))
    .join(".");
  return crypto.subtle
    .importKey(
      "raw",
      new TextEncoder().encode(JSON.stringify(key.jwk)),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    )
    .then((secret) => crypto.subtle.sign("HMAC", secret, new TextEncoder().encode(text)))
    .then((signature) => `${text}.${encode(new Uint8Array(signature))}`);
};

const jwts: readonly (readonly [title: string, token: () => string | Promise<string>])[] = [
  ["for another audience", () => sign(key, jwtOf({ aud: "another" }))],
  ["for nobody", () => signByHand(key, { alg: "ES256", kid: "k1" }, { ...jwtOf(), aud: undefined })],
  ["of another issuer", () => sign(key, jwtOf({ iss: "https://issuer.test.evil.com" }))],
  ["that has ended", () => sign(key, jwtOf({ iat: nowSeconds() - 7200, exp: nowSeconds() - 61 }))],
  ["that has not begun", () => sign(key, jwtOf({ nbf: nowSeconds() + 120 }))],
  ["without an end", () => signByHand(key, { alg: "ES256", kid: "k1" }, { ...jwtOf(), exp: undefined })],
  ["signed by nobody", () => forge({ alg: "none", kid: "k1" }, jwtOf(), "")],
  ["signed by nobody, in capitals", () => forge({ alg: "NONE" }, jwtOf())],
  ["signed with the public key", () => secretAsKey(jwtOf())],
  ["signed with a key of nobody's", () => sign(key, jwtOf(), { kid: "unknown" })],
  ["signed by another with a key of the same name", () => sign(stranger, jwtOf())],
  ["with a hole in it", async () => (await sign(key, jwtOf())).replace(".", "..")],
];

const refusals: readonly Attack[] = [
  [
    "the victim's cookie and an empty Authorization",
    ({ victim }) => ({ Cookie: victim.cookie, Authorization: "" }),
  ],
  ["the victim's cookie and nonsense", ({ victim }) => ({ Cookie: victim.cookie, ...bearer("nonsense") })],
  ["the victim's cookie and Basic", ({ victim }) => ({ Cookie: victim.cookie, Authorization: "Basic YTpi" })],
  ["the victim's cookie as Basic", ({ victim }) => ({ Authorization: `Basic ${btoa(victim.cookie)}` })],
  ["the victim's cookie as Bearer", ({ victim }) => bearer(victim.cookie)],
  [
    "the victim's token as Basic",
    ({ victim }) => ({ Authorization: `Basic ${btoa(`:${victim.writer.secret}`)}` }),
  ],
  [
    "two tokens at once",
    ({ victim, attacker }) => bearer(`${attacker.writer.secret}, Bearer ${victim.writer.secret}`),
  ],
  [
    "two tokens at once, tight",
    ({ victim, attacker }) => bearer(`${attacker.writer.secret},${victim.writer.secret}`),
  ],
  [
    "a token and Basic at once",
    ({ victim }) => ({ Authorization: `Basic YTpi, Bearer ${victim.writer.secret}` }),
  ],
  ["a token without a word before it", ({ victim }) => ({ Authorization: victim.writer.secret })],
  ["a token in capitals", ({ victim }) => bearer(victim.writer.secret.toUpperCase())],
  ["a token that was cut", ({ victim }) => bearer(victim.writer.secret.slice(0, -1))],
  [
    "a token of a user whose name is a path",
    ({ victim }) => bearer(victim.writer.secret.replace("guest-", "guest-/../")),
  ],
  ...jwts.map(
    ([title, token]): Attack => [`a token of the issuer's ${title}`, async () => bearer(await token())],
  ),
  ...jwts.map(
    ([title, token]): Attack => [
      `the victim's cookie and an assertion ${title}`,
      async ({ victim }) => ({ ...OWN, Cookie: victim.cookie, "Cf-Access-Jwt-Assertion": await token() }),
    ],
  ),
];

describe("nobody gets in, at any route, with", () => {
  it.each(nobodies)("%s", async (_title, headersOf) => {
    const world = await newWorld();
    await fireAll(world, { ...OWN, ...(await headersOf(world)) }, expectAnswer(NOBODY));
  });

  it.each(tokens)("%s", async (_title, headersOf) => {
    const world = await newWorld();
    await fireAll(world, await headersOf(world), expectAnswer(NO_TOKEN));
  });

  it("a token that has ended", async () => {
    const world = await newWorld();
    const { room, userId } = world.victim;
    const caller = {
      deviceId: "d",
      deviceName: "D",
      isListed: false,
      token: null,
      provedAt: 0,
      wants: "write",
    } as const;
    const { id, hash, secret } = newToken(userId as never);
    await room.createToken(caller, { id, hash, name: "Old", scope: "write", expiresAt: Date.now() - 1 });
    await fireAll(world, bearer(secret), expectAnswer(NO_TOKEN));
  });

  it.each(refusals)("%s", async (_title, headersOf) => {
    const world = await newWorld();
    await fireAll(world, await headersOf(world), expectAnswer(FAILED));
  });
});
