/** Law 2: an operation id takes effect once, as long as the history of its layout lives. */
import { describe, expect, it } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import { textsOf } from "./observed.testing.ts";
import {
  done,
  everyVersion,
  evict,
  importedOf,
  importOf,
  newUser,
  numbersOf,
  putAll,
  putOf,
  range,
  removeOf,
  rest,
  rollbackOf,
  streamOf,
  type User,
} from "./room.testing.ts";

const once = { operationId: "once" };
const phone = layoutOf("phone").desktop.map((widget) => ({ ...widget, id: "phone" }));
const marks = (...names: readonly string[]) => names.map((mark) => layoutOf(mark, 2));
const versionsOf = async ({ room }: User): Promise<number[]> => {
  const page = await room.versions("main", everyVersion);
  return page.kind === "found" ? numbersOf(page) : [];
};

const withTwo = async (): Promise<User> => {
  const user = newUser();
  await putAll(user, marks("a", "b"));
  return user;
};
/** More saves, and of all before them only the newest is kept. */
const movedOn = async (user: User) => {
  const [newest = 0] = await versionsOf(user);
  await putAll(user, marks("x", "y"), { base: newest });
  await rest(user);
  expect(await user.room.prune("main", 1)).toMatchObject({ kind: "pruned", kept: 1 });
  await evict(user);
};

const calls = [
  ["a save", ({ room }: User) => room.put(putOf(layoutOf("c", 2), { base: 2, ...once }))],
  [
    "a save that changed nothing",
    ({ room }: User) => room.put(putOf(layoutOf("b", 2), { base: 2, ...once })),
  ],
  [
    "a save with a version set aside",
    ({ room }: User) => room.put(putOf(layoutOf("c", 2), { base: 2, setAside: layoutOf("theirs"), ...once })),
  ],
  [
    "a merge",
    ({ room }: User) =>
      room.put(putOf({ ...layoutOf("a", 2), mobile: phone }, { base: 1, onConflict: "merge", ...once })),
  ],
  ["a rollback", ({ room }: User) => room.rollback(rollbackOf(1, { base: 2, ...once }))],
  [
    "a rollback of a form factor",
    ({ room }: User) => room.rollback(rollbackOf(1, { base: 2, only: { form: "desktop" }, ...once })),
  ],
  [
    "an import",
    ({ room }: User) =>
      room.import(
        importOf({ base: 2, ...once }),
        streamOf([importedOf(layoutOf("c", 2)), importedOf(layoutOf("d", 2))]),
      ),
  ],
] as const;

describe("sent again", () => {
  it.each(calls)("%s says what it said, and does nothing", async (_name, call) => {
    const user = await withTwo();
    const first = done(await call(user));
    const { layoutText: _, ...said } = first;
    for (const again of ["at once", "when published", "after an eviction", "after another save"]) {
      if (again === "when published") await rest(user);
      if (again === "after an eviction") await evict(user);
      if (again === "after another save") await putAll(user, marks("other"), { base: first.version });
      const versions = await versionsOf(user);
      expect(done(await call(user)), again).toMatchObject({ ...said, outcome: "replayed" });
      expect(await versionsOf(user), again).toEqual(versions);
    }
  });

  it.each(calls)(
    "%s is known when what it made was thinned away, and the head is what became of it",
    async (_name, call) => {
      const user = await withTwo();
      await call(user);
      await movedOn(user);
      const versions = await textsOf(user);
      expect(versions).toHaveLength(1);
      const reply = done(await call(user));
      expect(reply.outcome).toBe("replayed");
      // Who is not told a layout goes on with the one that they sent.
      if (reply.layoutText !== null) expect([reply.version, reply.layoutText]).toEqual(versions[0]);
      expect(await textsOf(user)).toEqual(versions);
    },
  );

  it.each(calls)("%s is known even where the layout was deleted and created anew", async (_name, call) => {
    const user = await withTwo();
    const { version } = done(await call(user));
    await user.room.remove(removeOf(version));
    await putAll(user, marks("new"));
    const versions = await versionsOf(user);
    expect(done(await call(user)).outcome).toBe("replayed");
    expect(await versionsOf(user)).toEqual(versions);
  });

  it.each(calls)("%s with other words is refused", async (_name, call) => {
    const user = await withTwo();
    await call(user);
    const versions = await versionsOf(user);
    const other = { base: versions[0] ?? 0, ...once };
    const refusals = [
      await user.room.put(putOf(layoutOf("other"), other)),
      await user.room.put(putOf(layoutOf("c", 2), { ...other, description: "other" })),
      await user.room.rollback(rollbackOf(2, other)),
      await user.room.import(importOf(other), streamOf([importedOf(layoutOf("other"))])),
      await user.room.remove(removeOf(other.base, once)),
    ];
    expect(refusals.map(({ kind }) => kind)).toEqual(range(1, 5).map(() => "idempotency-mismatch"));
    expect(await versionsOf(user)).toEqual(versions);
  });
});

it("an operation id of one layout is taken for every other one, too", async () => {
  const user = await withTwo();
  await user.room.put(putOf(layoutOf("c", 2), { base: 2, ...once }));
  const other = await user.room.put(putOf(layoutOf("c", 2), { layoutId: "other", ...once }));
  expect(other).toEqual({ kind: "idempotency-mismatch" });
});

it("two that come at the same time make one version", async () => {
  const user = await withTwo();
  const call = () => user.room.put(putOf(layoutOf("c", 2), { base: 2, ...once }));
  const replies = await Promise.all(range(1, 10).map(call));
  expect(replies.map((reply) => done(reply).outcome).sort()).toEqual([
    ...range(1, 9).map(() => "replayed"),
    "saved",
  ]);
  expect(await versionsOf(user)).toEqual([3, 2, 1]);
});
