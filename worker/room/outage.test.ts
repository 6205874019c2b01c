/** D1 that is slow, down, or does what it is asked and never says so: saves go on, and it all arrives once. */
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import { observe, textsOf } from "./observed.testing.ts";
import {
  alarm,
  alarmOf,
  archivedOf,
  bind,
  done,
  down,
  everyVersion,
  evict,
  forgetful,
  hung,
  newUser,
  numbersOf,
  onArchive,
  putAll,
  putOf,
  range,
  rest,
  rollbackOf,
  through,
  type User,
} from "./room.testing.ts";
import { retryAfterMs } from "./upkeep.ts";

const marks = (from: number, to: number) => range(from, to).map((version) => layoutOf(`v${version}`));
const textOf = (version: number) => JSON.stringify(layoutOf(`v${version}`));
const saved = (user: User, from: number, to: number) =>
  putAll(user, marks(from, to), { base: from === 1 ? null : from - 1 });
const allTexts = (to: number) =>
  range(1, to)
    .map((version) => [version, textOf(version)])
    .reverse();

/** 1 and 2 in the archive, the newer of them in the room, too. */
const archived = async (): Promise<User> => {
  const user = newUser();
  await saved(user, 1, 2);
  await rest(user);
  return user;
};

/** Lets timers go off so many times sooner. @returns what they were set to. */
const hurry = (times: number): readonly number[] => {
  const limits: number[] = [];
  const { setTimeout } = globalThis;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((work: () => void, waitMs = 0) => {
    limits.push(waitMs);
    return setTimeout(work, waitMs / times);
  }) as typeof setTimeout);
  return limits;
};

const back = (user: User) => bind(user, { HISTORY: env.HISTORY });

describe.each([
  ["that is down", down],
  ["that never says what it did", forgetful],
])("an archive %s", (_how, broken) => {
  it("slows no save, and what the room has is listed and read", async () => {
    const user = await archived();
    await bind(user, { HISTORY: broken() });
    await saved(user, 3, 6);
    await alarm(user);
    await saved(user, 7, 7);
    const page = await user.room.versions("main", everyVersion);
    expect(page).toMatchObject({ kind: "found", incomplete: true, next: null });
    expect(page.kind === "found" && numbersOf(page)).toEqual([7, 6, 5, 4, 3, 2]);
    expect(await user.room.version("main", 4)).toMatchObject({ layoutText: textOf(4) });
    expect(await user.room.changes("main", 7, 3)).toMatchObject({ kind: "found" });
    expect(await user.room.head("main", [])).toMatchObject({ version: 7, layoutText: textOf(7) });
    expect(done(await user.room.rollback(rollbackOf(3, { base: 7 }))).version).toBe(8);
    expect(await user.room.lag()).toMatchObject({ versions: 6 });
  });

  it("gets each version once when it is back", async () => {
    const user = await archived();
    await bind(user, { HISTORY: broken() });
    for (const version of [3, 4, 5]) {
      await saved(user, version, version);
      await alarm(user);
    }
    await back(user);
    await rest(user);
    expect(await archivedOf(user)).toEqual(range(1, 5));
    expect(await textsOf(user)).toEqual(allTexts(5));
    await evict(user);
    expect(await user.room.verify("main")).toEqual({
      kind: "verified",
      report: { ok: true, versions: 5, damaged: [] },
    });
    expect(await user.room.lag()).toEqual({ versions: 0, oldest: null });
  });

  it("is said to be unavailable where it is needed", async () => {
    const user = await archived();
    await bind(user, { HISTORY: broken() });
    const unavailable = { kind: "unavailable" };
    expect(await user.room.version("main", 1)).toEqual(unavailable);
    expect(await user.room.changes("main", 2, 1)).toEqual(unavailable);
    expect(await user.room.rollback(rollbackOf(1, { base: 2 }))).toEqual(unavailable);
    expect(await user.room.describe("main", 2, { pinned: true })).toEqual(unavailable);
    expect(await user.room.prune("main", 1)).toEqual(unavailable);
    expect(await user.room.verify("main")).toEqual(unavailable);
    expect(await user.room.version("main", 9)).toEqual({ kind: "version-not-found" });
    expect(await user.room.verify("other")).toEqual({ kind: "layout-not-found" });
  });
});

it("while the archive is down nothing is changed by what needs it", async () => {
  const user = await archived();
  await saved(user, 3, 3);
  const before = await observe(user);
  const rows = () => onArchive(user, "SELECT * FROM archived_versions WHERE id BETWEEN $KEY AND $KEY + 99");
  const rowsBefore = await rows();
  await bind(user, { HISTORY: down() });
  await user.room.describe("main", 2, { description: "x", pinned: true });
  await user.room.describe("main", 3, { description: "x", pinned: true });
  await user.room.prune("main", 1);
  await user.room.verify("main");
  await back(user);
  expect(await observe(user)).toEqual(before);
  expect(await rows()).toEqual(rowsBefore);
});

