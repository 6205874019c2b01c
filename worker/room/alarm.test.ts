/** What a room does by itself: publish what was saved, thin what has grown, and never forget to. */
import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import { accountsOf, textsOf } from "./observed.testing.ts";
import {
  alarm,
  alarmOf,
  archivedOf,
  bind,
  done,
  everyVersion,
  evict,
  importedOf,
  importOf,
  newUser,
  numbersOf,
  onArchive,
  onRoom,
  putAll,
  putOf,
  range,
  removeOf,
  rest,
  rollbackOf,
  streamOf,
  through,
  type User,
  waitOf,
} from "./room.testing.ts";

const marks = (from: number, to: number) => range(from, to).map((version) => layoutOf(`v${version}`));
const saved = (user: User, from: number, to: number) =>
  putAll(user, marks(from, to), { base: from === 1 ? null : from - 1 });
const fine = (versions: number) => ({ kind: "verified", report: { ok: true, versions, damaged: [] } });
/** How often D1 is asked for something. */
const counted = async (user: User): Promise<() => number> => {
  let calls = 0;
  await bind(user, {
    HISTORY: through((call) => {
      calls += 1;
      return call();
    }),
  });
  return () => calls;
};

it("publishes all that came in one burst with one call, five seconds after the first", async () => {
  const user = newUser();
  await saved(user, 1, 1);
  expect(await waitOf(user)).toBe(5);
  await saved(user, 2, 5);
  expect(await waitOf(user)).toBe(5);
  const calls = await counted(user);
  await alarm(user);
  expect(calls()).toBe(1);
  expect(await archivedOf(user)).toEqual(range(1, 5));
  expect(await user.room.lag()).toEqual({ versions: 0, oldest: null });
  expect(await alarmOf(user)).toBeNull();
  expect(await onArchive(user, "SELECT * FROM archived_layouts WHERE user_id = ?1")).toMatchObject([
    { layout_id: "main", version: 5, device_id: "desk", revision: 0 },
  ]);
});

it("says how far the archive is behind, by number and by the oldest that waits", async () => {
  const user = newUser();
  expect(await user.room.lag()).toEqual({ versions: 0, oldest: null });
  await saved(user, 1, 2);
  await putAll(user, marks(1, 1), { layoutId: "other" });
  const page = await user.room.versions("main", everyVersion);
  const oldest = page.kind === "found" ? page.versions.at(-1)?.createdAt : null;
  expect(await user.room.lag()).toEqual({ versions: 3, oldest });
});

const imported = (user: User, last: number) =>
  user.room.import(importOf(), streamOf(marks(1, last).map((layout) => importedOf(layout))));
const newest50 = (last: number) =>
  range(last - 49, last)
    .map((version) => [version, JSON.stringify(layoutOf(`v${version}`))])
    .reverse();

it("thins when it comes to rest, and has nothing left to do", async () => {
  const user = newUser();
  await imported(user, 60);
  await alarm(user);
  expect(await archivedOf(user)).toEqual(range(1, 60));
  expect(await waitOf(user)).toBe(30);
  await alarm(user);
  expect(await archivedOf(user)).toEqual(range(11, 60));
  expect(await alarmOf(user)).toBeNull();
  expect(await user.room.verify("main")).toEqual(fine(50));
  expect(await textsOf(user)).toEqual(newest50(60));
});

it("publishes more than fits in one batch, and thins at once where that is too many", async () => {
  const user = newUser();
  await imported(user, 250);
  const calls = await counted(user);
  await alarm(user);
  expect(calls()).toBeGreaterThan(5);
  expect(await archivedOf(user)).toEqual(range(201, 250));
  expect(await user.room.verify("main")).toEqual(fine(50));
  expect(await textsOf(user)).toEqual(newest50(250));
});

it("a save while a thinning is due does not put it off for ever, nor is it put off itself", async () => {
  const user = newUser();
  await imported(user, 60);
  await alarm(user);
  for (const version of range(61, 170)) {
    await saved(user, version, version);
    expect(await waitOf(user)).toBe(5);
    await alarm(user);
    if ((await archivedOf(user)).length <= 50) break;
  }
  expect(await archivedOf(user)).toHaveLength(50);
});

