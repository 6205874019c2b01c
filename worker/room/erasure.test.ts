/** The end of an account: nothing of it is left, nothing comes back, and nobody else notices. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import type { UserId } from "../identity/identity.ts";
import { createPairings, type Invitation } from "../identity/pairings.ts";
import {
  comeDue,
  dumpArchives,
  dumpRoom,
  erase,
  markOf,
  rowsOfUser,
  settle,
  sizeOf,
  textOf,
  without,
} from "./erasure.testing.ts";
import { MODES, watch } from "./faults.testing.ts";
import { observe } from "./observed.testing.ts";
import type { Caller } from "./results.ts";
import {
  alarm,
  alarmOf,
  bind,
  down,
  everyVersion,
  evict,
  forgetful,
  hung,
  importedOf,
  importOf,
  newUser,
  OWNER,
  onArchive,
  putAll,
  putOf,
  range,
  removeOf,
  rest,
  through,
  type User,
  waitOf,
} from "./room.testing.ts";

const DAY_MS = 24 * 60 * 60_000;

beforeAll(async () => {
  await env.SHARD.batch(env.TEST_SCHEMA.map((statement) => env.SHARD.prepare(statement)));
});
beforeEach(() => {
  // A line that a room logs as it dies is never heard, and the test runner would wait for it for ever.
  vi.spyOn(console, "error").mockReturnValue();
});

const deviceOf = ({ userId }: User): Caller => ({
  ...OWNER,
  ...{ deviceId: `device-of-${userId}`, deviceName: `Name of ${userId}`, isListed: true },
});
const marks = (user: User, from: number, to: number) =>
  range(from, to).map((version) => layoutOf(`v${version} of ${user.userId}`));

/** Of all that there can be of a user, something: in the room, in the archive, on its way there. */
const settled = async (user = newUser()): Promise<User> => {
  await user.stub.admit(deviceOf(user));
  await user.stub.createToken(OWNER, {
    ...{ id: "0123456789abcdef", hash: `hash of ${user.userId}`, name: `Token of ${user.userId}` },
    ...{ scope: "write", expiresAt: null },
  });
  await putAll(user, marks(user, 1, 20), { operationId: null });
  await putAll(user, marks(user, 1, 3), { layoutId: "second" });
  await putAll(user, marks(user, 1, 2), { layoutId: "gone" });
  await user.room.remove(removeOf(2, { layoutId: "gone", operationId: `op of ${user.userId}` }));
  await rest(user);
  await putAll(user, marks(user, 21, 22), { base: 20 });
  // Whatever else may be kept here one day.
  await runInDurableObject(user.stub, (_room, { storage }) => storage.kv.put("other", user.userId));
  await createPairings(env.HISTORY).add(invitationOf(user), `digest of ${user.userId}`, Date.now() + 60_000);
  return user;
};

const isNowhere = async (user: User): Promise<void> => {
  const archives = await dumpArchives();
  expect(sizeOf(rowsOfUser(archives, user.userId))).toBe(0);
  expect(textOf(archives)).not.toContain(user.userId);
  const room = await dumpRoom(user);
  expect([...room.keys()]).toEqual(["kv"]);
  expect(room.get("kv")).toHaveLength(1);
  expect(textOf(room)).not.toContain(user.userId);
  expect(textOf(room)).not.toMatch(/main|second|gone|desk|hash/);
};
const isClosed = async ({ stub }: User): Promise<void> => {
  const refused = { kind: "unauthenticated" };
  const hash = "a";
  for (const caller of [
    OWNER,
    { ...OWNER, isListed: true },
    { ...OWNER, token: { id: "0123456789abcdef", hash } },
  ])
    expect(await stub.admit(caller)).toEqual(refused);
  expect(await stub.put(OWNER, putOf(layoutOf("back")))).toEqual(refused);
  expect(await stub.devices(OWNER)).toEqual(refused);
};

/** That it is to end is written down. */
const isMarked = (user: User): Promise<void> =>
  vi.waitFor(async () => expect(await markOf(user)).not.toBeNull(), { timeout: 20_000, interval: 5 });

const invitationOf = ({ userId }: User): Invitation => ({
  ...{ userId: userId as UserId, deviceId: "desk", sessionEndsAt: null },
});

