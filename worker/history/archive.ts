/**
 * The archive of published versions: the only SQL that runs in D1. Writing the same versions again changes
 * nothing, so a publication whose answer was lost is simply sent again.
 */
import * as z from "zod/mini";
import type { Checksum } from "../layout/schema.ts";
import { ChangeType, type Version } from "../layout/wire.ts";

export type Archive = ReturnType<typeof createArchive>;

/** A version of one of a user's layouts, with the text of the layout. */
export type StoredVersion = {
  readonly layoutId: string;
  readonly entry: Version;
  readonly layoutText: string;
};

/** A version as stored, with the chain of the version before it, where that is still there. */
export type ArchivedVersion = StoredVersion & { readonly previousChain: string | null };

const VersionRow = z.object({
  version: z.number(),
  checksum: z.string(),
  chain: z.string(),
  description: z.nullable(z.string()),
  change_type: ChangeType,
  device_id: z.string(),
  created_at: z.string(),
  pinned: z.number(),
  set_aside: z.number(),
  changes: z.string(),
  bytes: z.number(),
});
const BodyRow = z.object({
  format: z.literal("json"),
  body: z.string(),
  previous_chain: z.nullable(z.string()),
});

const ENTRY = `version, checksum, chain, description, change_type, device_id, created_at, pinned, set_aside,
  changes, bytes`;

export const createArchive = (database: D1Database, userId: string) => ({
  /** Adds versions in one transaction. Their order does not matter; those that are there already stay as they are. */
  append: async (versions: readonly StoredVersion[]): Promise<void> => {
    const heads = versions.filter(({ entry }) => !entry.setAside);
    await database.batch([
      ...versions.map((version) => insertVersion(database, userId, version)),
      ...heads.map((head) => upsertLayout(database, userId, head)),
    ]);
  },

  /** Newest first, below `before`. */
  list: async (layoutId: string, before: number, limit: number): Promise<Version[]> => {
    const { results } = await database
      .prepare(
        `SELECT ${ENTRY} FROM layout_versions
         WHERE user_id = ? AND layout_id = ? AND version < ? ORDER BY version DESC LIMIT ?`,
      )
      .bind(userId, layoutId, before, limit)
      .all();
    return results.map(toEntry);
  },

  read: async (layoutId: string, version: number): Promise<ArchivedVersion | null> => {
    const row = await database
      .prepare(
        `SELECT ${ENTRY}, format, body,
           (SELECT chain FROM layout_versions AS previous
            WHERE previous.user_id = this.user_id AND previous.layout_id = this.layout_id
              AND previous.version = this.version - 1) AS previous_chain
         FROM layout_versions AS this WHERE user_id = ? AND layout_id = ? AND version = ?`,
      )
      .bind(userId, layoutId, version)
      .first();
    if (row === null) return null;
    const { body, previous_chain } = BodyRow.parse(row);
    return { layoutId, entry: toEntry(row), layoutText: body, previousChain: previous_chain };
  },
});

const insertVersion = (
  database: D1Database,
  userId: string,
  { layoutId, entry, layoutText }: StoredVersion,
) =>
  database
    .prepare(
      `INSERT INTO layout_versions (user_id, layout_id, ${ENTRY}, format, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'json', ?)
       ON CONFLICT (user_id, layout_id, version) DO NOTHING`,
    )
    .bind(
      userId,
      layoutId,
      entry.version,
      entry.checksum,
      entry.chain,
      entry.description ?? null,
      entry.changeType,
      entry.deviceId,
      entry.createdAt,
      Number(entry.pinned),
      Number(entry.setAside),
      JSON.stringify(entry.changes),
      entry.bytes,
      layoutText,
    );

const upsertLayout = (database: D1Database, userId: string, { layoutId, entry }: StoredVersion) =>
  database
    .prepare(
      `INSERT INTO layouts (user_id, layout_id, version, checksum, device_id, created_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
       ON CONFLICT (user_id, layout_id) DO UPDATE SET version = excluded.version, checksum = excluded.checksum,
         device_id = excluded.device_id, updated_at = excluded.updated_at
       WHERE excluded.version > layouts.version`,
    )
    .bind(userId, layoutId, entry.version, entry.checksum, entry.deviceId, entry.createdAt);

const toEntry = (value: unknown): Version => {
  const row = VersionRow.parse(value);
  return {
    version: row.version,
    checksum: row.checksum as Checksum,
    chain: row.chain,
    ...(row.description === null ? {} : { description: row.description }),
    changeType: row.change_type,
    deviceId: row.device_id,
    createdAt: row.created_at,
    pinned: row.pinned === 1,
    setAside: row.set_aside === 1,
    changes: JSON.parse(row.changes),
    bytes: row.bytes,
  };
};
