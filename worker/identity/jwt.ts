/**
 * Judges tokens of an external issuer (RFC 7519, RFC 8725). Verified is only what one of the issuer's own public keys
 * signed, for us, and for now; whatever else is wrong, the answer is the same.
 */
import type { JWTVerifyOptions, JWTVerifyResult } from "jose";
import { jwtVerify } from "jose/jwt/verify";
import { sha256 } from "../history/sha256.ts";
import { createMemory } from "../memory.ts";
import type { Issuer } from "./issuer.ts";
import { createKeyRing, KeysUnavailable } from "./key-ring.ts";
import type { Fetch } from "./key-set.ts";
import { type Subject, subjectOf } from "./subject.ts";

export type Verified =
  | (Subject & {
      readonly kind: "verified";
      readonly issuer: string;
      /** In ms: the token's own end, but 400 days from now at most. */
      readonly expiresAt: number;
      /** In ms; 0 where the token does not say. */
      readonly issuedAt: number;
    })
  | { readonly kind: "refused" }
  /** The issuer's keys can't be had, and none that is kept fits: the same token may do later. */
  | { readonly kind: "unavailable" };

export type Verify = (token: string) => Promise<Verified>;

export type VerifierOptions = Issuer & { readonly fetch: Fetch; readonly now: () => number };

/** Public keys only. What a shared secret signs, anyone could sign who has read the key set. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
const MOST_CHARACTERS = 8 * 1024;
const SKEW_SECONDS = 60;
const LONGEST_MS = 400 * 24 * 60 * 60_000;
/** So long a token may outlive the key that signed it. */
const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 1000;

const REFUSED: Verified = { kind: "refused" };

/** One for each isolate: it keeps the keys, and what it has verified. */
export const createVerifier = ({ jwksUrl, issuer, audiences, fetch, now }: VerifierOptions): Verify => {
  const keyRing = createKeyRing(jwksUrl, fetch, now);
  // By hash: nobody who reads the memory gets a token.
  const remembered = createMemory<Verified>({ most: MOST_REMEMBERED, now });

  const judge = async (token: string): Promise<Verified> => {
    try {
      const result = await jwtVerify(token, keyRing.find, expectations(issuer, audiences, now()));
      return accept(issuer, result, now());
    } catch (error) {
      return error instanceof KeysUnavailable ? { kind: "unavailable" } : REFUSED;
    }
  };

  return async (token) => {
    if (token.length > MOST_CHARACTERS || !COMPACT.test(token)) return REFUSED;
    const key = sha256(token);
    const known = remembered.get(key);
    if (known !== null) return known;
    const verified = await judge(token);
    if (verified.kind === "verified") {
      remembered.set(key, verified, Math.min(verified.expiresAt, now() + REMEMBERED_MS));
    }
    return verified;
  };
};

/** Three parts, each in base64url. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const expectations = (issuer: string, audiences: readonly string[], now: number): JWTVerifyOptions => ({
  algorithms: ALGORITHMS,
  issuer,
  audience: [...audiences],
  requiredClaims: ["exp", "sub"],
  clockTolerance: SKEW_SECONDS,
  currentDate: new Date(now),
});

/** What jose leaves to us once signature, issuer, audience, `exp` and `nbf` are right. */
const accept = (issuer: string, { payload, protectedHeader }: JWTVerifyResult, now: number): Verified => {
  const { iat = 0, exp = 0 } = payload; // `exp` is required, `iat` is not.
  if (!isLogin(protectedHeader.typ) || iat > now / 1000 + SKEW_SECONDS) return REFUSED;
  const subject = subjectOf(issuer, payload);
  if (subject === null) return REFUSED;
  const expiresAt = Math.min(exp * 1000, now + LONGEST_MS);
  return { kind: "verified", ...subject, issuer, expiresAt, issuedAt: iat * 1000 };
};

/** Issuers sign other things with the same keys, such as notes that someone signed out (RFC 8725, section 3.11). */
const isLogin = (typ: string | undefined): boolean =>
  typ === undefined || /^(application\/)?(at\+)?jwt$/i.test(typ);
