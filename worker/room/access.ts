/**
 * Who may come in: the user's devices and API tokens. Looked at before every call, so that signing a device out and
 * revoking a token act at once. The SQL of both is here alone.
 */
import * as z from "zod/mini";
import type { Device, TokenInfo } from "../layout/wire.ts";
import { createAllowance } from "./allowance.ts";
import { readMeta } from "./migrations.ts";
import type { Caller, NotAdmitted } from "./results.ts";

/** How exactly a device's last visit is known: each time it is told costs a row written. */
const SEEN_EVERY_MS = 60 * 60_000;
/** A device that was signed out, or an account that was erased, is remembered for as long as a cookie could come back. */
export const REMEMBERED_MS = 401 * 24 * 60 * 60_000;
/** In a room's notes on itself: see `createAccess`. */
export const SINCE = "since";
export const MOST_TOKENS = 100;

export type Access = ReturnType<typeof createAccess>;

/** `now` gives milliseconds since 1970. */
export const createAccess = (sql: SqlStorage, now: () => number, writesPerMinute: () => number) => {
  const allowance = createAllowance(writesPerMinute, now);
  /** The end of an account that this one follows: what was proved before that was proved of nobody here. */
  const since = Number(readMeta(sql, SINCE) ?? Number.NEGATIVE_INFINITY);
  const devices = new Map(rowsOf(sql, "devices", DeviceRow).map((row) => [row.id, row]));
  const tokens = new Map(rowsOf(sql, "tokens", TokenRow).map((row) => [row.id, row]));

  const writeDevice = (row: DeviceRow): void => {
    sql.exec(
      `INSERT OR REPLACE INTO devices (id, name, created_at, last_seen, signed_out_at) VALUES (?, ?, ?, ?, ?)`,
      ...[row.id, row.name, row.created_at, row.last_seen, row.signed_out_at],
    );
    devices.set(row.id, row);
  };
  const writeToken = (row: TokenRow): void => {
    sql.exec(
      `INSERT OR REPLACE INTO tokens (id, name, scope, hash, created_at, expires_at, last_used)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[row.id, row.name, row.scope, row.hash, row.created_at, row.expires_at, row.last_used],
    );
    tokens.set(row.id, row);
  };
  const forgetOld = (): void => {
    for (const { id, signed_out_at } of devices.values()) {
      if (signed_out_at === null || signed_out_at + REMEMBERED_MS > now()) continue;
      sql.exec("DELETE FROM devices WHERE id = ?", id);
      devices.delete(id);
    }
  };
  const forgetToken = (id: string): void => {
    sql.exec("DELETE FROM tokens WHERE id = ?", id);
    tokens.delete(id);
  };
  const forgetExpired = (): void => {
    for (const { id, expires_at } of tokens.values())
      if (expires_at !== null && expires_at <= now()) forgetToken(id);
  };

  const admitDevice = ({ deviceId: id, deviceName: name }: Caller): NotAdmitted | null => {
    const known = devices.get(id);
    if (known === undefined) {
      forgetOld();
      writeDevice({ id, name, created_at: now(), last_seen: now(), signed_out_at: null });
    } else if (known.signed_out_at !== null) return { kind: "unauthenticated" };
    else if (known.last_seen + SEEN_EVERY_MS <= now()) writeDevice({ ...known, last_seen: now() });
    return null;
  };
  const admitToken = ({ id, hash }: NonNullable<Caller["token"]>, { wants }: Caller): NotAdmitted | null => {
    const known = tokens.get(id);
    // Of hashes: how long a comparison takes says nothing about the secret.
    if (known === undefined || known.hash !== hash) return { kind: "unauthenticated" };
    if (known.expires_at !== null && known.expires_at <= now()) return { kind: "unauthenticated" };
    if (wants === "write" && known.scope === "read") return { kind: "forbidden" };
    if ((known.last_used ?? 0) + SEEN_EVERY_MS <= now()) writeToken({ ...known, last_used: now() });
    return null;
  };

  const known = (caller: Caller): NotAdmitted | null => {
    if (caller.token !== null) return admitToken(caller.token, caller);
    if (caller.provedAt <= since) return { kind: "unauthenticated" };
    return caller.isListed ? admitDevice(caller) : null;
  };

  return {
    /** Null where the call may go on. A device that has a session is listed from its first call on. */
    admit: (caller: Caller): NotAdmitted | null =>
      known(caller) ?? (caller.wants === "write" && !allowance.take() ? { kind: "rate-limited" } : null),

    /** Those that are signed in, the one that was seen last first. */
    devices: (): Device[] =>
      [...devices.values()]
        .filter(({ signed_out_at }) => signed_out_at === null)
        .sort((a, b) => b.last_seen - a.last_seen || (a.id < b.id ? -1 : 1))
        .map(toDevice),

    isSignedOut: (id: string): boolean => (devices.get(id)?.signed_out_at ?? null) !== null,

    /** Null where there is none of this name, or no longer. */
    rename: (id: string, name: string): Device | null => {
      const known = devices.get(id);
      if (known === undefined || known.signed_out_at !== null) return null;
      writeDevice({ ...known, name });
      return toDevice({ ...known, name });
    },

    /** False where there is none of this name, or no longer. */
    signOut: (id: string): boolean => {
      const known = devices.get(id);
      if (known === undefined || known.signed_out_at !== null) return false;
      writeDevice({ ...known, signed_out_at: now() });
      return true;
    },

    token: (id: string): TokenInfo | null => {
      const known = tokens.get(id);
      return known === undefined ? null : toToken(known);
    },

    /** Milliseconds since 1970; null where it holds until it is revoked. */
    endOfToken: (id: string): number | null => tokens.get(id)?.expires_at ?? null,

    /** The newest first. */
    tokens: (): TokenInfo[] =>
      [...tokens.values()].sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1)).map(toToken),

    /** Null where there are too many already. */
    addToken: ({ id, hash, name, scope, expiresAt }: NewTokenRow): TokenInfo | null => {
      forgetExpired();
      if (tokens.size >= MOST_TOKENS) return null;
      const times = { created_at: now(), expires_at: expiresAt, last_used: null };
      writeToken({ id, hash, name, scope, ...times });
      return toToken({ id, hash, name, scope, ...times });
    },

    /** False where there is none of this name. */
    revokeToken: (id: string): boolean => {
      const isKnown = tokens.has(id);
      if (isKnown) forgetToken(id);
      return isKnown;
    },
  };
};

export type NewTokenRow = {
  readonly id: string;
  /** SHA-256 of what the caller sends. */
  readonly hash: string;
  readonly name: string;
  readonly scope: "read" | "write";
  /** Milliseconds since 1970; null where it holds until it is revoked. */
  readonly expiresAt: number | null;
};

type DeviceRow = z.infer<typeof DeviceRow>;
type TokenRow = z.infer<typeof TokenRow>;

const DeviceRow = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.number(),
  last_seen: z.number(),
  signed_out_at: z.nullable(z.number()),
});
const TokenRow = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(["read", "write"]),
  hash: z.string(),
  created_at: z.number(),
  expires_at: z.nullable(z.number()),
  last_used: z.nullable(z.number()),
});

const rowsOf = <T extends z.ZodMiniType>(
  sql: SqlStorage,
  table: "devices" | "tokens",
  schema: T,
): z.infer<T>[] =>
  sql
    .exec(`SELECT * FROM ${table}`)
    .toArray()
    .map((row) => schema.parse(row));

const toDevice = ({ id, name, created_at, last_seen }: DeviceRow): Device => ({
  ...{ id, name, createdAt: iso(created_at), lastSeen: iso(last_seen) },
});

const toToken = ({ id, name, scope, created_at, expires_at, last_used }: TokenRow): TokenInfo => ({
  ...{ id, name, scope, createdAt: iso(created_at) },
  expiresAt: expires_at === null ? null : iso(expires_at),
  lastUsed: last_used === null ? null : iso(last_used),
});

const iso = (timeMs: number): string => new Date(timeMs).toISOString();
