/** Which of several databases has a user's history: chosen once, remembered, and never missed for a save. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { chooseShard } from "../history/shards.ts";
import { layoutOf } from "../http/api.testing.ts";
import { textsOf } from "./observed.testing.ts";
import {
  alarm,
  archivedOf,
  bind,
  evict,
  newUser,
  onRoom,
  putAll,
  range,
  rest,
  type User,
} from "./room.testing.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      /** A second database; see worker/vitest.config.ts. */
      readonly SHARD: D1Database;
    }
  }
}

const both = { HISTORY: env.HISTORY, HISTORY_1: env.SHARD };
const onlyFirst = { HISTORY: env.HISTORY, HISTORY_1: undefined };
const onlySecond = { HISTORY: undefined, HISTORY_1: env.SHARD };
const neither = { HISTORY: undefined, HISTORY_1: undefined };

beforeAll(async () => {
  await env.SHARD.batch(env.TEST_SCHEMA.map((statement) => env.SHARD.prepare(statement)));
});

const saved = async (user: User, from: number, to: number): Promise<void> => {
  await putAll(
    user,
    range(from, to).map((version) => layoutOf(`v${version}`)),
    { base: from === 1 ? null : from - 1 },
  );
};
const placesOf = async (user: User) => ({
  HISTORY: await archivedOf(user, { database: env.HISTORY }),
  HISTORY_1: await archivedOf(user, { database: env.SHARD }),
});
const rememberedBy = async (user: User) =>
  (await onRoom<{ value: string }>(user, "SELECT value FROM meta WHERE key = 'archive'"))[0]?.value;

/** A user whose hash chooses this one. */
const userOf = (shard: string): User => {
  for (let number = 0; ; number += 1) {
    const userId = `${shard}-${number}-${performance.now()}`;
    if (chooseShard(both, userId) === shard) return newUser(userId);
  }
};

it("users are spread over all databases, each always to the same", () => {
  const many = { ...both, HISTORY_2: {}, HISTORY_10: {}, HISTORY_OPEN: "", HISTORY_0: {}, OTHER: {} };
  const chosen = range(1, 400).map((number) => chooseShard(many, `user-${number}`));
  for (const name of ["HISTORY", "HISTORY_1", "HISTORY_2", "HISTORY_10"])
    expect(chosen.filter((one) => one === name).length).toBeGreaterThan(60);
  expect(new Set(chosen).size).toBe(4);
  expect(range(1, 400).map((number) => chooseShard(many, `user-${number}`))).toEqual(chosen);
});

it("only those that are open take new users; where none of these is bound all are", () => {
  const choose = (open: string) =>
    new Set(range(1, 50).map((number) => chooseShard({ ...both, HISTORY_OPEN: open }, `user-${number}`)));
  expect(choose("HISTORY_1")).toEqual(new Set(["HISTORY_1"]));
  expect(choose("  HISTORY   HISTORY_7 ")).toEqual(new Set(["HISTORY"]));
  expect(choose("HISTORY_7")).toEqual(new Set(["HISTORY", "HISTORY_1"]));
});

it.each(["HISTORY", "HISTORY_1"] as const)(
  "a room that chose %s remembers it, whatever is added or closed",
  async (shard) => {
    const user = userOf(shard);
    const other = shard === "HISTORY" ? "HISTORY_1" : "HISTORY";
    await bind(user, { ...both, HISTORY_OPEN: "" });
    await saved(user, 1, 2);
    expect(await rememberedBy(user)).toBe(shard);
    await alarm(user);
    for (const open of [other, `${other} HISTORY_2`]) {
      const versions = (await placesOf(user))[shard].length;
      await evict(user);
      await bind(user, { ...both, HISTORY_2: env.HISTORY, HISTORY_OPEN: open });
      await saved(user, versions + 1, versions + 1);
      await alarm(user);
      expect(await placesOf(user)).toEqual({ HISTORY: [], HISTORY_1: [], [shard]: range(1, versions + 1) });
    }
    expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 4 } });
  },
);

it("while the database that it chose is not bound, it saves, lists what it has, and writes to no other", async () => {
  const user = userOf("HISTORY_1");
  await bind(user, both);
  await saved(user, 1, 2);
  await alarm(user);
  await evict(user);
  await bind(user, onlyFirst);
  await saved(user, 3, 4);
  await alarm(user);
  expect(await user.room.lag()).toMatchObject({ versions: 2 });
  expect(await user.room.versions("main", { limit: 10, before: 10 })).toMatchObject({ incomplete: true });
  expect(await user.room.prune("main", 1)).toEqual({ kind: "unavailable" });
  expect(await user.room.version("main", 1)).toEqual({ kind: "unavailable" });
  expect(await placesOf(user)).toEqual({ HISTORY: [], HISTORY_1: [1, 2] });
  await bind(user, both);
  await rest(user);
  expect(await placesOf(user)).toEqual({ HISTORY: [], HISTORY_1: [1, 2, 3, 4] });
  expect((await textsOf(user)).length).toBe(4);
});

it("where no database is bound at all, a first save is durable all the same, and chooses when one is", async () => {
  const user = newUser();
  await bind(user, neither);
  await saved(user, 1, 2);
  await alarm(user);
  expect(await user.room.lag()).toMatchObject({ versions: 2 });
  expect(await user.room.versions("main", { limit: 10, before: 10 })).toMatchObject({ incomplete: true });
  expect(await rememberedBy(user)).toBeUndefined();
  await bind(user, onlySecond);
  await alarm(user);
  expect(await rememberedBy(user)).toBe("HISTORY_1");
  expect(await placesOf(user)).toEqual({ HISTORY: [], HISTORY_1: [1, 2] });
  await evict(user);
  await bind(user, both);
  await saved(user, 3, 3);
  await alarm(user);
  expect(await placesOf(user)).toEqual({ HISTORY: [], HISTORY_1: [1, 2, 3] });
});
