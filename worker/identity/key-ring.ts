/**
 * The issuer's keys, kept. Fresh for 10 minutes; while the issuer can't be reached, good for 24 hours.
 *
 * The issuer is asked once at a time, and at most every 30 s, whatever tokens come: a flood of invented key names
 * can't be turned against it. Only while there is no key at all may it be every 5 s.
 *
 * A token whose key is not there: if the keys are younger than 30 s the issuer has no such key, and the token is
 * nobody's; otherwise the issuer could not be asked, so nobody knows, and the caller may try again.
 */
import type { CryptoKey, FlattenedJWSInput, JWSHeaderParameters } from "jose";
import { JWKSNoMatchingKey } from "jose/errors";
import type { LocalJWKSet } from "jose/jwks/local";
import { untilDeadline } from "../deadline.ts";
import { log } from "../log.ts";
import { DEADLINE_MS, type Fetch, fetchKeySet } from "./key-set.ts";

export const FRESH_MS = 10 * 60_000;
export const LONGEST_MS = 24 * 60 * 60_000;
export const COOLDOWN_MS = 30_000;
const RETRY_MS = 5000;

/** No key fits, and the issuer can't be asked whether it has one. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
}

export type KeyRing = {
  /**
   * The one key that fits the token: by name, algorithm and use.
   * @throws KeysUnavailable, or another error where no key, or more than one, fits.
   */
  readonly find: (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey>;
};

type Held = { readonly keys: LocalJWKSet; readonly askedAt: number };

export const createKeyRing = (jwksUrl: string, fetch: Fetch, now: () => number): KeyRing => {
  let held: Held | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> | null = null;

  const ask = async (at: number): Promise<void> => {
    try {
      const keys = await fetchKeySet(jwksUrl, fetch);
      if (held === null || held.askedAt < at) held = { keys, askedAt: at };
    } catch (error) {
      log("issuer-keys-unavailable", { error });
    }
  };

  const renew = async (): Promise<void> => {
    const sinceMs = now() - askedAt;
    // A fetch ends with the request that began it, and then its promise never settles: whoever waits has a deadline.
    const asked = pending;
    if (asked !== null && sinceMs < DEADLINE_MS) {
      await untilDeadline(() => asked, DEADLINE_MS - sinceMs);
    } else if (sinceMs >= (held === null ? RETRY_MS : COOLDOWN_MS)) {
      askedAt = now();
      const asking = ask(askedAt).finally(() => {
        if (pending === asking) pending = null;
      });
      pending = asking;
      await asking;
    }
  };

  /** What is held, if it is younger. */
  const youngerThan = (ageMs: number): Held | null =>
    held !== null && now() - held.askedAt < ageMs ? held : null;

  const find: KeyRing["find"] = async (header, token) => {
    if (youngerThan(FRESH_MS) === null) await renew();
    const first = youngerThan(LONGEST_MS);
    if (first === null) throw new KeysUnavailable();
    const key = await match(first, header, token);
    if (key !== null) return key;
    await renew();
    const newer = youngerThan(COOLDOWN_MS);
    if (newer === null) throw new KeysUnavailable();
    return newer.keys(header, token);
  };
  return { find };
};

/** Null where no key fits. */
const match = async (
  { keys }: Held,
  header: JWSHeaderParameters,
  token: FlattenedJWSInput,
): Promise<CryptoKey | null> => {
  try {
    return await keys(header, token);
  } catch (error) {
    if (error instanceof JWKSNoMatchingKey) return null;
    throw error;
  }
};
