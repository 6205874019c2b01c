/**
 * The codes that wait to be redeemed: the only SQL on them. They lie in the database HISTORY, whichever holds the
 * user's layouts, since who redeems one does not know yet whose it is.
 */
import * as z from "zod/mini";
import { type UserId, UserName } from "./identity.ts";

/** Who may sign in by a code. */
export type Invitation = {
  readonly userId: UserId;
  /** The device that asked for the code. */
  readonly deviceId: string;
  /** When the session ends for good that the code begins; null where each visit prolongs it. */
  readonly sessionEndsAt: number | null;
};

export type Pairings = ReturnType<typeof createPairings>;

/** @throws whatever D1 does. Times are milliseconds since 1970. */
export const createPairings = (database: D1Database) => ({
  /** A user has one code at a time: a new one ends the one before. */
  add: async (invitation: Invitation, digest: string, expiresAt: number): Promise<void> => {
    const { userId, deviceId, sessionEndsAt } = invitation;
    await database
      .prepare(
        `INSERT OR REPLACE INTO pairings (user_id, digest, expires_at, device_id, session_ends_at)
         VALUES (?, ?, ?, ?, ?)`,
      )
      .bind(userId, digest, expiresAt, deviceId, sessionEndsAt)
      .run();
  },

  /** Once: of two who come with the same code, one gets nothing. Null where none of these is waiting. */
  redeem: async (digests: readonly string[], now: number): Promise<Invitation | null> => {
    const { results } = await database
      .prepare(
        `DELETE FROM pairings WHERE digest IN (SELECT value FROM json_each(?)) AND expires_at > ?
         RETURNING user_id, device_id, session_ends_at`,
      )
      .bind(JSON.stringify(digests), now)
      .all();
    const [row] = results;
    return row === undefined ? null : toInvitation(PairingRow.parse(row));
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

const PairingRow = z.object({
  user_id: UserName,
  device_id: z.string(),
  session_ends_at: z.nullable(z.number()),
});

const toInvitation = ({ user_id, device_id, session_ends_at }: z.infer<typeof PairingRow>): Invitation => ({
  ...{ userId: user_id as UserId, deviceId: device_id, sessionEndsAt: session_ends_at },
});
