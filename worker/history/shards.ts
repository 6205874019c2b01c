/**
 * Which of the bound databases holds a user's history: HISTORY, HISTORY_1, HISTORY_2 and so on. A new user gets one of
 * those that are open by a hash of the name; the room remembers it, so adding or closing one moves nobody.
 */
import { sha256 } from "./sha256.ts";

const NAME = /^HISTORY(_[1-9]\d*)?$/;

/** `env.HISTORY_OPEN` names those that take new users, separated by blanks; all do where it says nothing. Null where none is bound. */
export const chooseShard = (env: object, userId: string): string | null => {
  const bound = boundShards(env);
  const named = String(Reflect.get(env, "HISTORY_OPEN") ?? "").split(/\s+/);
  const open = bound.filter((name) => named.includes(name));
  const among = open.length > 0 ? open : bound;
  return among[Number.parseInt(sha256(userId).slice(0, 8), 16) % among.length] ?? null;
};

/** The names of all. */
export const boundShards = (env: object): string[] =>
  Object.keys(env)
    .filter((name) => NAME.test(name))
    .sort();

/** @throws where the database that a room remembers is no longer bound, or none ever was. */
export const shardOf = (env: object, name: string | null): D1Database => {
  const database: unknown = name === null ? null : Reflect.get(env, name);
  if (isDatabase(database)) return database;
  throw new Error(`No D1 database is bound as ${name ?? "HISTORY"}.`);
};

const isDatabase = (value: unknown): value is D1Database =>
  typeof value === "object" && value !== null && "prepare" in value && "batch" in value;
