/** An issuer for tests: real keys, tokens signed with them, a clock that can be set, and an address that can fail. */
import {
  base64url,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from "jose";
import { createVerifier, type VerifierOptions } from "./jwt.ts";

export const ISSUER = "https://issuer.test";
export const AUDIENCE = "gridkeep";
export const JWKS_URL = "https://issuer.test/keys";
/** 2026-11-02, in seconds: what the clock of every test begins with. */
export const START = 1_793_577_600;

export type TestKey = {
  readonly jwk: JWK & { readonly kid: string };
  readonly alg: string;
  readonly privateKey: CryptoKey;
};

export const newKey = async (kid: string, alg = "ES256"): Promise<TestKey> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" }, alg, privateKey };
};

export const claimsOf = (changes: JWTPayload = {}): JWTPayload => ({
  ...{ iss: ISSUER, aud: AUDIENCE, sub: "ada", iat: START, exp: START + 3600 },
  ...changes,
});

export const sign = (
  { jwk, alg, privateKey }: TestKey,
  claims: JWTPayload = claimsOf(),
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg, kid: jwk.kid, typ: "JWT", ...header }).sign(privateKey);

/** Of bytes, or of a text in UTF-8. */
export const encode = base64url.encode;

/** A token put together by hand: anything can stand in it. */
export const forge = (header: unknown, claims: unknown, signature = "AAAA"): string =>
  [...[header, claims].map((part) => encode(JSON.stringify(part))), signature].join(".");

/** Signs what a library refuses to: any header, any claims. For keys of ES256 and RS256. */
export const signByHand = async (
  { privateKey }: Pick<TestKey, "privateKey">,
  header: unknown,
  claims: unknown = claimsOf(),
): Promise<string> => {
  const text = [header, claims].map((part) => encode(JSON.stringify(part))).join(".");
  const algorithm = { name: privateKey.algorithm.name, hash: "SHA-256" };
  const signature = await crypto.subtle.sign(algorithm, privateKey, new TextEncoder().encode(text));
  return `${text}.${encode(new Uint8Array(signature))}`;
};

export type World = ReturnType<typeof createWorld>;

/** What an issuer publishes, and one isolate that asks it. */
export const createWorld = (keys: readonly JWK[], changes: Partial<VerifierOptions> = {}) => {
  const world = {
    seconds: START,
    /** How the issuer answers; each test may say otherwise. */
    answer: (_init: RequestInit): Response | Promise<Response> => Response.json({ keys }),
    asked: 0,
    wait: (seconds: number): void => {
      world.seconds += seconds;
    },
    publish: (...published: readonly unknown[]): void => {
      world.answer = () => Response.json({ keys: published });
    },
    fail: (): void => {
      world.answer = () => new Response("Down.", { status: 503 });
    },
  };
  const verify = createVerifier({
    jwksUrl: JWKS_URL,
    issuer: ISSUER,
    audiences: [AUDIENCE],
    now: () => world.seconds * 1000,
    fetch: async (url, init) => {
      if (url !== JWKS_URL) throw new Error(`Nobody should ask ${url}`);
      world.asked += 1;
      return world.answer(init);
    },
    ...changes,
  });
  return Object.assign(world, {
    verify,
    kind: async (token: string | Promise<string>) => (await verify(await token)).kind,
  });
};
