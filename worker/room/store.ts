/** The room's own storage: the only SQL that runs in the Durable Object. Every call is synchronous. */
import * as z from "zod/mini";
import type { StoredVersion } from "../history/archive.ts";
import type { PastOperation } from "../layout/commit.ts";
import type { Checksum } from "../layout/schema.ts";
import type { Version } from "../layout/wire.ts";
import type { HeadText, Lag, LayoutId } from "./results.ts";

/** Each runs once per room, in order; new ones are added at the end and none is ever changed. */
const MIGRATIONS = [
  `CREATE TABLE layouts (
     id TEXT PRIMARY KEY, version INTEGER NOT NULL, checksum TEXT NOT NULL, chain TEXT NOT NULL,
     device_id TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, body TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE operations (
     id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, layout_id TEXT NOT NULL, version INTEGER NOT NULL,
     checksum TEXT NOT NULL, changes TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE unpublished (
     layout_id TEXT NOT NULL, version INTEGER NOT NULL, bytes INTEGER NOT NULL, entry TEXT NOT NULL,
     body TEXT NOT NULL, PRIMARY KEY (layout_id, version)
   ) STRICT, WITHOUT ROWID;`,
];

const HeadRow = z.object({
  id: z.string(),
  version: z.number(),
  checksum: z.string(),
  chain: z.string(),
  device_id: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  body: z.string(),
});
const OperationRow = z.object({
  fingerprint: z.string(),
  version: z.number(),
  checksum: z.string(),
  changes: z.string(),
});
const UnpublishedRow = z.object({ layout_id: z.string(), entry: z.string(), body: z.string() });

export type StoredHead = HeadText & { readonly chain: string };

export type Store = ReturnType<typeof createStore>;

export const createStore = (sql: SqlStorage) => {
  migrate(sql);
  return {
    head: (id: LayoutId): StoredHead | null => {
      const row = first(sql.exec("SELECT * FROM layouts WHERE id = ?", id));
      return row === undefined ? null : toHead(row);
    },

    /** The version of the head, without its body. */
    headVersion: (id: LayoutId): number | null => {
      const row = first(sql.exec("SELECT version FROM layouts WHERE id = ?", id));
      return row === undefined ? null : z.number().parse(row["version"]);
    },

    writeHead: (head: StoredHead): void => {
      sql.exec(
        `INSERT INTO layouts (id, version, checksum, chain, device_id, created_at, updated_at, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, checksum = excluded.checksum,
           chain = excluded.chain, device_id = excluded.device_id, updated_at = excluded.updated_at,
           body = excluded.body`,
        head.id,
        head.version,
        head.checksum,
        head.chain,
        head.deviceId,
        head.createdAt,
        head.updatedAt,
        head.layoutText,
      );
    },

    operation: (id: string): PastOperation | null => {
      const row = first(
        sql.exec("SELECT fingerprint, version, checksum, changes FROM operations WHERE id = ?", id),
      );
      if (row === undefined) return null;
      const { fingerprint, version, checksum, changes } = OperationRow.parse(row);
      return { fingerprint, version, checksum: checksum as Checksum, changes: JSON.parse(changes) };
    },

    writeOperation: (id: string, layoutId: LayoutId, done: PastOperation): void => {
      sql.exec(
        "INSERT INTO operations (id, fingerprint, layout_id, version, checksum, changes) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        done.fingerprint,
        layoutId,
        done.version,
        done.checksum,
        JSON.stringify(done.changes),
      );
    },

    writeUnpublished: ({ layoutId, entry, layoutText }: StoredVersion): void => {
      sql.exec(
        "INSERT INTO unpublished (layout_id, version, bytes, entry, body) VALUES (?, ?, ?, ?, ?)",
        layoutId,
        entry.version,
        entry.bytes,
        JSON.stringify(entry),
        layoutText,
      );
    },

    /** Newest first, below `before`. */
    unpublishedEntries: (layoutId: LayoutId, before: number, limit: number): Version[] =>
      sql
        .exec(
          "SELECT entry FROM unpublished WHERE layout_id = ? AND version < ? ORDER BY version DESC LIMIT ?",
          layoutId,
          before,
          limit,
        )
        .toArray()
        .map((row) => JSON.parse(z.string().parse(row["entry"]))),

    unpublishedVersion: (layoutId: LayoutId, version: number): StoredVersion | null => {
      const row = first(
        sql.exec(
          "SELECT layout_id, entry, body FROM unpublished WHERE layout_id = ? AND version = ?",
          layoutId,
          version,
        ),
      );
      return row === undefined ? null : toVersion(row);
    },

    /** The oldest that are due, in order: at least one if there is any, at most `rows`, and no more than `bytes`. */
    oldestUnpublished: ({ rows, bytes }: { rows: number; bytes: number }): StoredVersion[] =>
      sql
        .exec(
          `SELECT layout_id, entry, body FROM (
             SELECT layout_id, version, entry, body,
                    sum(bytes) OVER (ORDER BY layout_id, version) - bytes AS bytes_before
             FROM unpublished ORDER BY layout_id, version LIMIT ?
           ) WHERE bytes_before < ?`,
          rows,
          bytes,
        )
        .toArray()
        .map(toVersion),

    forget: (published: readonly StoredVersion[]): void => {
      for (const { layoutId, entry } of published) {
        sql.exec("DELETE FROM unpublished WHERE layout_id = ? AND version = ?", layoutId, entry.version);
      }
    },

    hasUnpublished: (): boolean => first(sql.exec("SELECT 1 AS one FROM unpublished LIMIT 1")) !== undefined,

    lag: (): Lag => {
      const row = first(
        sql.exec(
          "SELECT count(*) AS versions, min(json_extract(entry, '$.createdAt')) AS oldest FROM unpublished",
        ),
      );
      return z.object({ versions: z.number(), oldest: z.nullable(z.string()) }).parse(row);
    },

    /** Failed attempts to publish since the last that went well. */
    failures: (): number => Number(meta(sql, "publish_failures") ?? 0),
    writeFailures: (count: number): void => writeMeta(sql, "publish_failures", String(count)),
  };
};

const migrate = (sql: SqlStorage): void => {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  );
  const done = Number(meta(sql, "migrations") ?? 0);
  if (done >= MIGRATIONS.length) return;
  for (const statements of MIGRATIONS.slice(done)) sql.exec(statements);
  writeMeta(sql, "migrations", String(MIGRATIONS.length));
};

const meta = (sql: SqlStorage, key: string): string | undefined => {
  const row = first(sql.exec("SELECT value FROM meta WHERE key = ?", key));
  return row === undefined ? undefined : z.string().parse(row["value"]);
};

const writeMeta = (sql: SqlStorage, key: string, value: string): void => {
  sql.exec(
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    key,
    value,
  );
};

type Row = Record<string, SqlStorageValue>;

const first = (cursor: SqlStorageCursor<Row>): Row | undefined => cursor.toArray()[0];

const toHead = (row: Row): StoredHead => {
  const head = HeadRow.parse(row);
  return {
    id: head.id,
    version: head.version,
    checksum: head.checksum as Checksum,
    chain: head.chain,
    deviceId: head.device_id,
    createdAt: head.created_at,
    updatedAt: head.updated_at,
    layoutText: head.body,
  };
};

const toVersion = (row: Row): StoredVersion => {
  const { layout_id, entry, body } = UnpublishedRow.parse(row);
  return { layoutId: layout_id, entry: JSON.parse(entry), layoutText: body };
};
