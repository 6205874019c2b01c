/** A room whose storage an earlier release wrote wakes up with all that is in it. */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { sha256 } from "../history/sha256.ts";
import { layoutOf } from "../http/api.testing.ts";
import { canonical } from "../layout/canonical.ts";
import { chainOf } from "../layout/commit.ts";
import { textsOf } from "./observed.testing.ts";
import {
  alarm,
  alarmOf,
  archivedOf,
  done,
  evict,
  newUser,
  onRoom,
  putOf,
  range,
  rest,
  type User,
} from "./room.testing.ts";

/** The first release's tables, as it made them. */
const FIRST_TABLES = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE layouts (
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
  ) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('migrations', '1'), ('archive', 'HISTORY');`;

const changes = { added: 0, removed: 0, moved: 0, resized: 0, edited: 1 };
const textOf = (version: number) => JSON.stringify(layoutOf(`v${version} é`));

/** The versions of a layout as that release chained them. */
const historyOf = (last: number) => {
  let previous = "";
  return range(1, last).map((version) => {
    const text = textOf(version);
    const link = {
      ...{ version, checksum: sha256(canonical(JSON.parse(text))), deviceId: "desk" },
      createdAt: new Date(Date.UTC(2026, 9, 1, 12, version)).toISOString(),
    };
    previous = chainOf({ ...link, previous }, sha256);
    const entry = {
      ...link,
      chain: previous,
      changeType: "manual",
      pinned: version === 2,
      setAside: false,
      changes,
      bytes: text.length,
    };
    return { ...entry, text };
  });
};

/** A room of that release with one layout for each name: so many versions, of which the last so many are unpublished. */
const oldRoom = async (layouts: Record<string, { versions: number; unpublished: number }>): Promise<User> => {
  const user = newUser();
  await runInDurableObject(user.stub, async (_room, { storage }) => {
    const { sql } = storage;
    sql.exec(FIRST_TABLES);
    for (const [id, { versions, unpublished }] of Object.entries(layouts)) {
      const history = historyOf(versions);
      const head = history.at(-1);
      if (head === undefined) continue;
      const { version, checksum, chain, deviceId, createdAt, text } = head;
      sql.exec(
        "INSERT INTO layouts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        version,
        checksum,
        chain,
        deviceId,
        "2026-10-01T12:00:00.000Z",
        createdAt,
        text,
      );
      for (const { text: body, ...entry } of history.slice(versions - unpublished))
        sql.exec(
          "INSERT INTO unpublished VALUES (?, ?, ?, ?, ?)",
          id,
          entry.version,
          entry.bytes,
          JSON.stringify(entry),
          body,
        );
      const command = putOf(layoutOf(`v${version} é`), { layoutId: id, operationId: `${id}-last` });
      const fingerprint = sha256(
        canonical({
          call: "save",
          layoutId: id,
          changeType: "auto",
          description: null,
          layout: checksum,
          setAside: null,
        }),
      );
      sql.exec(
        "INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?)",
        command.operationId,
        fingerprint,
        id,
        version,
        checksum,
        JSON.stringify(changes),
      );
    }
    await storage.deleteAlarm();
  });
  await evict(user);
  return user;
};

describe("a room of the first release", () => {
  it("has its heads, what was unpublished, and its operations; and publishes", async () => {
    const user = await oldRoom({
      main: { versions: 3, unpublished: 3 },
      other: { versions: 5, unpublished: 2 },
    });
    const { layouts } = await user.room.list({ deleted: false, limit: 10, after: null });
    expect(layouts).toMatchObject([
      { id: "main", version: 3 },
      { id: "other", version: 5 },
    ]);
    expect(layouts[0]).toMatchObject({
      createdAt: "2026-10-01T12:00:00.000Z",
      updatedAt: "2026-10-01T12:03:00.000Z",
      widgets: { desktop: 1, mobile: 0 },
    });
    expect(await user.room.head("main", [])).toMatchObject({ version: 3, layoutText: textOf(3) });
    expect(await user.room.lag()).toMatchObject({ versions: 5 });
    expect(await alarmOf(user)).not.toBeNull();
    const texts = await textsOf(user);
    expect(texts).toEqual([3, 2, 1].map((version) => [version, textOf(version)]));
    expect(await user.room.versions("main", { limit: 9, before: 9 })).toMatchObject({
      versions: [{ changeType: "manual" }, { pinned: true }, { changes }],
    });

    await alarm(user);
    expect(await archivedOf(user)).toEqual([1, 2, 3]);
    expect(await archivedOf(user, { layoutId: "other" })).toEqual([4, 5]);
    expect(await user.room.lag()).toEqual({ versions: 0, oldest: null });
    await evict(user);
    expect(await textsOf(user)).toEqual(texts);
    expect(await user.room.verify("main")).toEqual({
      kind: "verified",
      report: { ok: true, versions: 3, damaged: [] },
    });
    expect(await user.room.verify("other")).toEqual({
      kind: "verified",
      report: { ok: true, versions: 2, damaged: [] },
    });
  });

  it("goes on with numbers and chain, and takes no operation twice", async () => {
    const user = await oldRoom({ main: { versions: 3, unpublished: 1 } });
    const again = putOf(layoutOf("v3 é"), { base: 2, operationId: "main-last" });
    expect(done(await user.room.put(again))).toMatchObject({ outcome: "replayed", version: 3, changes });
    expect(done(await user.room.put(putOf(layoutOf("v4 é"), { base: 3 }))).version).toBe(4);
    await rest(user);
    expect(await textsOf(user)).toEqual([4, 3].map((version) => [version, textOf(version)]));
    expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 2 } });
  });

  it("whose versions were all published has its head, which is published once more", async () => {
    const user = await oldRoom({ main: { versions: 4, unpublished: 0 } });
    expect(await user.room.head("main", [])).toMatchObject({ version: 4, layoutText: textOf(4) });
    expect(await user.room.versions("main", { limit: 9, before: 9 })).toMatchObject({
      versions: [{ version: 4, bytes: textOf(4).length + 1 }],
    });
    await rest(user);
    expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 1 } });
    expect(done(await user.room.put(putOf(layoutOf("v5 é"), { base: 4 }))).version).toBe(5);
  });

  it("that was empty is", async () => {
    const user = await oldRoom({});
    expect(await user.room.list({ deleted: false, limit: 10, after: null })).toEqual({
      layouts: [],
      next: null,
    });
    expect(done(await user.room.put(putOf(layoutOf("a")))).version).toBe(1);
  });
});

it("migrations run once, and leave one name for each table", async () => {
  const user = await oldRoom({ main: { versions: 2, unpublished: 1 } });
  const schema = () =>
    onRoom(user, "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name");
  const migrated = await schema();
  const fresh = newUser();
  await fresh.room.lag();
  const made = await onRoom(
    fresh,
    "SELECT name FROM sqlite_schema WHERE name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name",
  );
  expect(migrated.map(({ name }) => name)).toEqual(made.map(({ name }) => name));
  await evict(user);
  expect(await schema()).toEqual(migrated);
});
