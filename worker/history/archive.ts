/**
 * The archive of published versions: the only SQL that runs in D1. One query or one transaction a call, and each can
 * come again, or late, without harm: versions are only ever added after the newest one, and what is there is changed
 * only by who knows its revision.
 */
import type { Retained } from "../layout/retention.ts";
import type { Checksum } from "../layout/schema.ts";
import type { DescribeRequest, Version } from "../layout/wire.ts";
import {
  type ArchivedRow,
  insertable,
  type NewRow,
  parseEntry,
  parseOutline,
  parseRow,
  portions,
} from "./rows.ts";
import type { Rewrite } from "./thin.ts";

export type { ArchivedRow } from "./rows.ts";

export type Archive = ReturnType<typeof createArchive>;

/** A layout as the registry of users knows it. */
export type Registered = {
  readonly layoutId: string;
  readonly version: number;
  readonly checksum: Checksum;
  readonly deviceId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** All versions of a layout without their bodies, oldest first, and how often they were changed. */
export type Outline = {
  readonly revision: number;
  readonly rows: readonly (Retained & {
    readonly chain: string;
    readonly format: string;
    readonly bodyBytes: number;
  })[];
};

/** Versions of one layout fill 28 bits of their keys, the layout's number the 25 above that numbers can say exactly. */
const SPAN = 2 ** 28;
const BASE = `(SELECT number FROM archived_layouts WHERE user_id = ?1 AND layout_id = ?2) * ${SPAN}`;
/** Of the layout that ?1 and ?2 name. */
const OWN = `id > ${BASE} AND id < ${BASE} + ${SPAN}`;

const ENTRY = `id % ${SPAN} AS version, hex(checksum) AS checksum, hex(chain) AS chain, description, change_type,
  device_id, created_at, pinned, set_aside, changes, bytes`;

/** @throws whatever D1 does; and where it holds another history than the one that is to be continued. */
export const createArchive = (database: D1Database, userId: string) => {
  const statement = (layoutId: string, sql: string, ...values: readonly unknown[]) =>
    database.prepare(sql).bind(userId, layoutId, ...values);
  const all = async (layoutId: string, sql: string, ...values: readonly unknown[]) =>
    (await statement(layoutId, sql, ...values).all()).results;

  return {
    /** Adds the versions that are newer than the newest, in one transaction. `rows` go on from there, oldest first. */
    append: async (layout: Registered, rows: readonly NewRow[]): Promise<void> => {
      const { layoutId, version, checksum, deviceId, createdAt, updatedAt } = layout;
      const results = await database.batch([
        statement(layoutId, REGISTER, createdAt),
        ...portions(rows.map(insertable)).map((portion) => statement(layoutId, INSERT, portion)),
        statement(layoutId, ADVANCE, version, checksum, deviceId, updatedAt),
        statement(
          layoutId,
          `SELECT hex(chain) AS chain FROM archived_versions WHERE id = ${BASE} + ?3`,
          version,
        ),
      ]);
      const [newest] = results.at(-1)?.results ?? [];
      if (String(Object(newest)["chain"]).toLowerCase() === rows.at(-1)?.entry.chain) return;
      throw new Error(`The archive holds another version ${version} than the room.`);
    },

    /** Newest first, between two versions, without these. */
    list: async (
      layoutId: string,
      { after, before }: { readonly after: number; readonly before: number },
      limit: number,
    ): Promise<Version[]> => {
      const page = `SELECT ${ENTRY} FROM archived_versions
        WHERE id > ${BASE} + ?3 AND id < ${BASE} + ?4 ORDER BY id DESC LIMIT ?5`;
      return (await all(layoutId, page, after, Math.min(before, SPAN), limit)).map(parseEntry);
    },

    /**
     * The rows that a version is made from, at most 16: one query. Before a snapshot comes the row that it follows, if
     * there is one, with an empty body.
     */
    rowsOf: async (layoutId: string, version: number): Promise<ArchivedRow[]> =>
      (await all(layoutId, ROWS_OF, version)).map(parseRow),

    /** Whole rows after a version, oldest first: at least one, and no more once their bodies are that large. */
    rowsAfter: async (
      layoutId: string,
      after: number,
      { rows, bytes = Number.MAX_SAFE_INTEGER }: { readonly rows: number; readonly bytes?: number },
    ): Promise<ArchivedRow[]> => (await all(layoutId, ROWS_AFTER, after, rows, bytes)).map(parseRow),

    outline: async (layoutId: string): Promise<Outline> => {
      const [registered, listed] = await database.batch([
        statement(layoutId, "SELECT revision FROM archived_layouts WHERE user_id = ?1 AND layout_id = ?2"),
        statement(
          layoutId,
          `SELECT ${ENTRY}, format, length(body) AS body_bytes FROM archived_versions WHERE ${OWN} ORDER BY id`,
        ),
      ]);
      return parseOutline(registered?.results ?? [], listed?.results ?? []);
    },

    /** Carries out a plan of `thin` in one transaction. False where the history has changed since `revision`. */
    rewrite: async (
      layoutId: string,
      revision: number,
      { rewrite, remove }: { readonly rewrite: readonly Rewrite[]; readonly remove: readonly number[] },
    ): Promise<boolean> => {
      const bodies = rewrite.map(({ version, format, body }) =>
        JSON.stringify([version, format, body.toHex()]),
      );
      const results = await database.batch([
        ...portions(bodies).map((portion) => statement(layoutId, REWRITE, revision, portion)),
        statement(layoutId, REMOVE, revision, JSON.stringify(remove)),
        statement(layoutId, REVISE, revision),
      ]);
      return results.at(-1)?.meta.changes === 1;
    },

    /** Null where the archive has no such version. */
    describe: async (
      layoutId: string,
      version: number,
      { description, pinned }: DescribeRequest,
    ): Promise<Version | null> => {
      const [described] = await database.batch([
        statement(
          layoutId,
          `UPDATE archived_versions SET description = iif(?4, nullif(?5, ''), description),
             pinned = coalesce(?6, pinned) WHERE id = ${BASE} + ?3 RETURNING ${ENTRY}`,
          ...[version, Number(description !== undefined), description ?? null],
          pinned === undefined ? null : Number(pinned),
        ),
        statement(
          layoutId,
          `UPDATE archived_layouts SET revision = revision + 1 WHERE user_id = ?1 AND layout_id = ?2`,
        ),
      ]);
      const [row] = described?.results ?? [];
      return row === undefined ? null : parseEntry(row);
    },

    /** Takes out a layout's versions up to one, a bounded number at a time. True when none of these is left. */
    purge: async (layoutId: string, { upTo, most }: { upTo: number; most: number }): Promise<boolean> => {
      const [removed] = await database.batch([
        statement(
          layoutId,
          `DELETE FROM archived_versions WHERE id IN
             (SELECT id FROM archived_versions WHERE ${OWN} AND id <= ${BASE} + ?3 LIMIT ?4)`,
          ...[upTo, most],
        ),
        statement(
          layoutId,
          `DELETE FROM archived_layouts WHERE user_id = ?1 AND layout_id = ?2 AND version <= ?3
             AND NOT EXISTS (SELECT 1 FROM archived_versions WHERE ${OWN})`,
          upTo,
        ),
      ]);
      return (removed?.meta.changes ?? 0) < most;
    },

    /** When the layout was deleted, in milliseconds since 1970; null where it is there, or gone for good. */
    noteDeletion: async (layoutId: string, deletedAt: number | null): Promise<void> => {
      if (deletedAt === null)
        await all(layoutId, "DELETE FROM deleted_layouts WHERE user_id = ?1 AND layout_id = ?2");
      else
        await all(
          layoutId,
          "INSERT OR REPLACE INTO deleted_layouts (user_id, layout_id, deleted_at) VALUES (?1, ?2, ?3)",
          deletedAt,
        );
    },

    /** Takes out all that this user has, a bounded number of versions at a time. True when nothing is left. */
    erase: async (most: number): Promise<boolean> => {
      const [removed] = await database.batch([
        database.prepare(ERASE_VERSIONS).bind(userId, most),
        database.prepare(ERASE_LAYOUTS).bind(userId),
        database.prepare("DELETE FROM deleted_layouts WHERE user_id = ?1").bind(userId),
      ]);
      return (removed?.meta.changes ?? 0) < most;
    },
  };
};

/** A layout's number is given once; it starts with no version. */
const REGISTER = `INSERT INTO archived_layouts
    (user_id, layout_id, version, checksum, device_id, created_at, updated_at)
  VALUES (?1, ?2, 0, '', '', ?3, ?3) ON CONFLICT (user_id, layout_id) DO NOTHING`;

const IS_NEWER = "> (SELECT version FROM archived_layouts WHERE user_id = ?1 AND layout_id = ?2)";

/**
 * All rows of a portion in one statement: a statement for each costs more than the rows do. What stands already where
 * none can be, somebody else put there.
 */
const INSERT = `INSERT OR REPLACE INTO archived_versions
  SELECT ${BASE} + (value ->> 0), unhex(value ->> 1), unhex(value ->> 2), value ->> 3, value ->> 4, value ->> 5,
    value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, unhex(value ->> 13)
  FROM json_each(?3) WHERE (value ->> 0) ${IS_NEWER}`;

const ADVANCE = `UPDATE archived_layouts SET version = ?3, checksum = ?4, device_id = ?5, updated_at = ?6
  WHERE user_id = ?1 AND layout_id = ?2 AND version < ?3`;

const ROWS_OF = `WITH start AS (SELECT id FROM archived_versions
    WHERE id > ${BASE} AND id <= ${BASE} + ?3 AND format = 'snapshot' ORDER BY id DESC LIMIT 1)
  SELECT ${ENTRY}, schema, format, iif(id < (SELECT id FROM start), '', hex(body)) AS body
  FROM archived_versions
  WHERE id >= coalesce((SELECT id - (id = ${BASE} + ?3) FROM start), ${BASE} + ?3) AND id <= ${BASE} + ?3
  ORDER BY id`;

const ROWS_AFTER = `SELECT ${ENTRY}, schema, format, hex(body) AS body FROM archived_versions WHERE id IN (
    SELECT id FROM (SELECT id, sum(size) OVER (ORDER BY id) - size AS passed FROM (
      SELECT id, length(body) AS size FROM archived_versions WHERE ${OWN} AND id > ${BASE} + ?3 ORDER BY id LIMIT ?4
    )) WHERE passed < ?5
  ) ORDER BY id`;

const ERASE_VERSIONS = `DELETE FROM archived_versions WHERE id IN (
    SELECT version.id FROM archived_layouts AS layout CROSS JOIN archived_versions AS version
      ON version.id > layout.number * ${SPAN} AND version.id < (layout.number + 1) * ${SPAN}
    WHERE layout.user_id = ?1 LIMIT ?2
  )`;

const ERASE_LAYOUTS = `DELETE FROM archived_layouts AS layout WHERE user_id = ?1 AND NOT EXISTS (
    SELECT 1 FROM archived_versions WHERE id > layout.number * ${SPAN} AND id < (layout.number + 1) * ${SPAN}
  )`;

const IS_REVISION = "?3 = (SELECT revision FROM archived_layouts WHERE user_id = ?1 AND layout_id = ?2)";

const REWRITE = `UPDATE archived_versions SET format = value ->> 1, body = unhex(value ->> 2)
  FROM json_each(?4) WHERE archived_versions.id = ${BASE} + (value ->> 0) AND ${IS_REVISION}`;

const REMOVE = `DELETE FROM archived_versions
  WHERE id IN (SELECT ${BASE} + value FROM json_each(?4)) AND ${IS_REVISION}`;

const REVISE = `UPDATE archived_layouts SET revision = revision + 1
  WHERE user_id = ?1 AND layout_id = ?2 AND revision = ?3`;
