/** Each setting of the configuration, with what would not be so if nobody looked at it. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Layout } from "../../worker/layout/schema.ts";
import { headOf, notes, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { docIdOf } from "../offline/store.ts";
import type { ConfigChange } from "./config.ts";
import { createLocks, createPage, SESSION } from "./manager.testing.ts";

const DOC = docIdOf(SESSION.user.id, "main");
const x = (a: string, b = "seed"): Layout => notes({ a, b });

const started = async (config: ConfigChange = {}, options: Parameters<typeof createPage>[0] = {}) => {
  const page = createPage(options);
  void page.manager.start();
  expect(await page.manager.updateConfig(config)).toMatchObject({ ok: true });
  await page.clock.advance(2_000);
  return page;
};
type Page = Awaited<ReturnType<typeof started>>;

const serverHas = ({ server }: Page) => textsOf(server.current()?.layout);

/** Another device saves on top of what is there. */
const theirs = ({ server }: Page, layout: Layout): void => {
  const { version = null, layout: before = layout } = server.current() ?? {};
  const row = { base: { version, layout: before }, changeType: "auto", opId: `theirs-${version}`, layout };
  server.put(row as never, "device-2");
};

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("updateConfig", () => {
  it("answers what holds from now on, and changes nothing where it refuses", async () => {
    const { manager } = await started();
    expect(await manager.updateConfig({ maxVersions: 7 })).toEqual({ ok: true, value: manager.getConfig() });
    const before = manager.getConfig();
    expect(await manager.updateConfig({ maxVersions: 8, autoSaveDelay: -1 })).toMatchObject({ ok: false });
    expect(manager.getConfig()).toBe(before);
    expect(before.maxVersions).toBe(7);
  });
});

describe("autoSave off", () => {
  it("leaves edits as drafts on the device until a save is asked for", async () => {
    const page = await started({ autoSave: false });
    page.manager.edit(() => x("one"));
    const saved = page.manager.saveLayout(SESSION.user.id, x("two"));
    page.manager.undo();
    page.manager.redo();
    await page.clock.advance(60_000);
    page.manager.leave();
    await page.clock.advance(60_000);
    expect(page.network.puts).toEqual([]);
    expect(await saved).toEqual({ success: true, source: "local" });
    const { draft, rows } = await page.store.read(DOC);
    expect([textsOf(draft?.layout)["a"], rows]).toEqual(["two", []]);
    page.manager.saveNow();
    await page.clock.advance(0);
    expect(serverHas(page)["a"]).toBe("two");
  });

  it("still saves at once what is to be saved at once, and what has a name", async () => {
    const page = await started({ autoSave: false });
    const one = page.manager.saveLayout(SESSION.user.id, x("one"), { immediate: true });
    await page.clock.advance(0);
    expect(await one).toMatchObject({ source: "remote", version: 1 });
    const two = page.manager.saveLayout(SESSION.user.id, x("two"), { description: "Two" });
    await page.clock.advance(0);
    expect(await two).toMatchObject({ source: "remote", version: 2 });
  });

  it("keeps what was wished for of a device that could not store it", async () => {
    const inner = createMemoryStore();
    let isFull = false;
    const update: typeof inner.update = (id, change) =>
      isFull ? Promise.reject(new Error("full")) : inner.update(id, change);
    const page = await started({ autoSave: false }, { store: { ...inner, update } });
    isFull = true;
    page.manager.edit(() => x("draft"));
    await page.clock.advance(5_000);
    isFull = false;
    await page.clock.advance(5_000);
    expect(page.network.puts).toEqual([]);
    expect(textsOf((await page.store.read(DOC)).draft?.layout)["a"]).toBe("draft");
    isFull = true;
    page.manager.edit(() => x("asked for"), { immediate: true });
    await page.clock.advance(1_000);
    isFull = false;
    await page.clock.advance(5_000);
    expect(serverHas(page)["a"]).toBe("asked for");
    isFull = true;
    page.manager.edit(() => x("told to"));
    page.manager.saveNow();
    await page.clock.advance(1_000);
    isFull = false;
    await page.clock.advance(5_000);
    expect(serverHas(page)["a"]).toBe("told to");
  });

  it("keeps the last page's draft a draft", async () => {
    const first = await started({ autoSave: false });
    first.manager.edit(() => x("draft"));
    await first.clock.advance(1_000);
    const { server, store, network, clock } = first;
    const next = await started({ autoSave: false }, { server, store, network, clock });
    await clock.advance(60_000);
    expect(textsOf(next.manager.state.layout ?? undefined)["a"]).toBe("draft");
    expect(network.puts).toEqual([]);
  });

  it("takes effect on edits that were about to be saved, and lets go of them when it is on again", async () => {
    const page = await started();
    page.manager.edit(() => x("one"));
    await page.clock.advance(1_000);
    await page.manager.updateConfig({ autoSave: false });
    await page.clock.advance(60_000);
    expect(page.network.puts).toEqual([]);
    await page.manager.updateConfig({ autoSave: true });
    await page.clock.advance(2_000);
    expect(serverHas(page)["a"]).toBe("one");
  });
});