describe("an account that was erased", () => {
  it.each([
    ["before", "user-aaaa"],
    ["after", "user-cccc"],
  ])("is nowhere, and that of who comes %s it is as it was, byte for byte", async (_where, otherId) => {
    const other = await settled(newUser(otherId));
    const user = await settled(newUser(`user-bbbb-${otherId.at(-1)}`));
    await putAll(other, marks(other, 23, 24), { base: 22 });
    await rest(other);
    const seen = await observe(other);
    const [archives, room] = [await dumpArchives(), await dumpRoom(other)];
    const own = rowsOfUser(archives, user.userId);
    expect([...own].filter(([, rows]) => rows.length > 0).map(([table]) => table)).toEqual(
      expect.arrayContaining([
        ...["HISTORY archived_layouts", "HISTORY archived_versions", "HISTORY deleted_layouts"],
        "HISTORY pairings",
      ]),
    );
    expect(sizeOf(rowsOfUser(archives, other.userId))).toBe(sizeOf(own) + 4);

    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });

    await isNowhere(user);
    expect(await dumpArchives()).toEqual(without(archives, own));
    expect(await dumpRoom(other)).toEqual(room);
    await settle(user);
    await isNowhere(user);
    await isClosed(user);
    expect(await dumpArchives()).toEqual(without(archives, own));
    await evict(other);
    expect(await observe(other)).toEqual(seen);
    for (const id of ["main", "second"])
      expect(await other.room.verify(id)).toMatchObject({ kind: "verified", report: { ok: true } });
  });

  it("is taken out of the database that it is in, with a code out of the one for codes", async () => {
    const user = newUser();
    const second = { HISTORY: undefined, HISTORY_1: env.SHARD };
    const both = { HISTORY: env.HISTORY, HISTORY_1: env.SHARD };
    await bind(user, second);
    await putAll(user, marks(user, 1, 3));
    await rest(user);
    await bind(user, both);
    await createPairings(env.HISTORY).add(invitationOf(user), user.userId, Date.now() + 60_000);
    expect(sizeOf(rowsOfUser(await dumpArchives(), user.userId))).toBe(5);
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    await isNowhere(user);
  });

  it("is emptied in bounded steps", async () => {
    const user = newUser();
    const versions = range(1, 2_500).map((number) => importedOf(layoutOf(`v${number}`), { pinned: true }));
    await user.room.import(importOf(), new Blob(versions.map((one) => `${JSON.stringify(one)}\n`)).stream());
    await rest(user);
    const changes: number[] = [];
    const counting = through(async (call) => {
      const results = await call();
      if (Array.isArray(results)) changes.push(results[0].meta.changes);
      return results;
    });
    await bind(user, { HISTORY: counting });
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    expect(changes).toEqual([1_000, 1_000, 500]);
    await isNowhere(user);
  });

  it("says so again to who asks again, and to nobody else", async () => {
    const user = await settled();
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    const mark = await markOf(user);
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    await evict(user);
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    expect(await markOf(user)).toEqual(mark);
    await isClosed(user);
  });

  it("is remembered for as long as a cookie could come back, and then no more", async () => {
    const user = await settled();
    await erase(user);
    await settle(user);
    const days = ((await alarmOf(user)) ?? 0) - Date.now();
    expect(Math.round(days / DAY_MS)).toBe(401);
    expect(await markOf(user)).toMatchObject({ step: "forget", archive: null });
    await alarm(user);
    expect(await markOf(user)).toMatchObject({ step: "forget" });
    await isClosed(user);
    await comeDue(user);
    await alarm(user);
    expect([...(await dumpRoom(user))]).toEqual([]);
    expect(await alarmOf(user)).toBeNull();
    expect(await user.stub.admit(OWNER)).toEqual({ kind: "admitted" });
  });

  it("is not erased by who may not come in", async () => {
    const user = await settled();
    await user.stub.signOut(OWNER, deviceOf(user).deviceId);
    const before = await dumpRoom(user);
    expect(await erase(user, deviceOf(user))).toEqual({ kind: "unauthenticated" });
    expect(await dumpRoom(user)).toEqual(before);
  });

  it("goes on by itself when its alarm was lost", async () => {
    const user = await settled();
    await bind(user, { HISTORY: down() });
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: false });
    await runInDurableObject(user.stub, (_room, { storage }) => storage.deleteAlarm());
    await evict(user);
    expect(await alarmOf(user)).not.toBeNull();
    await settle(user);
    await isNowhere(user);
  });
});