it("a stale save whose base can't be had is refused, and merges when it comes again", async () => {
  const user = newUser();
  const phone = layoutOf("phone").desktop.map((widget) => ({ ...widget, id: "phone" }));
  await putAll(user, [layoutOf("a"), layoutOf("b")]);
  await rest(user);
  await bind(user, { HISTORY: down() });
  const stale = putOf(
    { ...layoutOf("a"), mobile: phone },
    { base: 1, onConflict: "merge", operationId: "o" },
  );
  const refused = await user.room.put(stale);
  expect(refused).toMatchObject({ kind: "version-conflict", version: 2 });
  if (refused.kind !== "version-conflict") return;
  expect(JSON.parse(refused.details)).toMatchObject({ conflicts: [], head: { layout: layoutOf("b") } });
  expect(JSON.parse(refused.details)).not.toHaveProperty("base");
  await back(user);
  expect(done(await user.room.put(stale))).toMatchObject({ outcome: "merged", version: 3 });
});

it("a rollback that comes again is recognised without the archive", async () => {
  const user = await archived();
  const again = () => user.room.rollback(rollbackOf(1, { base: 2, operationId: "back" }));
  const first = done(await again());
  await bind(user, { HISTORY: down() });
  expect(await again()).toEqual({ ...first, outcome: "replayed" });
});

it("the room tries again later and later, five minutes at most, for ever", async () => {
  const user = newUser();
  await bind(user, { HISTORY: down() });
  await saved(user, 1, 1);
  for (const failure of range(1, 12)) {
    expect(await alarm(user)).toBe(true);
    const waitMs = ((await alarmOf(user)) ?? 0) - Date.now();
    expect(waitMs).toBeLessThanOrEqual(retryAfterMs(failure));
    expect(waitMs).toBeGreaterThan(retryAfterMs(failure) - 5_000);
  }
  expect([1, 2, 8, 9, 1_000].map(retryAfterMs)).toEqual([2_000, 4_000, 256_000, 300_000, 300_000]);
  // More saves don't make it try sooner, nor does waking up.
  await saved(user, 2, 3);
  await evict(user);
  expect(((await alarmOf(user)) ?? 0) - Date.now()).toBeGreaterThan(250_000);
  await rest(user);
  await alarm(user);
  expect(await archivedOf(user)).toEqual([1, 2, 3]);
  // And after that it starts with two seconds again.
  await bind(user, { HISTORY: down() });
  await saved(user, 4, 4);
  await alarm(user);
  expect(((await alarmOf(user)) ?? 0) - Date.now()).toBeLessThanOrEqual(2_000);
});

it("what is saved while a batch is on its way is neither lost nor taken for published", async () => {
  const user = newUser();
  await saved(user, 1, 2);
  const slow = through(async (call) => {
    const head = Number(await user.room.head("main", "any"));
    if (head < 5) await saved(user, head + 1, head + 1);
    return call();
  });
  await bind(user, { HISTORY: slow });
  await alarm(user);
  expect(await user.room.lag()).toMatchObject({ versions: 0 });
  expect(await archivedOf(user)).toEqual(range(1, 5));
  expect(await textsOf(user)).toEqual(allTexts(5));
});

it("a batch that arrives after the one that was sent in its place adds nothing", async () => {
  const user = newUser();
  await saved(user, 1, 3);
  let late = (): Promise<unknown> => Promise.resolve();
  const held = through((call) => {
    late = call;
    return Promise.reject(new Error("D1_ERROR: Network connection lost."));
  });
  await bind(user, { HISTORY: held });
  await alarm(user);
  await back(user);
  await saved(user, 4, 5);
  await rest(user);
  await user.room.prune("main", 2);
  await late();
  expect(await archivedOf(user)).toEqual([4, 5]);
  expect(await user.room.verify("main")).toMatchObject({ report: { ok: true, versions: 2 } });
});

it("who is refused for one layout publishes all others", async () => {
  const user = newUser();
  await saved(user, 1, 2);
  await putAll(user, marks(1, 2), { layoutId: "other" });
  await rest(user);
  // As if the archive knew more of it than the room: nothing can be added.
  await onArchive(user, "UPDATE archived_layouts SET version = 1000 WHERE user_id = ?1 AND layout_id = ?2");
  await saved(user, 3, 4);
  await putAll(user, marks(3, 3), { base: 2, layoutId: "other" });
  await alarm(user);
  expect(await archivedOf(user, { layoutId: "other" })).toEqual([1, 2, 3]);
  expect(await user.room.lag()).toMatchObject({ versions: 2 });
  expect(await user.room.prune("other", 1)).toMatchObject({ kind: "pruned", kept: 1 });
  expect(await user.room.prune("main", 1)).toEqual({ kind: "unavailable" });
  expect(await textsOf(user)).toEqual(allTexts(4));
});

it("nobody waits long for an archive that never answers", { timeout: 20_000 }, async () => {
  const user = await archived();
  await bind(user, { HISTORY: hung() });
  const limits = hurry(20);
  await saved(user, 3, 4);
  const [page, read, stale] = await Promise.all([
    user.room.versions("main", everyVersion),
    user.room.version("main", 1),
    user.room.put(putOf(layoutOf("stale"), { base: 1, onConflict: "merge" })),
  ]);
  // Other rooms set theirs meanwhile: their alarms ring when they will.
  expect(limits.filter((waitMs) => waitMs === 5_000).length).toBeGreaterThanOrEqual(3);
  expect(page.kind === "found" && [numbersOf(page), page.incomplete]).toEqual([[4, 3, 2], true]);
  expect(read).toEqual({ kind: "unavailable" });
  expect(stale).toMatchObject({ kind: "version-conflict", version: 4 });
  await alarm(user);
  expect(limits).toContain(10_000);
  await back(user);
  await alarm(user);
  expect(await archivedOf(user)).toEqual(range(1, 4));
  vi.restoreAllMocks();
});
