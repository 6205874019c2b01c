/**
 * API tokens. One names its user, so that the call goes straight to that user's room, which knows whether it holds:
 * no other lookup, and revoking one acts at once. The room keeps a hash; the secret is shown once.
 */
import { sha256 } from "../history/sha256.ts";
import { type Identity, type UserId, UserName } from "./identity.ts";

export const TOKEN_PREFIX = "gk1";

const PARTS = /^gk1\.([a-z]+-[0-9a-f-]+)\.([0-9a-f]{16})\.([\w-]{43})$/;

export type NewToken = {
  /** What the caller sends. */
  readonly secret: string;
  readonly id: string;
  /** What the room keeps. */
  readonly hash: string;
};

/** 256 random bits: nothing that a hash without salt or stretching could give away. */
export const newToken = (userId: UserId): NewToken => {
  const id = crypto.getRandomValues(new Uint8Array(8)).toHex();
  const random = crypto.getRandomValues(new Uint8Array(32));
  const secret = `${TOKEN_PREFIX}.${userId}.${id}.${random.toBase64({ alphabet: "base64url", omitPadding: true })}`;
  return { secret, id, hash: sha256(secret) };
};

/** Null for what has not the form of one. Whether it holds, the room says. */
export const readToken = (text: string): Identity | null => {
  const [, user, id] = PARTS.exec(text) ?? [];
  const userId = UserName.safeParse(user).data as UserId | undefined;
  if (userId === undefined || id === undefined) return null;
  return {
    ...{ userId, deviceId: deviceIdOf(id), deviceName: "API token", isListed: false },
    ...{ token: { id, hash: sha256(text) }, authenticatedBy: "token", expiresAt: null, provedAt: 0 },
  };
};

/** What the history says who made a version. */
export const deviceIdOf = (tokenId: string): string => `token-${tokenId}`;