describe("while the archive can't be reached,", () => {
  it.each([
    ["is down", down],
    ["never says what it did", forgetful],
  ])("because it %s, the account is closed, and erased when it can", async (_how, broken) => {
    const user = await settled();
    await bind(user, { HISTORY: broken() });
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: false });
    await isClosed(user);
    expect([...(await dumpRoom(user)).keys()]).toEqual(["kv"]);
    const waits: (number | null)[] = [];
    for (const failures of range(1, 4)) {
      expect(await markOf(user)).toMatchObject({ failures, step: "empty the archive", archive: "HISTORY" });
      waits.push(await waitOf(user));
      await comeDue(user);
      await bind(user, { HISTORY: broken() });
      await alarm(user);
    }
    expect(waits).toEqual([2, 4, 8, 16]);
    await comeDue(user);
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    await isNowhere(user);
  });

  it("nobody waits long for one that never answers", { timeout: 20_000 }, async () => {
    const user = await settled();
    await bind(user, { HISTORY: hung() });
    const { setTimeout } = globalThis;
    const hurried = (work: () => void, waitMs = 0) => setTimeout(work, waitMs / 20);
    vi.spyOn(globalThis, "setTimeout").mockImplementation(hurried as typeof setTimeout);
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: false });
    vi.mocked(globalThis.setTimeout).mockRestore();
    await isClosed(user);
    await settle(user);
    await isNowhere(user);
  });

  it("what had been on its way there is found when the room looks again", async () => {
    const user = await settled();
    let late = (): Promise<unknown> => Promise.resolve();
    const held = through((call) => {
      late = call;
      return Promise.reject(new Error("D1_ERROR: Network connection lost."));
    });
    await bind(user, { HISTORY: held });
    await alarm(user);
    await bind(user, { HISTORY: env.HISTORY });
    expect(await erase(user)).toEqual({ kind: "erased", isComplete: true });
    await late();
    expect(sizeOf(rowsOfUser(await dumpArchives(), user.userId))).toBeGreaterThan(0);
    await settle(user);
    await isNowhere(user);
  });
});

describe("whatever waits in the room while the account ends", () => {
  /** The archive leaves the first call waiting until it is opened. */
  const gate = async (user: User) => {
    let [calls, isOpen] = [0, false];
    const until = async (condition: () => boolean) => {
      while (!condition()) await scheduler.wait(2);
    };
    const database = through(async (call) => {
      calls += 1;
      if (calls === 1) await until(() => isOpen);
      return call();
    });
    await bind(user, { HISTORY: database });
    return {
      arrival: () => until(() => calls > 0),
      calls: () => calls,
      open: () => {
        isOpen = true;
      },
    };
  };

  it.each<[string, (user: User) => Promise<unknown>]>([
    ["a save", ({ stub }) => stub.put(OWNER, putOf(layoutOf("stale"), { base: 2, onConflict: "merge" }))],
    ["a look", ({ stub }) => stub.version(OWNER, "main", 2)],
    ["a list", ({ stub }) => stub.versions(OWNER, "main", everyVersion)],
    ["a prune", ({ stub }) => stub.prune(OWNER, "main", 2)],
    ["a name", ({ stub }) => stub.describe(OWNER, "main", 2, { description: "x" })],
    ["a proof", ({ stub }) => stub.verify(OWNER, "main")],
  ])("%s is refused, and brings nothing back", async (_what, call) => {
    const user = await settled();
    const { arrival, open } = await gate(user);
    const answer = call(user);
    await arrival();
    const end = erase(user);
    await isMarked(user);
    open();
    expect(await answer).toEqual({ kind: "unauthenticated" });
    expect(await end).toEqual({ kind: "erased", isComplete: true });
    await isNowhere(user);
    await settle(user);
    await isNowhere(user);
  });

  it("upkeep stops", async () => {
    const user = await settled();
    const { arrival, open } = await gate(user);
    const upkeep = alarm(user);
    await arrival();
    const end = erase(user);
    await isMarked(user);
    open();
    await upkeep;
    expect(await end).toEqual({ kind: "erased", isComplete: true });
    await isNowhere(user);
    expect(await alarmOf(user)).toBe((await markOf(user))?.["dueAt"]);
  });

  it("upkeep does not go on with the next layout", async () => {
    const user = newUser();
    for (const layoutId of ["one", "two", "three"]) await putAll(user, marks(user, 1, 1), { layoutId });
    await rest(user);
    for (const layoutId of ["one", "two", "three"]) await user.room.remove(removeOf(1, { layoutId }));
    const { arrival, open, calls } = await gate(user);
    const upkeep = alarm(user);
    await arrival();
    const end = erase(user);
    await isMarked(user);
    open();
    await upkeep;
    expect(await end).toEqual({ kind: "erased", isComplete: true });
    // The one that waited, and the two that empty the archive.
    expect(calls()).toBe(3);
  });

  it("an import that is still coming in is refused", async () => {
    const user = await settled();
    const { readable, writable } = new IdentityTransformStream();
    const writer = writable.getWriter();
    const line = (mark: string) =>
      writer.write(new TextEncoder().encode(`${JSON.stringify(importedOf(layoutOf(mark)))}\n`));
    const answer = user.stub.import(OWNER, importOf({ layoutId: "copy" }), readable);
    await line("a");
    await erase(user);
    await line("b").catch(() => undefined);
    await writer.close().catch(() => undefined);
    expect(await answer).toEqual({ kind: "unauthenticated" });
    await isNowhere(user);
  });

  it("an export breaks off", async () => {
    const user = await settled();
    const found = await user.stub.exportAccount(OWNER);
    if (found.kind !== "found") throw new Error(found.kind);
    const reader = found.stream.getReader();
    await reader.read();
    await erase(user);
    const readOn = async () => {
      for (let read = await reader.read(); !read.done; read = await reader.read());
    };
    await expect(readOn()).rejects.toThrow();
    await isNowhere(user);
  });
});

