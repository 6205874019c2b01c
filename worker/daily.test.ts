/** The daily clean-up: what ran out goes, what a room forgot it is told of, and one failure keeps nothing else back. */
import { createScheduledController, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { layoutOf } from "./http/api.testing.ts";
import type { UserId } from "./identity/identity.ts";
import { createPairings } from "./identity/pairings.ts";
import worker from "./index.ts";
import { erase } from "./room/erasure.testing.ts";
import {
  alarm,
  alarmOf,
  archivedOf,
  bind,
  down,
  evict,
  hung,
  newUser,
  onArchive,
  onRoom,
  putAll,
  putOf,
  removeOf,
  rest,
  rollbackOf,
  type User,
} from "./room/room.testing.ts";

const DAY_MS = 24 * 60 * 60_000;

beforeAll(async () => {
  await env.SHARD.batch(env.TEST_SCHEMA.map((statement) => env.SHARD.prepare(statement)));
});
beforeEach(async () => {
  for (const database of [env.HISTORY, env.SHARD])
    await database.prepare("DELETE FROM deleted_layouts").run();
});
afterEach(() => vi.restoreAllMocks());

/** What it says of itself, in one line. */
const runDaily = async (bindings: object = {}, scheduledTime = Date.now()): Promise<unknown> => {
  const spies = [vi.spyOn(console, "error").mockReturnValue(), vi.spyOn(console, "log").mockReturnValue()];
  for (const spy of spies) spy.mockClear();
  const controller = createScheduledController({
    scheduledTime: new Date(scheduledTime),
    cron: "17 3 * * *",
  });
  await worker.scheduled(controller, { ...env, ...bindings });
  const lines = spies.flatMap(({ mock }) => mock.calls.map(([line]) => JSON.parse(String(line))));
  expect(lines.filter(({ event }) => event === "daily")).toHaveLength(1);
  return lines.find(({ event }) => event === "daily");
};
const said = (pairings: number, rooms: number, failures = 0) => ({
  event: "daily",
  pairings,
  rooms,
  failures,
});

const listed = (user: User, database = env.HISTORY) =>
  onArchive<{ layout_id: string; deleted_at: number }>(
    user,
    "SELECT layout_id, deleted_at FROM deleted_layouts WHERE user_id = ?1",
    { database },
  );
const deleted = async (user = newUser()): Promise<User> => {
  await putAll(user, [layoutOf("a"), layoutOf("b")]);
  await rest(user);
  await user.room.remove(removeOf(2));
  await rest(user);
  return user;
};
/** Deleted so long ago, in the room as in the archive, and nothing rings. */
const forgotten = async (days: number, user = newUser(), database = env.HISTORY): Promise<User> => {
  await deleted(user);
  const deletedAt = Date.now() - days * DAY_MS;
  const iso = new Date(deletedAt).toISOString();
  await onRoom(
    user,
    `UPDATE layouts SET deleted_at = '${iso}', told = '${iso}' WHERE deleted_at IS NOT NULL`,
  );
  await onArchive(user, `UPDATE deleted_layouts SET deleted_at = ${deletedAt} WHERE user_id = ?1`, {
    database,
  });
  await evict(user);
  await runInDurableObject(user.stub, (_room, { storage }) => storage.deleteAlarm());
  return user;
};
const isPurged = async (user: User, database = env.HISTORY): Promise<void> => {
  await alarm(user);
  expect(await archivedOf(user, { database })).toEqual([]);
  expect(await onRoom(user, "SELECT * FROM versions WHERE layout_id IS NOT NULL")).toEqual([]);
  expect(await listed(user, database)).toEqual([]);
};

describe("the archive knows of a layout", () => {
  it("that it was deleted, and when, a moment after that", async () => {
    const user = await deleted();
    const [row] = await onRoom<{ deleted_at: string }>(user, "SELECT deleted_at FROM layouts");
    expect(await listed(user)).toEqual([
      { layout_id: "main", deleted_at: Date.parse(row?.deleted_at ?? "") },
    ]);
  });

  it.each<[string, (user: User) => Promise<unknown>]>([
    ["restored", ({ room }) => room.rollback(rollbackOf(1, { base: 2 }))],
    ["created anew", ({ room }) => room.put(putOf(layoutOf("new")))],
  ])("that it is there again when it is %s", async (_how, comeBack) => {
    const user = await deleted();
    await comeBack(user);
    await rest(user);
    expect(await listed(user)).toEqual([]);
    await runDaily({}, Date.now() + 60 * DAY_MS);
    await rest(user);
    expect(await user.room.head("main", "any")).toBe(3);
  });

  it("nothing any more when it was purged", async () => {
    const user = await forgotten(31);
    await alarm(user);
    await evict(user);
    await isPurged(user);
  });

  it("all of that in spite of an archive that was away", async () => {
    const user = newUser();
    await putAll(user, [layoutOf("a")]);
    await rest(user);
    await bind(user, { HISTORY: down() });
    await user.room.remove(removeOf(1));
    await alarm(user);
    expect(await listed(user)).toEqual([]);
    await evict(user);
    await alarm(user);
    expect(await listed(user)).toHaveLength(1);
  });

  it("and is told of it once", async () => {
    const user = await deleted();
    await onArchive(user, "DELETE FROM deleted_layouts WHERE user_id = ?1");
    await putAll(user, [layoutOf("other")], { layoutId: "other" });
    await rest(user);
    expect(await listed(user)).toEqual([]);
  });
});

describe("once a day", () => {
  it("codes that ran out are taken out, and no others", async () => {
    const pairings = createPairings(env.HISTORY);
    const now = Date.now();
    const by = { deviceId: "desk", sessionEndsAt: null };
    await pairings.add({ userId: "user-1" as UserId, ...by }, "old", now - 1);
    await pairings.add({ userId: "user-2" as UserId, ...by }, "new", now + 60_000);
    expect(await runDaily({}, now)).toEqual(said(1, 0));
    const { results } = await env.HISTORY.prepare("SELECT digest FROM pairings").all();
    expect(results).toEqual([{ digest: "new" }]);
    expect(await runDaily({}, now)).toEqual(said(0, 0));
  });

  it("a room that lost its alarm purges what it has to all the same", async () => {
    const user = await forgotten(31);
    expect(await alarmOf(user)).toBeNull();
    expect(await runDaily()).toEqual(said(0, 1));
    expect(await alarmOf(user)).not.toBeNull();
    await isPurged(user);
    expect(await runDaily()).toEqual(said(0, 0));
  });

  it("a layout that can still be restored is left alone", async () => {
    const user = await forgotten(29);
    expect(await runDaily()).toEqual(said(0, 0));
    expect(await alarmOf(user)).toBeNull();
    expect(await archivedOf(user)).toEqual([1, 2]);
  });

  it("what the archive has wrong is put right, and wakes nobody for ever", async () => {
    const [here, nobody, gone] = [newUser(), newUser(), await forgotten(31)];
    await putAll(here, [layoutOf("a")]);
    await rest(here);
    const wrong = (user: User) =>
      onArchive(user, "INSERT OR REPLACE INTO deleted_layouts VALUES (?1, ?2, 1)");
    await erase(gone);
    for (const user of [here, nobody, gone]) await wrong(user);
    expect(await runDaily()).toEqual(said(0, 3));
    expect(await runDaily()).toEqual(said(0, 0));
    expect(await here.room.head("main", "any")).toBe(1);
    expect(await onRoom(nobody, "SELECT name FROM sqlite_master")).toEqual([]);
  });

  it("no more than 500 layouts come up at once, those that wait the longest first", async () => {
    const first = await forgotten(90);
    const rows = JSON.stringify(Array.from({ length: 600 }, (_, index) => [`user-0${index}`, index]));
    await env.HISTORY.prepare(
      "INSERT INTO deleted_layouts SELECT value ->> 0, 'main', ?2 + (value ->> 1) FROM json_each(?1)",
    )
      .bind(rows, Date.now() - 80 * DAY_MS)
      .run();
    expect(await runDaily()).toEqual(said(0, 500));
    await isPurged(first);
    expect(await runDaily()).toEqual(said(0, 101));
  }, 30_000);

  it.each([
    ["down", down],
    ["hung", hung],
  ])("a database that is %s keeps no other one waiting", { timeout: 20_000 }, async (_how, broken) => {
    const user = newUser();
    await bind(user, { HISTORY: undefined, HISTORY_1: env.SHARD });
    await putAll(user, [layoutOf("a")]);
    await rest(user);
    await onArchive(user, "INSERT INTO deleted_layouts VALUES ('user-000', 'main', 1)", {
      database: env.SHARD,
    });
    const { setTimeout } = globalThis;
    const hurried = (work: () => void, waitMs = 0) => setTimeout(work, waitMs / 20);
    vi.spyOn(globalThis, "setTimeout").mockImplementation(hurried as typeof setTimeout);
    const line = await runDaily({ HISTORY: broken(), HISTORY_1: env.SHARD });
    // The codes, and the layouts of that database.
    expect(line).toMatchObject(said(0, 1, 2));
    const { results } = await env.SHARD.prepare("SELECT * FROM deleted_layouts").all();
    expect(results).toEqual([]);
  });

  it("a room that fails keeps no other one waiting", async () => {
    const [broken, other] = [await forgotten(40), await forgotten(31)];
    await runInDurableObject(broken.stub, (_room, { storage }) => {
      storage.sql.exec("UPDATE layouts SET tombstone = 'no JSON'");
    });
    await evict(broken);
    expect(await runDaily()).toMatchObject(said(0, 1, 1));
    await isPurged(other);
  });
});
