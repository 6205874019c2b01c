-- The archive of versions. Applied by `npm start` to the local database and by `npm run deploy` to the remote one;
-- every statement can run again on a database that has it. Times are UTC, checksums SHA-256.

-- One row per layout that was ever archived, and with that the registry of users. `number` stands for user and
-- layout in the keys of the versions. The index answers: which layouts does this user have, and where does each stand?
CREATE TABLE IF NOT EXISTS archived_layouts (
  number     INTEGER PRIMARY KEY,
  user_id    TEXT    NOT NULL,
  layout_id  TEXT    NOT NULL,
  -- The newest version in the archive. What is not newer is never added: a late repetition adds nothing.
  version    INTEGER NOT NULL,
  checksum   TEXT    NOT NULL,
  device_id  TEXT    NOT NULL,
  created_at TEXT    NOT NULL,
  updated_at TEXT    NOT NULL,
  -- How often versions were rewritten, taken out or described. Only who knows it may do so again.
  revision   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (user_id, layout_id)
) STRICT;

-- One row per version. Its key is user, layout and version in one integer, number * 2^28 + version: with it a version
-- costs one row written and a third less space than with the three columns and their index. It answers all questions
-- there are: the newest versions of a layout, one of them, and the rows that one is made from.
CREATE TABLE IF NOT EXISTS archived_versions (
  id          INTEGER PRIMARY KEY,
  checksum    BLOB    NOT NULL,
  chain       BLOB    NOT NULL,
  description TEXT,
  change_type TEXT    NOT NULL,
  device_id   TEXT    NOT NULL,
  -- Milliseconds since 1970.
  created_at  INTEGER NOT NULL,
  pinned      INTEGER NOT NULL,
  set_aside   INTEGER NOT NULL,
  -- How many widgets were added, removed, moved, resized and edited, in this order.
  changes     TEXT    NOT NULL,
  -- Of the canonical layout.
  bytes       INTEGER NOT NULL,
  -- The form that layouts had when it was saved.
  schema      INTEGER NOT NULL,
  -- How `body` holds the layout, compressed. 'snapshot': its text. 'delta': what makes it out of the layout of the row
  -- before. A row at most 15 before each delta is a snapshot.
  format      TEXT    NOT NULL,
  -- Last, so that a list of versions never reads it.
  body        BLOB    NOT NULL
) STRICT;

-- One row per layout that was deleted and can still be restored: its room purges it after 30 days, and where that was
-- forgotten the daily clean-up wakes the room. The index answers: which were deleted the longest ago?
CREATE TABLE IF NOT EXISTS deleted_layouts (
  user_id    TEXT    NOT NULL,
  layout_id  TEXT    NOT NULL,
  -- Milliseconds since 1970.
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, layout_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS deleted_layouts_by_time ON deleted_layouts (deleted_at);

-- One row per pairing code that waits to be redeemed; a user has one at a time. Only the database HISTORY uses it. The
-- index answers: whose is this code? Once a day those that nobody redeemed are taken out.
CREATE TABLE IF NOT EXISTS pairings (
  user_id    TEXT    PRIMARY KEY,
  -- HMAC-SHA-256 of the code, with the session secret.
  digest     TEXT    NOT NULL UNIQUE,
  -- Times are milliseconds since 1970.
  expires_at INTEGER NOT NULL,
  -- Which device asked for it: with that one's session the code ends.
  device_id  TEXT    NOT NULL,
  -- When the session ends that it begins; null where each visit prolongs it.
  session_ends_at INTEGER
) STRICT, WITHOUT ROWID;
