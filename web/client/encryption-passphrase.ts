/**
 * A user's data key under a passphrase, as a compact JWE (PBES2-HS512+A256KW, A256GCM). Without the passphrase it is
 * worth as much as the passphrase is hard to guess.
 */
import { decode, encode } from "jose/base64url";
import { decodeProtectedHeader } from "jose/decode/protected_header";
import { JOSEError } from "jose/errors";
import { compactDecrypt } from "jose/jwe/compact/decrypt";
import { CompactEncrypt } from "jose/jwe/compact/encrypt";
import { same } from "../../worker/layout/same.ts";
import { DATA_KEY_BYTES, type DataKey } from "./encryption-keys.ts";
import { type Outcome, refused } from "./encryption-outcome.ts";
import { isExact } from "./encryption-seal.ts";

/** What each guess at a passphrase costs, in rounds of HMAC-SHA-512. */
export const ITERATIONS = 600_000;

/** A wrap may ask for no more: a server could stop a page for hours by asking for a billion. */
const MOST_ITERATIONS = 2_000_000;

/**
 * Fewer characters are guessed within hours by whoever has the wrapped key, at any number of iterations that a phone
 * can bear; it is also the floor of NIST SP 800-63B. A floor, no advice: ENCRYPTION.md says what to choose.
 */
export const LEAST_CHARACTERS = 8;

/** `user` is a `userTag`; `iterations` also the least that is taken when opening. */
export type WrapOptions = { readonly passphrase: string; readonly user: string; readonly iterations: number };

export const isWeak = (passphrase: string): boolean => [...normalized(passphrase)].length < LEAST_CHARACTERS;

export const wrapKey = (dataKey: DataKey, { passphrase, user, iterations }: WrapOptions): Promise<string> =>
  new CompactEncrypt(dataKey)
    .setProtectedHeader({ alg: ALG, enc: ENC, gridkeep: bindingOf(user) })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(bytesOf(passphrase));

/** `tampered` for what this user never wrapped; else `wrong-passphrase`, as nobody can say what is wrong. */
export const unwrapKey = async (
  sealed: string,
  { passphrase, user, iterations }: WrapOptions,
): Promise<Outcome<DataKey>> => {
  if (!isExact(sealed) || !isOurs(headerOf(sealed), user, iterations)) return refused("tampered");
  try {
    const { plaintext } = await compactDecrypt(sealed, bytesOf(passphrase), {
      keyManagementAlgorithms: [ALG],
      contentEncryptionAlgorithms: [ENC],
      maxPBES2Count: MOST_ITERATIONS,
    });
    if (plaintext.length !== DATA_KEY_BYTES) return refused("tampered");
    return { ok: true, value: new Uint8Array(plaintext) };
  } catch (error) {
    if (error instanceof JOSEError) return refused("wrong-passphrase");
    throw error;
  }
};

const ALG = "PBES2-HS512+A256KW";
const ENC = "A256GCM";
const SALT_BYTES = 16;

const bindingOf = (user: string) => ({ v: 1, kind: "key", user });

const headerOf = (sealed: string): Readonly<Record<string, unknown>> => {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    return {};
  }
};

/** Judged before any work is done with it: exactly the header that `wrapKey` writes, the counts within bounds. */
const isOurs = (
  { p2c, p2s, ...header }: Readonly<Record<string, unknown>>,
  user: string,
  leastIterations: number,
): boolean =>
  same(header, { alg: ALG, enc: ENC, gridkeep: bindingOf(user) }) &&
  typeof p2c === "number" &&
  Number.isInteger(p2c) &&
  p2c >= leastIterations &&
  p2c <= MOST_ITERATIONS &&
  typeof p2s === "string" &&
  isSalt(p2s);

const isSalt = (text: string): boolean => {
  try {
    const salt = decode(text);
    return salt.length === SALT_BYTES && encode(salt) === text;
  } catch {
    return false;
  }
};

/**
 * One passphrase, however a keyboard writes it: "é" is one character on one system and two on another, and some
 * write letters full-width (NFKC, RFC 8265).
 */
const normalized = (passphrase: string): string => passphrase.normalize("NFKC");

const bytesOf = (passphrase: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(normalized(passphrase));
