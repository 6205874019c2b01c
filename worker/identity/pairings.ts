/**
 * The codes that wait to be redeemed: the only SQL on them. They lie in the database HISTORY, whichever holds the
 * user's layouts, since who redeems one does not know yet whose it is.
 */
import * as z from "zod/mini";
import { type UserId, UserName } from "./identity.ts";

export type Pairings = ReturnType<typeof createPairings>;

/** @throws whatever D1 does. Times are milliseconds since 1970. */
export const createPairings = (database: D1Database) => ({
  /** A user has one code at a time: a new one ends the one before. */
  add: async (userId: UserId, digest: string, expiresAt: number): Promise<void> => {
    await database
      .prepare("INSERT OR REPLACE INTO pairings (user_id, digest, expires_at) VALUES (?, ?, ?)")
      .bind(userId, digest, expiresAt)
      .run();
  },

  /** Once: of two who come with the same code, one gets nothing. Null where none of these is waiting. */
  redeem: async (digests: readonly string[], now: number): Promise<UserId | null> => {
    const { results } = await database
      .prepare(
        `DELETE FROM pairings WHERE digest IN (SELECT value FROM json_each(?)) AND expires_at > ?
         RETURNING user_id`,
      )
      .bind(JSON.stringify(digests), now)
      .all();
    const [row] = results;
    return row === undefined
      ? null
      : (UserName.parse(z.object({ user_id: z.string() }).parse(row).user_id) as UserId);
  },

  /** Takes out what nobody redeemed in time; says how many. */
  expire: async (now: number): Promise<number> => {
    const { meta } = await database.prepare("DELETE FROM pairings WHERE expires_at <= ?").bind(now).run();
    return meta.changes;
  },

  /** Of a user whose account is erased. */
  remove: async (userId: string): Promise<void> => {
    await database.prepare("DELETE FROM pairings WHERE user_id = ?").bind(userId).run();
  },
});
