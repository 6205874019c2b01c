/** The tables of a room, as they came to be. Each step runs once per room, in order; none is ever changed. */
import * as z from "zod/mini";

const STEPS = [
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

  // A save wrote the head, its operation and its unpublished version, and later took the last out again. Now a version
  // is one row, written over when it is no longer needed: a save writes two rows, a publication one.
  `CREATE TABLE versions (
     slot INTEGER PRIMARY KEY, layout_id TEXT, version INTEGER, schema INTEGER NOT NULL, entry TEXT,
     body TEXT NOT NULL
   ) STRICT;
   INSERT INTO versions (layout_id, version, schema, entry, body)
     SELECT layout_id, version, 1, entry, body FROM unpublished;
   INSERT INTO versions (layout_id, version, schema, entry, body)
     SELECT id, version, 1, json_object('version', version, 'checksum', checksum, 'chain', chain,
       'changeType', 'auto', 'deviceId', device_id, 'createdAt', updated_at, 'pinned', json('false'),
       'setAside', json('false'), 'changes', json('{"added":0,"removed":0,"moved":0,"resized":0,"edited":0}'),
       'bytes', length(CAST(body AS BLOB))), body
     FROM layouts WHERE (id, version) NOT IN (SELECT layout_id, version FROM unpublished);
   CREATE TABLE kept (
     id TEXT PRIMARY KEY, created_at TEXT NOT NULL, deleted_at TEXT, published INTEGER NOT NULL,
     depth INTEGER NOT NULL, archived INTEGER NOT NULL, tombstone TEXT
   ) STRICT, WITHOUT ROWID;
   INSERT INTO kept (id, created_at, published, depth, archived)
     SELECT id, created_at, (SELECT min(version) - 1 FROM versions WHERE layout_id = id), 0, 0 FROM layouts;
   DROP TABLE unpublished;
   DROP TABLE layouts;
   ALTER TABLE kept RENAME TO layouts;`,

  // A layout whose time was over was taken out of the archive first and out of the room after that. Who brought it back
  // in between lost what they brought.
  "ALTER TABLE layouts ADD COLUMN purging INTEGER NOT NULL DEFAULT 0",

  // Who may come in. Times are milliseconds since 1970.
  `CREATE TABLE devices (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at INTEGER NOT NULL, last_seen INTEGER NOT NULL,
     signed_out_at INTEGER
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE tokens (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, hash TEXT NOT NULL,
     created_at INTEGER NOT NULL, expires_at INTEGER, last_used INTEGER
   ) STRICT, WITHOUT ROWID;`,

  // The archive is told of deletions, so that one whose alarm was lost is found there.
  "ALTER TABLE layouts ADD COLUMN told TEXT",
];

export const migrate = (sql: SqlStorage): void => {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  );
  const done = Number(readMeta(sql, "migrations") ?? 0);
  if (done >= STEPS.length) return;
  for (const statements of STEPS.slice(done)) sql.exec(statements);
  writeMeta(sql, "migrations", String(STEPS.length));
};

/** What a room remembers of itself. */
export const readMeta = (sql: SqlStorage, key: string): string | null => {
  const [row] = sql.exec("SELECT value FROM meta WHERE key = ?", key).toArray();
  return row === undefined ? null : z.string().parse(row["value"]);
};

export const writeMeta = (sql: SqlStorage, key: string, value: string): void => {
  sql.exec(
    "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ...[key, value],
  );
};