describe("with a fault at any step", () => {
  const small = async (): Promise<User> => {
    const user = newUser();
    await user.stub.admit(deviceOf(user));
    await putAll(user, marks(user, 1, 2));
    await rest(user);
    await user.room.remove(removeOf(2));
    await rest(user);
    await putAll(user, marks(user, 3, 3), { base: null, layoutId: "second" });
    return user;
  };
  const ask = (user: User): Promise<unknown> => erase(user);
  const turn = (user: User): Promise<unknown> => alarm(user);
  const closed = async (): Promise<User> => {
    const user = await small();
    await bind(user, { HISTORY: down() });
    await erase(user);
    await comeDue(user);
    return user;
  };
  const emptied = async (): Promise<User> => {
    const user = await small();
    await erase(user);
    await comeDue(user);
    return user;
  };
  const forgotten = async (): Promise<User> => {
    const user = await emptied();
    await settle(user);
    return user;
  };

  it.each<[string, () => Promise<User>, (user: User) => Promise<unknown>]>([
    ["of the call", small, ask],
    ["of the call that goes on", closed, ask],
    ["of the alarm that goes on", closed, turn],
    ["of the alarm that looks again", emptied, turn],
    ["of the alarm that has nothing to do", forgotten, turn],
  ])("%s, nothing is erased or all of it is in the end", { timeout: 60_000 }, async (_of, start, act) => {
    const first = await start();
    const { steps } = await watch(first, null);
    await act(first);
    expect(steps.length).toBeGreaterThan(0);
    for (const [index] of steps.entries())
      for (const mode of MODES) {
        if (mode === "throws after" && steps[index]?.startsWith("SELECT")) continue;
        const where = `${mode} step ${index + 1}: ${steps[index]}`;
        const user = await start();
        const before = await dumpRoom(user);
        const { release } = await watch(user, { mode, at: index + 1 });
        const said = await act(user).catch(() => null);
        release();
        // As after a crash: what sets an alarm may itself have failed.
        if (!mode.startsWith("dies")) await evict(user);
        if (said !== null && act === ask) expect(await markOf(user), where).not.toBeNull();
        if ((await markOf(user)) === null) {
          expect(await dumpRoom(user), where).toEqual(before);
          expect(await erase(user), where).toMatchObject({ kind: "erased" });
        } else {
          await isClosed(user);
          expect(await alarmOf(user), where).not.toBeNull();
        }
        await settle(user);
        await isNowhere(user);
        expect(await onArchive(user, "SELECT * FROM archived_layouts WHERE user_id = ?1"), where).toEqual([]);
      }
  });
});