it("sets an alarm that was lost when the room wakes up", async () => {
  const user = newUser();
  const loseAlarm = async () => {
    await runInDurableObject(user.stub, (_room, { storage }) => storage.deleteAlarm());
    await evict(user);
    await user.room.lag();
  };
  await saved(user, 1, 3);
  await loseAlarm();
  expect(await waitOf(user)).toBe(5);
  await alarm(user);
  expect(await archivedOf(user)).toEqual([1, 2, 3]);
  await loseAlarm();
  expect(await alarmOf(user)).toBeNull();
  await user.room.remove(removeOf(3));
  await loseAlarm();
  expect(await waitOf(user)).toBe(5);
  await alarm(user);
  expect(await waitOf(user)).toBe(30 * 24 * 3_600);
});

it("goes on where it was when it is evicted between any two steps", async () => {
  const user = newUser();
  for (const version of range(1, 4)) {
    await saved(user, version, version);
    await evict(user);
    if (version % 2 === 0) await alarm(user);
    expect(await user.room.head("main", "any")).toBe(version);
    await evict(user);
    expect(await user.room.head("main", "any")).toBe(version);
    const page = await user.room.versions("main", everyVersion);
    expect(page.kind === "found" && numbersOf(page)).toEqual(range(1, version).reverse());
  }
});

it("keeps no more room than a burst needs, however long the archive was away", async () => {
  const user = newUser();
  await imported(user, 250);
  await alarm(user);
  await rest(user);
  expect((await onRoom(user, "SELECT slot FROM versions")).length).toBeLessThanOrEqual(33);
  await saved(user, 251, 300);
  await rest(user);
  expect((await accountsOf(user)).accounts).toMatchObject([{ published: 300, there: 50, archived: 50 }]);
  await evict(user);
  expect(await user.room.verify("main")).toEqual(fine(50));
});

it("a version can be named and pinned before it is published, and the name stays", async () => {
  const user = newUser();
  await saved(user, 1, 3);
  const named = await user.room.describe("main", 2, { description: "good", pinned: true });
  expect(named).toMatchObject({ kind: "found", version: { description: "good", pinned: true } });
  expect(await user.room.describe("main", 3, { description: "head" })).toMatchObject({ kind: "found" });
  const listed = await user.room.versions("main", everyVersion);
  expect(listed).toMatchObject({
    versions: [{ description: "head" }, { description: "good", pinned: true }, {}],
  });
  for (const version of [2, 3])
    expect(await user.room.version("main", version)).toMatchObject({
      version: listed.kind === "found" ? listed.versions[3 - version] : {},
    });
  await evict(user);
  expect(await user.room.versions("main", everyVersion)).toEqual(listed);
  expect(await user.room.describe("main", 2, { description: "" })).toMatchObject({
    version: { pinned: true },
  });
  expect(await user.room.version("main", 2)).not.toMatchObject({ version: { description: "good" } });
});

it("an export that is read late has the layout of the version that it says", async () => {
  const user = newUser();
  await saved(user, 1, 2);
  await rest(user);
  const exported = await user.room.export("main", "none");
  await saved(user, 3, 5);
  await rest(user);
  await saved(user, 6, 40);
  if (exported.kind !== "found") throw new Error("no layout");
  const file = JSON.parse(await new Response(exported.stream).text());
  expect(file).toMatchObject({ version: 2, layout: layoutOf("v2") });
});

it("a rollback to what is the head already makes no version", async () => {
  const user = newUser();
  await saved(user, 1, 2);
  expect(done(await user.room.rollback(rollbackOf(2, { base: 2 })))).toMatchObject({
    outcome: "unchanged",
    version: 2,
  });
  expect(done(await user.room.put(putOf(layoutOf("v2"), { base: 1 })))).toMatchObject({
    outcome: "unchanged",
  });
  expect(await user.room.lag()).toMatchObject({ versions: 2 });
});