describe("autoSaveDelay and autoSaveMaxDelay", () => {
  it("are how long a pause is, and how long edits may go on", async () => {
    const page = await started({ autoSaveDelay: 500, autoSaveMaxDelay: 1_200 });
    page.manager.edit(() => x("one"));
    await page.clock.advance(490);
    expect(page.network.puts).toHaveLength(0);
    await page.clock.advance(20);
    expect(page.network.puts).toHaveLength(1);
    for (let at = 0; at < 4; at += 1) {
      page.manager.edit(() => x(`more ${at}`));
      await page.clock.advance(390);
    }
    expect(page.network.puts).toHaveLength(2);
  });

  it("hold for what is waiting already", async () => {
    const page = await started({ autoSaveDelay: 60_000, autoSaveMaxDelay: 60_000 });
    page.manager.edit(() => x("one"));
    await page.clock.advance(3_000);
    await page.manager.updateConfig({ autoSaveDelay: 4_000 });
    await page.clock.advance(900);
    expect(page.network.puts).toHaveLength(0);
    await page.clock.advance(200);
    expect(page.network.puts).toHaveLength(1);
  });
});

describe("enableVersioning off", () => {
  it("offers no history, gives no names, and prunes nothing", async () => {
    const page = await started({ enableVersioning: false, maxVersions: 1 });
    const asked: string[] = [];
    for (const call of ["versions", "version", "prune"] as const)
      page.remote[call] = async () => {
        asked.push(call);
        return { kind: "no-answer", error: "" };
      };
    const off = { ok: false, failure: { code: "versioning-off" } };
    expect(await page.manager.getVersionHistory()).toMatchObject(off);
    expect(await page.manager.readVersion(1)).toMatchObject(off);
    expect(await page.manager.rollbackToVersion(1)).toMatchObject(off);
    const names: unknown[] = [];
    const save = page.remote.save;
    page.remote.save = (docId, row) => {
      names.push(row.description);
      return save(docId, row);
    };
    for (const text of ["one", "two", "three"]) {
      void page.manager.saveLayout(SESSION.user.id, x(text), { description: text });
      await page.clock.advance(61_000);
    }
    expect(names).toEqual([undefined, undefined, undefined]);
    expect(asked).toEqual([]);
    await page.manager.updateConfig({ enableVersioning: true });
    await page.clock.advance(0);
    expect(asked).toEqual(["prune"]);
    expect(await page.manager.getVersionHistory()).toMatchObject({ failure: { code: "unreachable" } });
  });
});

