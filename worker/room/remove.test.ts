/** Deleting, bringing back, and what is left when the time for that is over. */
import { describe, expect, it } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import { textsOf } from "./observed.testing.ts";
import {
  alarm,
  archivedOf,
  bind,
  done,
  everyVersion,
  evict,
  forgetful,
  newUser,
  numbersOf,
  onArchive,
  onRoom,
  putAll,
  putOf,
  removeOf,
  rest,
  rollbackOf,
  through,
  type User,
} from "./room.testing.ts";

const marks = (...names: readonly string[]) => names.map((mark) => layoutOf(mark));
const textOf = (mark: string) => JSON.stringify(layoutOf(mark));

const withThree = async (): Promise<User> => {
  const user = newUser();
  await putAll(user, marks("a", "b", "c"));
  await rest(user);
  return user;
};

/** Deleted so long ago that the next alarm purges it. */
const overdue = async (): Promise<User> => {
  const user = await withThree();
  await user.room.remove(removeOf(3, { operationId: "gone" }));
  await rest(user);
  await onRoom(user, "UPDATE layouts SET deleted_at = '2026-01-01T00:00:00.000Z'");
  await evict(user);
  return user;
};

const purged = async (): Promise<User> => {
  const user = await overdue();
  await alarm(user);
  return user;
};

const versionsOf = async ({ room }: User): Promise<number[] | string> => {
  const page = await room.versions("main", everyVersion);
  return page.kind === "found" ? numbersOf(page) : page.kind;
};
const fine = (versions: number) => ({ kind: "verified", report: { ok: true, versions, damaged: [] } });

describe("a deleted layout", () => {
  it("is not there, but its history is, and any version of it brings it back as the next one", async () => {
    const user = await withThree();
    const { room } = user;
    expect(await room.remove(removeOf(3))).toMatchObject({ kind: "removed", version: 3 });
    expect(await room.head("main", [])).toBeNull();
    expect(await room.list({ deleted: false, limit: 9, after: null })).toEqual({ layouts: [], next: null });
    expect((await room.list({ deleted: true, limit: 9, after: null })).layouts).toMatchObject([
      { id: "main" },
    ]);
    expect(await versionsOf(user)).toEqual([3, 2, 1]);
    expect(done(await room.rollback(rollbackOf(1, { base: 3 })))).toMatchObject({
      outcome: "created",
      version: 4,
    });
    await rest(user);
    expect(await textsOf(user)).toEqual([
      [4, textOf("a")],
      [3, textOf("c")],
      [2, textOf("b")],
      [1, textOf("a")],
    ]);
    expect(await room.verify("main")).toEqual(fine(4));
  });

  it("can be created anew, and goes on where it was", async () => {
    const user = await withThree();
    await user.room.remove(removeOf(3));
    expect(done(await user.room.put(putOf(layoutOf("new"))))).toMatchObject({
      outcome: "created",
      version: 4,
    });
    expect(await user.room.verify("main")).toEqual(fine(4));
    await rest(user);
    expect(await versionsOf(user)).toEqual([4, 3, 2, 1]);
  });

  it("says so again when the deletion comes again, and only then", async () => {
    const user = await withThree();
    const first = await user.room.remove(removeOf(3, { operationId: "once" }));
    await evict(user);
    expect(await user.room.remove(removeOf(3, { operationId: "once" }))).toEqual(first);
    expect(await user.room.remove(removeOf(3, { operationId: "twice" }))).toEqual({
      kind: "layout-not-found",
    });
  });

  it("is still there the day before its time is over", async () => {
    const user = await withThree();
    await user.room.remove(removeOf(3));
    const yesterday = new Date(Date.now() - 29 * 24 * 3_600_000).toISOString();
    await onRoom(user, `UPDATE layouts SET deleted_at = '${yesterday}'`);
    await evict(user);
    await alarm(user);
    expect(await versionsOf(user)).toEqual([3, 2, 1]);
    expect(await archivedOf(user)).toEqual([1, 2, 3]);
  });
});

describe("a purged layout", () => {
  it("is gone, from the archive too, with all its operation ids", async () => {
    const user = await purged();
    expect(await versionsOf(user)).toBe("layout-not-found");
    expect(await onRoom(user, "SELECT * FROM operations")).toEqual([]);
    expect(await onRoom(user, "SELECT * FROM versions WHERE layout_id IS NOT NULL")).toEqual([]);
    expect(await onArchive(user, "SELECT * FROM archived_layouts WHERE user_id = ?1")).toEqual([]);
    expect(await user.room.remove(removeOf(3, { operationId: "gone" }))).toEqual({
      kind: "layout-not-found",
    });
    expect(await user.room.rollback(rollbackOf(3, { base: 3 }))).toEqual({ kind: "layout-not-found" });
  });

  it("that is created anew goes on with numbers and chain, and has no other past", async () => {
    const user = await purged();
    expect(done(await user.room.put(putOf(layoutOf("new"), { operationId: "gone" })))).toMatchObject({
      version: 4,
    });
    expect(await versionsOf(user)).toEqual([4]);
    expect(await user.room.verify("main")).toEqual(fine(1));
    await rest(user);
    await evict(user);
    expect(await user.room.verify("main")).toEqual(fine(1));
    await putAll(user, marks("newer"), { base: 4 });
    await rest(user);
    expect(await textsOf(user)).toEqual([
      [5, textOf("newer")],
      [4, textOf("new")],
    ]);
    expect(await user.room.verify("main")).toEqual(fine(2));
  });
});

describe("while the archive is purged", () => {
  /** What happens in the middle of it, with the answer for the room. */
  const meanwhile = (work: () => Promise<unknown>) => {
    let isOver = false;
    return through(async (call) => {
      if (isOver) return call();
      isOver = true;
      await work();
      return call();
    });
  };

  it("nothing of the layout can be seen, and who creates it anew keeps what they save", async () => {
    const user = await overdue();
    const seen: unknown[] = [];
    const work = async () => {
      seen.push(await user.room.rollback(rollbackOf(3, { base: 3 })));
      await putAll(user, marks("new"));
      seen.push(await versionsOf(user), await user.room.version("main", 2));
    };
    await bind(user, { HISTORY: meanwhile(work) });
    await alarm(user);
    expect(seen).toEqual([{ kind: "layout-not-found" }, [4], { kind: "version-not-found" }]);
    await evict(user);
    await rest(user);
    expect(await textsOf(user)).toEqual([[4, textOf("new")]]);
    expect(await archivedOf(user)).toEqual([4]);
    expect(await user.room.verify("main")).toEqual(fine(1));
  });

  it("who creates it anew before the archive was told at all keeps it, too", async () => {
    const user = await overdue();
    await bind(user, { HISTORY: forgetful() });
    await alarm(user);
    await putAll(user, marks("new"));
    expect(await versionsOf(user)).toEqual([4]);
    await evict(user);
    await rest(user);
    expect(await archivedOf(user)).toEqual([4]);
    expect(await user.room.verify("main")).toEqual(fine(1));
  });

  it("a purge that comes late takes nothing out of what was created since", async () => {
    const user = await overdue();
    let late = (): Promise<unknown> => Promise.resolve();
    const held = through((call) => {
      late = call;
      return Promise.reject(new Error("D1_ERROR: Network connection lost."));
    });
    await bind(user, { HISTORY: held });
    await alarm(user);
    await evict(user);
    await rest(user);
    await putAll(user, marks("new", "newer"));
    await rest(user);
    await late();
    expect(await archivedOf(user)).toEqual([4, 5]);
    expect(await user.room.verify("main")).toEqual(fine(2));
  });
});
