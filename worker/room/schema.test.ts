/** Versions of an earlier schema are read in today's, and come back as what they were brought to. */
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { sha256 } from "../history/sha256.ts";
import { layoutOf } from "../http/api.testing.ts";
import { canonical, utf8Length } from "../layout/canonical.ts";
import { chainOf } from "../layout/commit.ts";
import type { Version } from "../layout/wire.ts";
import {
  alarm,
  done,
  evict,
  newUser,
  onArchive,
  putAll,
  putOf,
  rest,
  rollbackOf,
  type User,
} from "./room.testing.ts";

const widgets = layoutOf("old", 3).desktop;
const listText = JSON.stringify(widgets);
const migrated = { desktop: widgets, mobile: [] };

/** Makes of version 1, while the room alone has it, what schema 0 had: a bare list of widgets. */
const asSchema0 = async (user: User): Promise<void> => {
  await runInDurableObject(user.stub, (_room, { storage: { sql } }) => {
    const entry: Version = JSON.parse(String(sql.exec("SELECT entry FROM versions").one()["entry"]));
    const checksum = sha256(canonical(widgets));
    const chain = chainOf({ ...entry, previous: "", checksum }, sha256);
    const bytes = utf8Length(canonical(widgets));
    sql.exec(
      "UPDATE versions SET schema = 0, body = ?, entry = ?",
      listText,
      JSON.stringify({ ...entry, checksum, chain, bytes }),
    );
  });
  await evict(user);
};

/** Of schema 0, and the head. */
const oldHead = async (): Promise<User> => {
  const user = newUser();
  await putAll(user, [migrated]);
  await asSchema0(user);
  return user;
};

const withOld = async (): Promise<User> => {
  const user = await oldHead();
  await alarm(user);
  await putAll(user, [layoutOf("new"), layoutOf("newer")], { base: 1 });
  await rest(user);
  return user;
};

describe("a version of schema 0 in the archive", () => {
  it("is stored as it was, and read in today's schema", async () => {
    const user = await withOld();
    expect(await onArchive(user, "SELECT schema FROM archived_versions WHERE id = $KEY + 1")).toEqual([
      { schema: 0 },
    ]);
    const read = await user.room.version("main", 1);
    expect(read).toMatchObject({
      kind: "found",
      migratedFrom: 0,
      version: { version: 1, checksum: sha256(canonical(widgets)) },
    });
    expect(read.kind === "found" && JSON.parse(read.layoutText)).toEqual(migrated);
    expect(await user.room.version("main", 2)).toMatchObject({ migratedFrom: null });
    expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 3 } });
  });

  it("comes back as a new version that says that it was migrated", async () => {
    const user = await withOld();
    const back = done(await user.room.rollback(rollbackOf(1, { base: 3, operationId: "back" })));
    expect(back).toMatchObject({ outcome: "saved", version: 4, checksum: sha256(canonical(migrated)) });
    await rest(user);
    expect(await user.room.version("main", 4)).toMatchObject({
      migratedFrom: null,
      version: { changeType: "migration", setAside: false },
    });
    expect(done(await user.room.rollback(rollbackOf(1, { base: 3, operationId: "back" })))).toMatchObject({
      outcome: "replayed",
      version: 4,
    });
    expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 4 } });
  });

  it("can be compared, merged with, exported and thinned around like any other", async () => {
    const user = await withOld();
    expect(await user.room.changes("main", 2, 1)).toMatchObject({ kind: "found" });
    const stale = putOf({ ...migrated, mobile: [{ ...widgets[0], id: "phone" }] }, { base: 1 });
    const refused = await user.room.put(stale);
    expect(refused.kind === "version-conflict" && JSON.parse(refused.details)).toMatchObject({
      base: { version: 1, layout: migrated },
    });
    const exported = await user.room.export("main", "all");
    if (exported.kind !== "found") throw new Error("no layout");
    expect(JSON.parse(await new Response(exported.stream).text()).versions[0]).toMatchObject({
      layout: migrated,
      migratedFrom: 0,
    });
    await user.room.describe("main", 1, { pinned: true });
    await putAll(user, [layoutOf("newest")], { base: 3 });
    expect(await user.room.prune("main", 2)).toMatchObject({ kept: 2 });
    expect(await user.room.version("main", 1)).toMatchObject({ migratedFrom: 0 });
  });
});

describe("a head of schema 0", () => {
  it("is given in today's schema, and saved over", async () => {
    const user = await oldHead();
    const head = await user.room.head("main", []);
    if (head === null || typeof head === "number") throw new Error("no head");
    expect(JSON.parse(head.layoutText)).toEqual(migrated);
    expect(await user.room.list({ deleted: false, limit: 1, after: null })).toMatchObject({
      layouts: [{ widgets: { desktop: 3, mobile: 0 } }],
    });
    const moved = { ...migrated, desktop: widgets.map((widget) => ({ ...widget, y: widget.y + 2 })) };
    expect(done(await user.room.put(putOf(moved, { base: 1 })))).toMatchObject({
      version: 2,
      changes: { moved: 3, added: 0 },
    });
    expect(
      done(await user.room.rollback(rollbackOf(1, { base: 2, only: { form: "desktop" } }))),
    ).toMatchObject({ version: 3 });
    await rest(user);
    expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 3 } });
  });
});
