-- The archive of versions. Applied by `npm start` to the local database and by `npm run deploy` to the remote one;
-- every statement can run again on a database that has it. Times are ISO 8601 in UTC, checksums lower-case hex.

-- One row per layout that was ever archived, and with that the registry of users.
-- Its key answers: which layouts does this user have, and where does each stand?
CREATE TABLE IF NOT EXISTS layouts (
  user_id    TEXT    NOT NULL,
  layout_id  TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  checksum   TEXT    NOT NULL,
  device_id  TEXT    NOT NULL,
  created_at TEXT    NOT NULL,
  updated_at TEXT    NOT NULL,
  PRIMARY KEY (user_id, layout_id)
) STRICT, WITHOUT ROWID;

-- One row per version. Its key answers both questions there are: the newest versions of a layout, and one of them.
CREATE TABLE IF NOT EXISTS layout_versions (
  user_id     TEXT    NOT NULL,
  layout_id   TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  checksum    TEXT    NOT NULL,
  chain       TEXT    NOT NULL,
  description TEXT,
  change_type TEXT    NOT NULL,
  device_id   TEXT    NOT NULL,
  created_at  TEXT    NOT NULL,
  pinned      INTEGER NOT NULL DEFAULT 0,
  set_aside   INTEGER NOT NULL DEFAULT 0,
  -- JSON: how many widgets were added, removed, moved, resized, edited.
  changes     TEXT    NOT NULL,
  bytes       INTEGER NOT NULL,
  -- How `body` holds the layout. 'json': its text as it was saved. 'snapshot': that, compressed. 'delta': what makes
  -- it out of the layout of the row before, compressed. A row at most 15 before each delta is not one.
  format      TEXT    NOT NULL,
  -- Last, so that a list of versions never reads it.
  body        ANY     NOT NULL,
  PRIMARY KEY (user_id, layout_id, version)
) STRICT, WITHOUT ROWID;
