/**
 * The room's own storage: the only SQL that runs in the Durable Object. Every call is synchronous.
 *
 * A version is one row, in a slot. It stays until it is in the archive and a newer one is, too: the newest published
 * one is what the next is told apart from, the newest of all is the head. Then its slot is written over, as taking it
 * out would cost a row written for each save. Where everything stands is kept in memory beside; texts are not.
 */
import * as z from "zod/mini";
import type { PastOperation } from "../layout/commit.ts";
import { migrate, SCHEMA_VERSION } from "../layout/migrate.ts";
import type { AnyLayout, Checksum } from "../layout/schema.ts";
import type { Version } from "../layout/wire.ts";
import { readMeta, writeMeta } from "./migrations.ts";
import type { LayoutId } from "./results.ts";

export type Slot = { readonly slot: number; readonly schema: number; readonly entry: Version };

export type LayoutRow = {
  readonly id: LayoutId;
  readonly createdAt: string;
  readonly deletedAt: string | null;
  /** The newest version in the archive; 0 before the first. */
  readonly published: number;
  /** Of its row there: the deltas between that and its snapshot. */
  readonly depth: number;
  /** How many versions the archive holds. */
  readonly archived: number;
  /** What is left of a layout whose history is gone: where numbers and chain go on, should it be created again. */
  readonly tombstone: { readonly version: number; readonly chain: string } | null;
  /** Versions up to this one are no more, which the archive has still to be told; 0 where it has nothing of the kind. */
  readonly purging: number;
  /** When it was deleted, as the archive was told; null where it was told of no deletion, or that it is over. */
  readonly told: string | null;
  /** Oldest first; the last is the head, even of a deleted layout. */
  readonly versions: readonly Slot[];
};

export type Store = ReturnType<typeof createStore>;

/** More than a burst leaves behind; what a backlog of days has filled beyond them is given back. */
const SPARE_SLOTS = 32;