describe("maxVersions", () => {
  it("is what the history is pruned to after saves, at most once a minute, and when it changes", async () => {
    const page = await started({ maxVersions: 2 });
    const pruned: [string, number, number][] = [];
    page.remote.prune = async (docId, keep) => {
      pruned.push([docId, keep, page.server.current()?.version ?? 0]);
      return { kind: "found", value: { kept: keep, removed: 1 } };
    };
    for (let at = 1; at <= 5; at += 1) {
      page.manager.edit(() => x(`${at}`), { immediate: true });
      await page.clock.advance(1_000);
    }
    expect(pruned).toEqual([[DOC, 2, 3]]);
    await page.clock.advance(60_000);
    expect(pruned).toEqual([
      [DOC, 2, 3],
      [DOC, 2, 5],
    ]);
    await page.clock.advance(120_000);
    expect(pruned).toHaveLength(2);
    await page.manager.updateConfig({ maxVersions: 1 });
    expect(pruned.at(-1)).toEqual([DOC, 1, 5]);
  });
});

describe("retry", () => {
  const attempts = async (config: ConfigChange, forMs: number) => {
    const page = await started(config);
    const at: number[] = [];
    const begin = page.clock.now();
    page.remote.save = async () => {
      at.push(page.clock.now() - begin);
      return { kind: "no-answer", error: "busy" };
    };
    page.manager.edit(() => x("one"), { immediate: true });
    await page.clock.advance(forMs);
    return { page, at };
  };

  it("has the time before the second attempt, and the most before any", async () => {
    // Chance is a half here: three quarters of each wait.
    expect((await attempts({}, 6_000)).at).toEqual([0, 750, 2_250, 5_250]);
    const { at } = await attempts({ retry: { firstMs: 400, mostMs: 800 } }, 2_500);
    expect(at).toEqual([0, 300, 900, 1_500, 2_100]);
  });

  it("holds for a session that is asked for, too", async () => {
    const network = { state: "down" as const, session: null, puts: [] };
    const page = createPage({ network });
    let asked = 0;
    page.remote.startSession = async () => {
      asked += 1;
      return { kind: "no-answer", error: "busy" };
    };
    await page.manager.updateConfig({ retry: { firstMs: 100, mostMs: 100 } });
    asked = 0;
    await page.clock.advance(1_000);
    expect(asked).toBeGreaterThan(10);
  });

  it("takes effect on an attempt that was to come later", async () => {
    const { page, at } = await attempts({ retry: { firstMs: 600_000, mostMs: 600_000 } }, 1_000);
    expect(at).toEqual([0]);
    await page.manager.updateConfig({ retry: { firstMs: 400, mostMs: 400 } });
    await page.clock.advance(350);
    expect(at).toEqual([0, 1_000, 1_300]);
  });
});

