/** The room at the limits of what it takes: the largest layouts, the most of them, the longest names. */
import { describe, expect, it } from "vitest";
import { createNoise } from "../history/history.testing.ts";
import { layoutOf } from "../http/api.testing.ts";
import { LIMITS } from "../layout/limits.ts";
import { textsOf } from "./observed.testing.ts";
import {
  alarm,
  archivedOf,
  bind,
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
  rest,
  rollbackOf,
  streamOf,
  through,
} from "./room.testing.ts";

const noise = createNoise();
const fine = (versions: number) => ({ kind: "verified", report: { ok: true, versions, damaged: [] } });

/** As many widgets as there may be, and together almost as large as a layout may be. */
const widgets = (form: string, text: string) =>
  range(0, LIMITS.widgets - 1).map((index) => ({
    id: `${form}${index}`,
    type: "x",
    ...{ x: (index % 4) * 3, y: Math.floor(index / 4) * 2, w: 3, h: 2 },
    config: { text },
  }));
const text = noise(958);
const largest = {
  desktop: widgets("d", text),
  mobile: widgets("m", text),
  columns: { desktop: 12, mobile: 12 },
};
const edited = (layout: typeof largest, form: "desktop" | "mobile", at: number) => ({
  ...layout,
  [form]: layout[form].map((widget, index) =>
    index === at ? { ...widget, config: { text: `${form} ${at}` } } : widget,
  ),
});

/** Of almost 1 MiB, of which nothing can be spared. */
const incompressible = () => ({
  desktop: [{ id: "a", type: "x", x: 0, y: 0, w: 1, h: 1, config: { s: noise(1_048_000) } }],
  mobile: [],
});

it("a layout of 1 MiB with 500 widgets on each form factor goes all the ways there are", {
  timeout: 60_000,
}, async () => {
  const user = newUser();
  expect(JSON.stringify(largest).length).toBeGreaterThan(0.975 * LIMITS.layoutBytes);
  expect(done(await user.room.put(putOf(largest))).outcome).toBe("created");
  const mine = edited(largest, "desktop", 3);
  const theirs = edited(largest, "mobile", 499);
  expect(done(await user.room.put(putOf(theirs, { base: 1, deviceId: "phone" }))).version).toBe(2);
  const merged = done(await user.room.put(putOf(mine, { base: 1, onConflict: "merge" })));
  expect(merged).toMatchObject({ outcome: "merged", version: 3, changes: { edited: 1 } });
  expect(JSON.parse(merged.layoutText ?? "")).toEqual(edited(mine, "mobile", 499));
  expect(done(await user.room.rollback(rollbackOf(1, { base: 3 })))).toMatchObject({
    version: 4,
    changes: { edited: 2 },
  });
  await rest(user);
  const exported = await user.room.export("main", "all");
  if (exported.kind !== "found") throw new Error("no layout");
  const { versions } = JSON.parse(await new Response(exported.stream).text());
  expect(versions).toHaveLength(4);
  const copies = versions.map(({ layout }: { layout: unknown }) => importedOf(layout));
  expect(done(await user.room.import(importOf({ layoutId: "copy" }), streamOf(copies)))).toMatchObject({
    outcome: "created",
    version: 4,
  });
  await rest(user);
  expect(await textsOf(user, { id: "copy" })).toEqual(await textsOf(user));
  expect(await user.room.prune("main", 2)).toEqual({ kind: "pruned", kept: 2, removed: 2 });
  expect(await user.room.verify("main")).toEqual(fine(2));
  expect(await user.room.verify("copy")).toEqual(fine(4));
});

it("sixty versions of 1 MiB are published, thinned and proved, never many of them at once", {
  timeout: 90_000,
}, async () => {
  const user = newUser();
  let most = 0;
  const weighed = through(async (call) => {
    const result = await call();
    most = Math.max(most, JSON.stringify(result).length);
    return result;
  });
  const saved: string[] = [];
  for (const version of range(1, 60)) {
    const layout = incompressible();
    saved.push(String(JSON.stringify(layout).length));
    expect(
      done(await user.room.put(putOf(layout, { base: version === 1 ? null : version - 1 }))).version,
    ).toBe(version);
    if (version % 8 === 0) await alarm(user);
  }
  await bind(user, { HISTORY: weighed });
  await rest(user);
  expect(await archivedOf(user)).toHaveLength(50);
  expect(await user.room.verify("main")).toEqual(fine(50));
  expect(most).toBeLessThan(12 * 1024 * 1024);
});