/** On tables that `migrate` has brought to today's form. */
export const createStore = (sql: SqlStorage) => {
  let layouts = new Map<LayoutId, LayoutRow>();
  let spare: number[] = [];
  const staged = new Set<number>();
  let archive: string | null = null;
  let slots = 0;
  /** The layout that was looked into last: mostly the one that is looked into next. */
  let lookedInto: { readonly entry: Version; readonly layout: AnyLayout } | null = null;

  /** Whether memory may say what is not so. */
  let isStale = true;

  const load = (): void => {
    const held = sql
      .exec("SELECT slot, layout_id, version, schema, entry FROM versions ORDER BY version")
      .toArray();
    const rows = held.map((row) => SlotRow.parse(row));
    slots = Math.max(0, ...rows.map(({ slot }) => slot));
    const known = sql
      .exec("SELECT * FROM layouts ORDER BY id")
      .toArray()
      .map((row) => toLayout(row, rows));
    layouts = new Map(known.map((layout) => [layout.id, layout]));
    const used = new Set(known.flatMap(({ versions }) => versions.map(({ slot }) => slot)));
    spare = rows.map(({ slot }) => slot).filter((slot) => !used.has(slot) && !staged.has(slot));
    lookedInto = null;
    archive = readMeta(sql, "archive");
    isStale = false;
  };
  const fresh = (): Map<LayoutId, LayoutRow> => {
    if (isStale) load();
    return layouts;
  };

  const change = (layout: LayoutRow): void => {
    fresh().set(layout.id, layout);
  };
  const known = (id: LayoutId): LayoutRow => {
    const layout = fresh().get(id);
    if (layout === undefined) throw new Error("The room has no such layout.");
    return layout;
  };
  const writeLayout = (layout: LayoutRow): void => {
    sql.exec(
      `INSERT OR REPLACE INTO layouts
         (id, created_at, deleted_at, published, depth, archived, purging, told, tombstone)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[layout.id, layout.createdAt, layout.deletedAt, layout.published, layout.depth, layout.archived],
      ...[layout.purging, layout.told, layout.tombstone && JSON.stringify(layout.tombstone)],
    );
    change(layout);
  };
  const writeSlot = (text: string, schema: number, place: SlotPlace | null): number => {
    fresh();
    const slot = spare.pop() ?? ++slots;
    sql.exec(
      "INSERT OR REPLACE INTO versions (slot, layout_id, version, schema, entry, body) VALUES (?, ?, ?, ?, ?, ?)",
      ...[slot, place?.layoutId ?? null, place?.entry.version ?? null, schema],
      ...[place && JSON.stringify(place.entry), text],
    );
    return slot;
  };
  const textIn = (slot: number): string =>
    z.string().parse(sql.exec("SELECT body FROM versions WHERE slot = ?", slot).one()["body"]);

  return {
    /** After a transaction that was undone: what is asked next is answered from the storage. */
    forget: (): void => {
      isStale = true;
    },

    layout: (id: LayoutId): LayoutRow | null => fresh().get(id) ?? null,
    layouts: (): readonly LayoutRow[] => [...fresh().values()],

    /** A version that is still here. */
    held: (id: LayoutId, version: number): Slot | null =>
      fresh()
        .get(id)
        ?.versions.find(({ entry }) => entry.version === version) ?? null,

    /** As it was saved. */
    text: ({ slot }: Slot): string => textIn(slot),

    /** In today's schema. */
    lookInto: ({ slot, schema, entry }: Slot): AnyLayout => {
      if (lookedInto?.entry !== entry) {
        const layout = JSON.parse(textIn(slot));
        lookedInto = { entry, layout: schema === SCHEMA_VERSION ? layout : migrate(layout, schema) };
      }
      return lookedInto.layout;
    },

    /** Fails where the object was moved away and this is a stale copy: only its storage knows. */
    touch: ({ slot }: Slot): void => {
      sql.exec("SELECT 1 FROM versions WHERE slot = ?", slot).one();
    },

    /** Widgets of an open layout by form factor, counted where it lies. */
    countWidgets: ({ slot }: Slot): { desktop: number; mobile: number } | null => {
      const counts =
        "json_array_length(body, '$.desktop') AS desktop, json_array_length(body, '$.mobile') AS mobile";
      return (
        WidgetCounts.safeParse(sql.exec(`SELECT ${counts} FROM versions WHERE slot = ?`, slot).one()).data ??
        null
      );
    },

    /** Adds the version after the newest one; a new, deleted or purged layout is there again. */
    append: (layoutId: LayoutId, { entry, schema, text, layout }: NewVersion): void => {
      const before = fresh().get(layoutId);
      if (before === undefined || before.deletedAt !== null || before.tombstone !== null) {
        const published = before?.tombstone?.version ?? before?.published ?? 0;
        writeLayout({
          ...{ depth: 0, archived: 0, purging: 0, told: null, versions: [], ...before },
          ...{ id: layoutId, published, deletedAt: null, tombstone: null },
          createdAt: before?.tombstone === null ? before.createdAt : entry.createdAt,
        });
      }
      const slot = typeof text === "string" ? writeSlot(text, schema, { layoutId, entry }) : text.staged;
      if (typeof text !== "string") {
        sql.exec(
          "UPDATE versions SET layout_id = ?, version = ?, entry = ? WHERE slot = ?",
          ...[layoutId, entry.version, JSON.stringify(entry), slot],
        );
      }
      const row = known(layoutId);
      change({ ...row, versions: [...row.versions, { slot, schema, entry }] });
      if (layout !== null) lookedInto = { entry, layout };
    },

    /** Keeps a text until it is appended, or until the room wakes again. */
    stage: (text: string, schema: number): number => {
      const slot = writeSlot(text, schema, null);
      staged.add(slot);
      return slot;
    },
    /** To be called for whatever was staged: what was not appended is given up. */
    unstage: (slots: readonly number[]): void => {
      for (const slot of slots) staged.delete(slot);
      isStale = true;
    },

    operation: (id: string): PastOperation | null => {
      const [row] = sql
        .exec("SELECT fingerprint, version, checksum, changes FROM operations WHERE id = ?", id)
        .toArray();
      if (row === undefined) return null;
      const { fingerprint, version, checksum, changes } = OperationRow.parse(row);
      return { fingerprint, version, checksum: checksum as Checksum, changes: JSON.parse(changes) };
    },

    /** Lives as long as the layout's history: a replay is known even when its version was thinned away. */
    writeOperation: (id: string, layoutId: LayoutId, done: PastOperation): void => {
      sql.exec(
        `INSERT INTO operations (id, fingerprint, layout_id, version, checksum, changes)
         VALUES (?, ?, ?, ?, ?, ?)`,
        ...[id, done.fingerprint, layoutId, done.version, done.checksum, JSON.stringify(done.changes)],
      );
    },

    /** The archive has the versions up to this one. */
    published: (
      id: LayoutId,
      { version, depth, added }: { version: number; depth: number; added: number },
    ): void => {
      const row = known(id);
      const [gone, stay] = [[] as Slot[], [] as Slot[]];
      for (const slot of row.versions) (slot.entry.version < version ? gone : stay).push(slot);
      writeLayout({ ...row, published: version, depth, archived: row.archived + added, versions: stay });
      spare.push(...gone.map(({ slot }) => slot));
      if (spare.length <= SPARE_SLOTS) return;
      const given = spare.splice(SPARE_SLOTS);
      sql.exec("DELETE FROM versions WHERE slot IN (SELECT value FROM json_each(?))", JSON.stringify(given));
    },

    /** The archive holds so many now, and the newest of them at this depth. */
    tidied: (id: LayoutId, { archived, depth }: { archived: number; depth: number }): void =>
      writeLayout({ ...known(id), archived, depth }),

    /** A version that was named or pinned, where it is still here. */
    describe: (id: LayoutId, entry: Version): void => {
      const row = known(id);
      const held = row.versions.find((one) => one.entry.version === entry.version);
      if (held === undefined) return;
      sql.exec("UPDATE versions SET entry = ? WHERE slot = ?", JSON.stringify(entry), held.slot);
      change({ ...row, versions: row.versions.map((one) => (one === held ? { ...held, entry } : one)) });
    },

    remove: (id: LayoutId, deletedAt: string): void => writeLayout({ ...known(id), deletedAt }),

    /** The history is gone from here, for good; that it was there is not. */
    purge: (id: LayoutId): void => {
      const row = known(id);
      const head = row.versions.at(-1);
      if (head === undefined) return;
      sql.exec("DELETE FROM versions WHERE layout_id = ?", id);
      sql.exec("DELETE FROM operations WHERE layout_id = ?", id);
      const { version, chain } = head.entry;
      const nothing = { versions: [], published: version, depth: 0, archived: 0 };
      writeLayout({ ...row, ...nothing, purging: version, tombstone: { version, chain } });
    },
    /** And now from the archive. */
    purged: (id: LayoutId): void => writeLayout({ ...known(id), purging: 0 }),
    told: (id: LayoutId, told: string | null): void => writeLayout({ ...known(id), told }),

    /** Which of the archives this user's versions are in; null before the first. */
    archive: (): string | null => {
      fresh();
      return archive;
    },
    writeArchive: (name: string): void => {
      writeMeta(sql, "archive", name);
      archive = name;
    },

    /** Failed attempts to publish since the last that went well. */
    failures: (): number => Number(readMeta(sql, "publish_failures") ?? 0),
    writeFailures: (count: number): void => writeMeta(sql, "publish_failures", String(count)),
  };
};

/** `layout` is what `text` says, where somebody knows it already. */
export type NewVersion = {
  readonly entry: Version;
  readonly schema: number;
  readonly text: string | { readonly staged: number };
  readonly layout: AnyLayout | null;
};

type SlotPlace = { readonly layoutId: LayoutId; readonly entry: Version };
type SlotRow = z.infer<typeof SlotRow>;

const SlotRow = z.object({
  slot: z.number(),
  layout_id: z.nullable(z.string()),
  version: z.nullable(z.number()),
  schema: z.number(),
  entry: z.nullable(z.string()),
});
const StoredLayout = z.object({
  id: z.string(),
  created_at: z.string(),
  deleted_at: z.nullable(z.string()),
  published: z.number(),
  depth: z.number(),
  archived: z.number(),
  purging: z.number(),
  told: z.nullable(z.string()),
  tombstone: z.nullable(z.string()),
});
const OperationRow = z.object({
  fingerprint: z.string(),
  version: z.number(),
  checksum: z.string(),
  changes: z.string(),
});
const WidgetCounts = z.object({ desktop: z.number(), mobile: z.number() });

const toLayout = (value: unknown, rows: readonly SlotRow[]): LayoutRow => {
  const { id, created_at, deleted_at, tombstone, ...row } = StoredLayout.parse(value);
  return {
    ...{ id, createdAt: created_at, deletedAt: deleted_at, ...row },
    tombstone: tombstone === null ? null : JSON.parse(tombstone),
    // What is older than the newest published one is still there only because nothing was written over it yet.
    versions: rows.flatMap(({ slot, layout_id, schema, version, entry }) =>
      layout_id === id && version !== null && version >= row.published && entry !== null
        ? [{ slot, schema, entry: JSON.parse(entry) as Version }]
        : [],
    ),
  };
};