describe("enableConflictResolution off", () => {
  const asking = (options: Parameters<typeof createPage>[0] = {}) =>
    started({ enableConflictResolution: false }, options);
  /** One whose first save the server has. */
  const askingAndSaved = async (): Promise<Page> => {
    const page = await asking();
    page.manager.edit(() => x("first"), { immediate: true });
    await page.clock.advance(0);
    return page;
  };
  /** Another tab of its device. */
  const beside = ({ server, store, network, clock }: Page) => asking({ server, store, network, clock });

  it("asks where it could have merged, both ways, and overwrites nothing in silence", async () => {
    const page = await askingAndSaved();
    theirs(page, x("first", "theirs"));
    page.manager.edit(() => x("mine"));
    await page.clock.advance(3_000);
    expect(page.manager.status).toEqual({ kind: "decision" });
    expect(page.manager.state.conflict).toMatchObject({ conflicts: [], mine: x("mine") });
    expect(serverHas(page)).toEqual({ a: "first", b: "theirs" });
    // Further edits are part of the question, and answer nothing.
    page.manager.edit(() => x("mine", "too"));
    await page.clock.advance(3_000);
    expect(page.manager.status).toEqual({ kind: "decision" });
    await page.manager.resolveConflict("merged");
    await page.clock.advance(0);
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(serverHas(page)["a"]).toBe("mine");
  });

  it("asks before an edit that is not sent yet is put on another device's", async () => {
    const page = await askingAndSaved();
    theirs(page, x("first", "theirs"));
    page.manager.edit(() => x("mine"));
    await page.manager.sync();
    expect(page.manager.status).toEqual({ kind: "decision" });
    await page.manager.resolveConflict("theirs");
    await page.clock.advance(3_000);
    expect(serverHas(page)).toEqual({ a: "first", b: "theirs" });
    expect(page.server.versions.some(({ layout }) => textsOf(layout)["a"] === "mine")).toBe(true);
  });

  it("asks a tab whose edit met what another tab had brought", async () => {
    const one = await askingAndSaved();
    const two = await beside(one);
    theirs(one, x("first", "theirs"));
    two.manager.edit(() => x("mine"));
    await one.manager.sync();
    await one.clock.advance(3_000);
    expect(two.manager.status).toEqual({ kind: "decision" });
    expect(serverHas(one)).toEqual({ a: "first", b: "theirs" });
  });

  it("asks nothing where this device alone has changed something, in several tabs at once", async () => {
    const one = await asking();
    const two = await beside(one);
    for (let at = 0; at < 5; at += 1) {
      one.manager.edit((layout) => notes({ ...textsOf(layout), a: `${at}` } as Record<string, string>));
      two.manager.edit((layout) => notes({ ...textsOf(layout), b: `${at}` } as Record<string, string>));
      await one.clock.advance(at % 2 === 0 ? 2_500 : 100);
      if (at > 2) for (const tab of [one, two]) tab.manager.follow(DOC);
    }
    for (const tab of [one, two]) tab.manager.follow(DOC);
    await one.clock.advance(5_000);
    for (const tab of [one, two]) expect(tab.manager.status).toEqual({ kind: "saved" });
    expect(serverHas(one)).toEqual({ a: "4", b: "4" });
  });

  it("asks nothing of a tab whose edit met what its own device had saved in another one", async () => {
    const one = await asking();
    const two = await beside(one);
    two.manager.edit(() => x("seed", "two"));
    one.manager.edit(() => x("one"), { immediate: true });
    await one.clock.advance(0);
    expect(one.server.current()?.version).toBe(1);
    await one.clock.advance(5_000);
    for (const tab of [one, two]) tab.manager.follow(DOC);
    await one.clock.advance(0);
    for (const tab of [one, two]) expect(tab.manager.status).toEqual({ kind: "saved" });
    expect(serverHas(one)).toEqual({ a: "one", b: "two" });
  });

  it("asks nothing of a tab that had the other device's edit before its own", async () => {
    const one = await askingAndSaved();
    const two = await beside(one);
    theirs(one, x("first", "theirs"));
    const { update } = one.store;
    await one.manager.sync();
    // Brought here as a draft of the device, before this tab heard of the version that it is.
    await update(DOC, (doc) => [{ ...doc, head: headOf(1, x("first")) }, undefined]);
    two.manager.follow(DOC);
    await one.clock.advance(0);
    await update(DOC, (doc) => [{ ...doc, head: headOf(2, x("first", "theirs")) }, undefined]);
    two.manager.edit(() => x("mine", "theirs"));
    await one.clock.advance(3_000);
    expect(two.manager.status).toEqual({ kind: "saved" });
    expect(serverHas(one)).toEqual({ a: "mine", b: "theirs" });
  });

  it("follows another device where nothing was changed here, and merges again once it is on", async () => {
    const page = await askingAndSaved();
    theirs(page, x("first", "theirs"));
    await page.manager.sync();
    expect(textsOf(page.manager.state.layout ?? undefined)["b"]).toBe("theirs");
    page.network.state = "down";
    page.manager.edit((layout) => ({ ...layout, desktop: x("mine", "theirs").desktop }), { immediate: true });
    await page.clock.advance(0);
    theirs(page, x("first", "theirs again"));
    await page.manager.updateConfig({ enableConflictResolution: true });
    await page.clock.advance(0);
    page.network.state = "up";
    await page.manager.retry();
    await page.clock.advance(1_000);
    expect(serverHas(page)).toEqual({ a: "mine", b: "theirs again" });
  });
});