it("a hundred layouts live in one room, and each has its own history", { timeout: 30_000 }, async () => {
  const user = newUser();
  const ids = range(1, 100).map((number) => `layout-${String(number).padStart(3, "0")}`);
  for (const layoutId of ids)
    await putAll(user, [layoutOf(`${layoutId} a`), layoutOf(`${layoutId} b`)], { layoutId });
  await rest(user);
  await evict(user);
  const page = await user.room.list({ deleted: false, limit: 60, after: null });
  const next = await user.room.list({ deleted: false, limit: 60, after: page.next });
  expect([...page.layouts, ...next.layouts].map(({ id }) => id)).toEqual(ids);
  expect(next.next).toBeNull();
  for (const layoutId of ids.filter((_, index) => index % 9 === 0)) {
    expect(await archivedOf(user, { layoutId })).toEqual([1, 2]);
    expect((await textsOf(user, { id: layoutId }))[1]).toEqual([
      1,
      JSON.stringify(layoutOf(`${layoutId} a`)),
    ]);
    expect(await user.room.verify(layoutId)).toEqual(fine(2));
  }
  expect(await user.room.lag()).toEqual({ versions: 0, oldest: null });
});

describe("the longest names", () => {
  const id = "Z_.:-9".repeat(11).slice(0, 64);
  const description = "é日😀\u0000\u2028\"'\\%_".repeat(50).slice(0, 500);

  it("are kept as they are, in the room and in the archive", async () => {
    const user = newUser();
    const wish = {
      layoutId: id,
      deviceId: id,
      description,
      changeType: "manual",
      operationId: "~!@".repeat(42).slice(0, 128),
    } as const;
    await putAll(user, [layoutOf("a")], wish);
    await putAll(user, [layoutOf("b")], { layoutId: id, base: 1 });
    const before = await user.room.versions(id, everyVersion);
    expect(before).toMatchObject({ versions: [{}, { description, deviceId: id, changeType: "manual" }] });
    await rest(user);
    await putAll(user, [layoutOf("c")], { layoutId: id, base: 2 });
    await rest(user);
    const after = await user.room.versions(id, everyVersion);
    expect(after.kind === "found" && after.versions.slice(1)).toEqual(
      before.kind === "found" && before.versions,
    );
    const other = "\u0000 ' -- 😀".repeat(40).slice(0, 500);
    expect(await user.room.describe(id, 2, { description: other })).toMatchObject({
      version: { description: other },
    });
    expect(await user.room.version(id, 2)).toMatchObject({ version: { description: other } });
    expect(await user.room.verify(id)).toEqual(fine(3));
  });
});

it("a history is listed page by page, however many of it are in the room", async () => {
  const user = newUser();
  await user.room.import(importOf(), streamOf(range(1, 45).map((mark) => importedOf(layoutOf(`v${mark}`)))));
  await rest(user);
  await putAll(
    user,
    range(46, 50).map((mark) => layoutOf(`v${mark}`)),
    { base: 45 },
  );
  for (const limit of [1, 2, 4, 5, 6, 7, 25, 49, 50, 51, 100]) {
    const seen: number[] = [];
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
      const page = await user.room.versions("main", { limit, before });
      if (page.kind !== "found") throw new Error(page.kind);
      seen.push(...numbersOf(page));
      expect(page.versions.length).toBe(Math.min(limit, 50 - seen.length + page.versions.length));
      before = page.next;
    }
    expect(seen, `pages of ${limit}`).toEqual(range(1, 50).reverse());
  }
  expect(await user.room.versions("main", { limit: 5, before: 1 })).toMatchObject({
    versions: [],
    next: null,
  });
});
