/** What happens in a room while it waits for something else: for D1, for a file that is still coming in. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import { textsOf } from "./observed.testing.ts";
import {
  alarm,
  archivedOf,
  bind,
  done,
  importedOf,
  importOf,
  newUser,
  putAll,
  putOf,
  range,
  rest,
  rollbackOf,
  through,
  type User,
} from "./room.testing.ts";

const marks = (from: number, to: number) => range(from, to).map((version) => layoutOf(`v${version}`));
const textOf = (mark: string) => JSON.stringify(layoutOf(mark));
const fine = (versions: number) => ({ kind: "verified", report: { ok: true, versions, damaged: [] } });
const lost = () => Promise.reject(new Error("D1_ERROR: Network connection lost."));

const archived = async (versions: number): Promise<User> => {
  const user = newUser();
  await putAll(user, marks(1, versions));
  await rest(user);
  return user;
};

it("what needs the archive waits for its turn, and saves go on between", async () => {
  const user = await archived(12);
  await putAll(user, marks(13, 13), { base: 12 });
  const answers = await Promise.all([
    user.room.prune("main", 8),
    user.room.describe("main", 2, { pinned: true }),
    user.room.prune("main", 4),
    alarm(user),
    user.room.put(putOf(layoutOf("v14"), { base: 13 })),
    user.room.verify("main"),
    user.room.prune("main", 3),
    user.room.describe("main", 13, { description: "x" }),
    user.room.put(putOf(layoutOf("v15"), { base: 14 })),
  ]);
  expect(answers.map((answer) => (typeof answer === "object" ? answer.kind : answer))).toEqual([
    ...["pruned", "version-not-found", "pruned", true, "done", "verified", "pruned", "found", "done"],
  ]);
  expect(answers[5]).toMatchObject({ report: { ok: true } });
  await rest(user);
  expect((await textsOf(user)).map(([, text]) => text).slice(0, 2)).toEqual([textOf("v15"), textOf("v14")]);
  const left = (await archivedOf(user)).length;
  expect(await user.room.verify("main")).toEqual(fine(left));
});

it("a thinning that arrives late takes out nothing that was pinned since", async () => {
  const user = await archived(6);
  let late = (): Promise<unknown> => Promise.resolve();
  // Outline, rows, and then what is held back: the rewriting.
  let calls = 0;
  const held = through((call) => {
    calls += 1;
    if (calls < 3) return call();
    late = call;
    return lost();
  });
  await bind(user, { HISTORY: held });
  expect(await user.room.prune("main", 2)).toEqual({ kind: "unavailable" });
  await bind(user, { HISTORY: env.HISTORY });
  expect(await user.room.describe("main", 2, { pinned: true })).toMatchObject({ kind: "found" });
  await late();
  expect(await archivedOf(user)).toEqual(range(1, 6));
  expect(await user.room.prune("main", 2)).toMatchObject({ kind: "pruned", kept: 2 });
  expect(await textsOf(user)).toEqual([
    [6, textOf("v6")],
    [2, textOf("v2")],
  ]);
  await late();
  expect(await user.room.verify("main")).toEqual(fine(2));
});

/** A file that comes in as slowly as the test likes. */
const slowFile = () => {
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  return {
    readable,
    send: (mark: string) => writer.write(encoder.encode(`${JSON.stringify(importedOf(layoutOf(mark)))}\n`)),
    end: () => writer.close(),
    breakOff: () => writer.abort(new Error("gone")),
  };
};

it("an import that is still coming in keeps nobody waiting, and is not written over", async () => {
  const user = await archived(3);
  const file = slowFile();
  const answer = user.room.import(importOf({ layoutId: "copy" }), file.readable);
  await file.send("a");
  await putAll(user, marks(4, 20), { base: 3 });
  await alarm(user);
  await file.send("b");
  // A transaction that is undone makes the room look at its slots again.
  expect((await user.room.rollback(rollbackOf(1, { base: 2 }))).kind).toBe("version-conflict");
  await putAll(user, marks(21, 60), { base: 20 });
  await alarm(user);
  await file.send("c");
  await putAll(user, marks(61, 70), { base: 60 });
  await file.end();
  expect(done(await answer)).toMatchObject({ outcome: "created", version: 3 });
  await rest(user);
  expect(await textsOf(user, { id: "copy" })).toEqual([
    [3, textOf("c")],
    [2, textOf("b")],
    [1, textOf("a")],
  ]);
  expect((await textsOf(user, { limit: 10 })).map(([, text]) => text)).toEqual(
    range(61, 70)
      .reverse()
      .map((version) => textOf(`v${version}`)),
  );
  expect(await user.room.verify("main")).toMatchObject({ report: { ok: true } });
});

it("two imports at once come in one after the other, whole", async () => {
  const user = newUser();
  const [one, two] = [slowFile(), slowFile()];
  const answers = [
    user.room.import(importOf({ layoutId: "one" }), one.readable),
    user.room.import(importOf({ layoutId: "two" }), two.readable),
  ] as const;
  for (const number of range(1, 3)) {
    await one.send(`one ${number}`);
    await two.send(`two ${number}`);
  }
  await one.end();
  expect(done(await answers[0]).version).toBe(3);
  await putAll(user, marks(1, 5));
  await two.send("two 4");
  await two.end();
  expect(done(await answers[1]).version).toBe(4);
  await rest(user);
  expect((await textsOf(user, { id: "one" })).map(([, text]) => text)).toEqual(
    [3, 2, 1].map((n) => textOf(`one ${n}`)),
  );
  expect((await textsOf(user, { id: "two" })).map(([, text]) => text)).toEqual(
    [4, 3, 2, 1].map((n) => textOf(`two ${n}`)),
  );
});

it("an import that breaks off leaves nothing behind, and its room is used again", async () => {
  const user = await archived(2);
  const file = slowFile();
  const answer = user.room.import(importOf({ base: 2 }), file.readable);
  await file.send("a");
  await file.send("b");
  await file.breakOff();
  expect(await answer).toEqual({ kind: "unavailable" });
  await putAll(user, marks(3, 6), { base: 2 });
  await rest(user);
  expect(await textsOf(user)).toEqual(
    range(1, 6)
      .reverse()
      .map((version) => [version, textOf(`v${version}`)]),
  );
});

it("an import onto a head that moved meanwhile is refused, and both sides stay as they are", async () => {
  const user = await archived(2);
  const file = slowFile();
  const answer = user.room.import(importOf({ base: 2 }), file.readable);
  await file.send("a");
  await putAll(user, marks(3, 3), { base: 2 });
  await file.end();
  expect(await answer).toMatchObject({ kind: "version-conflict", version: 3 });
  expect((await textsOf(user)).map(([version]) => version)).toEqual([3, 2, 1]);
});