describe("enableEncryption", () => {
  it("has saves sealed, or no longer, when it is switched, and says how they are", async () => {
    const { manager } = await started({ enableEncryption: true });
    expect(manager.state.seal).toBe("fields");
    expect(manager.getConfig().enableEncryption).toBe(true);
    expect(await manager.updateConfig({ enableEncryption: false })).toMatchObject({ ok: true });
    expect(manager.state.seal).toBe("open");
    expect(manager.getConfig().enableEncryption).toBe(false);
  });

  it("is not switched off by settings that were read before it was known, nor by other settings", async () => {
    const page = await started();
    const known = page.manager.getConfig();
    await page.manager.encrypt("whole");
    await page.manager.updateConfig({ maxVersions: 7 });
    expect(page.manager.state.seal).toBe("whole");
    const again = createPage({
      ...page,
      // What is on the device is here first.
      loading: (part) => new Promise((done) => void page.clock.after(500, () => done(part))),
    });
    const answer = again.manager.updateConfig({ ...known, autoSave: false });
    await page.clock.advance(3_000);
    expect(await answer).toMatchObject({ ok: true });
    expect(again.manager.state.seal).toBe("whole");
    expect(again.manager.getConfig()).toMatchObject({ autoSave: false, enableEncryption: true });
  });

  it("goes out at once without a name where versions have none", async () => {
    const page = await started({ enableVersioning: false });
    page.manager.edit(() => x("one"), { immediate: true });
    await page.clock.advance(0);
    await page.manager.encrypt("whole");
    const [waiting, ...more] = await page.manager.waiting();
    expect([waiting?.description, waiting?.state, more]).toEqual([undefined, "queued", []]);
  });
});

describe("rollbackToVersion of parts", () => {
  const old: Layout = { ...x("old", "old"), mobile: notes({ m: "old" }).desktop };
  const now: Layout = { ...x("now", "now"), mobile: notes({ m: "now" }).desktop };
  const rolled = async () => {
    const page = await started();
    page.manager.edit(() => now, { immediate: true });
    await page.clock.advance(0);
    page.remote.version = async () => ({
      kind: "found",
      value: { ...headOf(1, old), version: 1 } as never,
    });
    const names: unknown[] = [];
    const save = page.remote.save;
    page.remote.save = (docId, row) => {
      names.push(row.description);
      return save(docId, row);
    };
    return { ...page, names };
  };

  it("restores one form factor, or some widgets, as one save with its name, which undo takes back", async () => {
    const page = await rolled();
    expect(await page.manager.rollbackToVersion(1, { only: { form: "mobile" } })).toMatchObject({ ok: true });
    await page.clock.advance(0);
    expect(page.server.current()?.layout).toEqual({ ...now, mobile: old.mobile });
    const answer = await page.manager.rollbackToVersion(1, { only: { widgetIds: ["a"] } });
    await page.clock.advance(0);
    expect(serverHas(page)).toEqual({ a: "old", b: "now" });
    expect(page.names).toEqual(["Restored the phone of version 1", "Restored 1 widget of version 1"]);
    if (answer.ok) answer.value?.();
    expect(textsOf(page.manager.state.layout ?? undefined)).toEqual({ a: "now", b: "now" });
  });

  it.each([
    [{ widgetIds: ["nobody"] }, "invalid-parameter"],
    [{ widgetIds: [] }, "invalid-parameter"],
    [{ widgetIds: "a" }, "invalid-parameter"],
    [{ form: "watch" }, "invalid-parameter"],
    [{ from: "mobile" }, "invalid-parameter"],
  ])("refuses %j and changes nothing", async (only, code) => {
    const page = await rolled();
    const { layout } = page.manager.state;
    const answer = await page.manager.rollbackToVersion(1, { only: only as never });
    expect(answer).toMatchObject({ ok: false, failure: { code } });
    await page.clock.advance(5_000);
    expect(page.manager.state.layout).toBe(layout);
    expect(page.names).toEqual([]);
  });
});
