import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Layout } from "../../worker/layout/schema.ts";
import { notes, SEED, sealedVersion, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { CURRENT_USER, docIdOf } from "../offline/store.ts";
import {
  createLocks,
  createPage,
  createTestClock,
  type Network,
  SESSION,
  sessionOf,
} from "./manager.testing.ts";
import type { SaveOptions, SaveResult } from "./state.ts";

const ME = SESSION.user.id;
const x = (text: string): Layout => notes({ a: text, b: "seed" });

const started = async (options: Parameters<typeof createPage>[0] = {}) => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};
type Page = Awaited<ReturnType<typeof started>>;

/** A save whose result can be looked at while it is not there yet. */
const saving = ({ manager }: Page, layout: Layout, options: SaveOptions = {}, userId = ME) => {
  const seen: { result?: SaveResult } = {};
  void manager.saveLayout(userId, layout, options).then((result) => Object.assign(seen, { result }));
  return seen;
};
const shown = ({ manager }: Page) => textsOf(manager.state.layout ?? undefined);

/** A store that can be broken and mended. */
const fragile = () => {
  const inner = createMemoryStore();
  const fault = { isFull: false };
  const store: typeof inner = {
    ...inner,
    update: (id, change) =>
      fault.isFull ? Promise.reject(new Error("QuotaExceededError")) : inner.update(id, change),
  };
  return { store, fault };
};

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("saveLayout for whoever is shown", () => {
  it("shows at once, can be undone, and resolves when the server has it", async () => {
    const page = await started();
    const save = saving(page, x("one"));
    expect(shown(page)["a"]).toBe("one");
    await page.clock.advance(1_900);
    expect(save.result).toBeUndefined();
    await page.clock.advance(200);
    expect(save.result).toEqual({ success: true, source: "remote", version: 1, outcome: "created" });
    expect(page.manager.state.version).toBe(1);
    page.manager.undo();
    expect(shown(page)["a"]).toBe("seed");
  });

  it("is the same for CURRENT_USER, and right away if that is asked for", async () => {
    const page = await started();
    const save = saving(page, x("one"), { immediate: true }, CURRENT_USER);
    await page.clock.advance(0);
    expect(save.result).toMatchObject({ source: "remote", version: 1 });
  });

  it("keeps a copy: what its caller changes afterwards is not saved", async () => {
    const page = await started();
    const mine = structuredClone(x("one"));
    saving(page, mine);
    Reflect.set(mine, "desktop", []);
    expect(shown(page)["a"]).toBe("one");
  });

  it("resolves calls that a later one supersedes with what became of that", async () => {
    const page = await started();
    const saves = ["one", "two", "three"].map((text) => saving(page, x(text)));
    await page.clock.advance(3_000);
    for (const { result } of saves)
      expect(result).toEqual({ success: true, source: "remote", version: 1, outcome: "created" });
    expect(page.network.puts).toHaveLength(1);
  });

  it("resolves each save that went alone with its own version", async () => {
    const page = await started();
    const [one, two] = [
      saving(page, x("one"), { description: "First" }),
      saving(page, x("two"), { description: "Second" }),
    ];
    await page.clock.advance(0);
    expect([one.result?.version, two.result?.version]).toEqual([1, 2]);
  });

  it("gives a name to what was saved by it, whatever comes right after", async () => {
    const page = await started();
    const named = ["one", "two", "three"].map((text) => saving(page, x(text), { description: text }));
    const last = saving(page, x("four"));
    await page.clock.advance(5_000);
    expect(page.server.versions.map(({ layout }) => textsOf(layout)["a"])).toEqual([
      "one",
      "two",
      "three",
      "four",
    ]);
    expect([...named, last].map(({ result }) => result?.version)).toEqual([1, 2, 3, 4]);
  });

  it("makes no version of what is there already (law 5), and says so", async () => {
    const page = await started();
    saving(page, x("one"), { immediate: true });
    await page.clock.advance(0);
    const again = saving(page, structuredClone(x("one")));
    await page.clock.advance(0);
    expect(again.result).toEqual({ success: true, source: "remote", version: 1 });
    expect(page.network.puts).toHaveLength(1);
    expect(page.manager.state.canRedo).toBe(false);
    await page.manager.undo();
    expect(shown(page)["a"]).toBe("seed");
  });

  it("names what waits already", async () => {
    const page = await started({ network: { state: "down", session: null, puts: [] } });
    saving(page, x("one"), { immediate: true }, CURRENT_USER);
    await page.clock.advance(100);
    saving(page, x("one"), { description: "Named" }, CURRENT_USER);
    await page.clock.advance(100);
    expect(await page.manager.waiting()).toMatchObject([{ description: "Named" }]);
  });

  it("carries the kind of change, also into a save that waits", async () => {
    const page = await started({ network: { state: "down", session: null, puts: [] } });
    saving(page, x("one"), { immediate: true }, CURRENT_USER);
    await page.clock.advance(100);
    saving(page, x("two"), { changeType: "migration" }, CURRENT_USER);
    await page.clock.advance(3_000);
    const { rows } = await page.store.read(docIdOf(CURRENT_USER, "main"));
    expect(rows.map(({ changeType }) => changeType)).toEqual(["migration"]);
  });
});

describe("a save resolves as local, and says why", () => {
  const unreachable = { success: true, source: "local", error: { code: "unreachable" } };

  it("when the server can't be reached", async () => {
    const page = await started();
    page.network.state = "down";
    const save = saving(page, x("one"));
    await page.clock.advance(2_100);
    expect(save.result).toMatchObject(unreachable);
    const next = saving(page, x("two"));
    await page.clock.advance(2_100);
    expect(next.result).toMatchObject(unreachable);
  });

  it("on a first visit without a network, before it is known whose it is", async () => {
    const page = createPage({ network: { state: "down", session: null, puts: [] } });
    const save = saving(page, x("one"), {}, CURRENT_USER);
    await page.clock.advance(5_000);
    expect(save.result).toMatchObject(unreachable);
    expect(textsOf((await page.store.read(docIdOf(CURRENT_USER, "main"))).draft?.layout)["a"]).toBe("one");
  });

  it("when nobody is signed in any more", async () => {
    const page = await started();
    page.network.session = null;
    const save = saving(page, x("one"));
    await page.clock.advance(3_000);
    expect(save.result).toMatchObject({ success: true, source: "local", error: { code: "unauthenticated" } });
  });

  it("when a person has to decide", async () => {
    const page = await started();
    saving(page, x("one"), { immediate: true });
    await page.clock.advance(0);
    const theirs = { base: { version: 1, layout: x("one") }, changeType: "auto", layout: x("theirs") };
    page.server.put({ ...theirs, opId: "other" } as never, "device-2");
    const save = saving(page, x("mine"));
    await page.clock.advance(3_000);
    expect(save.result).toMatchObject({ success: true, source: "local", error: { code: "conflict" } });
  });

  it("while what is on the server is sealed", async () => {
    const page = createPage();
    page.server.versions.push(sealedVersion(1));
    page.network.session = SESSION;
    const save = saving(page, x("one"));
    await page.clock.advance(5_000);
    expect(save.result).toMatchObject({ success: true, source: "local", error: { code: "locked" } });
  });

  it("when another user signs in meanwhile: it waits for its owner", async () => {
    const page = await started();
    const save = saving(page, x("mine"));
    page.network.session = sessionOf("guest-9");
    page.remote.save = async () => ({ kind: "signed-out" });
    await page.manager.retry();
    await page.clock.advance(5_000);
    expect(page.manager.state.session?.user.id).toBe("guest-9");
    expect(save.result).toMatchObject({ success: true, source: "local", error: { code: "unauthenticated" } });
    expect(textsOf((await page.store.read(docIdOf(ME, "main"))).draft?.layout)["a"]).toBe("mine");
  });

  it("after half a minute when no answer ever comes", async () => {
    const page = await started();
    page.remote.save = () => new Promise(() => {});
    const save = saving(page, x("one"), { immediate: true });
    await page.clock.advance(30_000);
    expect(save.result).toBeUndefined();
    await page.clock.advance(11_000);
    expect(save.result).toMatchObject(unreachable);
  });
});

describe("a save follows its work", () => {
  it("into the document of the guest that this browser becomes", async () => {
    const page = createPage();
    const save = saving(page, x("one"), {}, CURRENT_USER);
    await page.clock.advance(5_000);
    expect(page.manager.state.session?.user.id).toBe(ME);
    expect(save.result).toMatchObject({ success: true, source: "remote", version: 1 });
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("one");
  });

  it("is not lost when made while the page moves to its user's document, at whatever moment (law 1)", async () => {
    for (let atMs = 0; atMs < 120; atMs += 5) {
      const network: Network = { state: "down", session: null, puts: [] };
      const inner = createMemoryStore();
      const clock = createTestClock();
      const slow: typeof inner.update = async (id, change) => {
        await new Promise<void>((done) => void clock.after(20, done));
        return inner.update(id, change);
      };
      const page = await started({ network, clock, store: { ...inner, update: slow } });
      await clock.advance(5_000);
      page.manager.edit(() => x("before"));
      await clock.advance(3_000);
      network.state = "up";
      void page.manager.retry();
      await clock.advance(atMs);
      const save = saving(page, notes({ a: "before", b: "then" }), {}, CURRENT_USER);
      await clock.advance(10_000);
      const wanted = { a: "before", b: "then" };
      expect([atMs, shown(page), textsOf(page.server.current()?.layout)]).toEqual([atMs, wanted, wanted]);
      expect([atMs, save.result?.source]).toEqual([atMs, "remote"]);
    }
  });

  it("is told to be on the server by whoever finds it there, without the outcome that another tab heard", async () => {
    const page = await started();
    const { server, store, network, clock } = page;
    const other = createPage({ server, store, network, clock });
    void other.manager.start();
    await clock.advance(2_000);
    const inner = other.remote.save;
    let answer = () => {};
    const slow = new Promise<void>((done) => {
      answer = done;
    });
    other.remote.save = (...call) => slow.then(() => inner(...call));
    saving(other, x("one"), { immediate: true });
    await clock.advance(0);
    page.manager.follow(docIdOf(ME, "main"));
    await clock.advance(0);
    const save = saving(page, x("two"), { immediate: true });
    await clock.advance(0);
    expect(save.result).toBeUndefined();
    answer();
    await clock.advance(0);
    page.manager.follow(docIdOf(ME, "main"));
    await clock.advance(0);
    expect(save.result).toEqual({ success: true, source: "remote", version: 2 });
  });
});

describe("a save is refused", () => {
  it("by the server: kept aside, and said so", async () => {
    const page = await started();
    page.remote.save = async () => ({ kind: "refused", code: "layout-invalid", detail: "Off the grid." });
    const save = saving(page, x("one"), { immediate: true });
    await page.clock.advance(0);
    const error = { code: "layout-invalid", message: "Off the grid." };
    expect(save.result).toEqual({ success: false, source: "local", error });
    expect(await page.manager.waiting()).toMatchObject([{ state: "parked" }]);
  });

  it("by a device that can't store; and the promise does not wait for it to be mended", async () => {
    const { store, fault } = fragile();
    const page = await started({ store });
    fault.isFull = true;
    const save = saving(page, x("one"));
    await page.clock.advance(300);
    expect(save.result).toMatchObject({ success: false, source: "local", error: { code: "storage" } });
    fault.isFull = false;
    const next = saving(page, x("two"));
    await page.clock.advance(5_000);
    expect(next.result).toMatchObject({ success: true, source: "remote" });
  });

  it("as one that neither the device nor the server has, and by neither once the server has it", async () => {
    const { store, fault } = fragile();
    const page = await started({ store });
    fault.isFull = true;
    page.network.state = "down";
    const [lost, kept] = [saving(page, x("one")), saving(page, x("two"))];
    await page.clock.advance(2_000);
    expect(lost.result).toMatchObject({ success: false, source: "local" });
    expect(kept.result).toEqual(lost.result);
    page.network.state = "up";
    await page.manager.retry();
    const sent = saving(page, x("three"), { immediate: true });
    await page.clock.advance(60_000);
    expect(sent.result).toMatchObject({ success: true, source: "remote" });
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("three");
  });

  const cycle: { desktop: unknown[]; mobile: unknown[] } = { desktop: [], mobile: [] };
  cycle.desktop.push(cycle);
  const [widget] = SEED.desktop;
  it.each<[string, unknown, string]>([
    ["null", null, "layout-invalid"],
    ["nothing", undefined, "layout-invalid"],
    ["a list", [], "layout-invalid"],
    ["a function", () => SEED, "layout-invalid"],
    ["one list alone", { desktop: [] }, "layout-invalid"],
    ["lists that are none", { desktop: {}, mobile: "" }, "layout-invalid"],
    ["widgets that are none", { desktop: [null], mobile: [] }, "layout-invalid"],
    ["a widget in no place", { desktop: [{ ...widget, x: Number.NaN }], mobile: [] }, "layout-invalid"],
    ["a widget without a name", { desktop: [{ ...widget, id: 7 }], mobile: [] }, "layout-invalid"],
    ["a cycle", cycle, "layout-invalid"],
    ["a sealed one", { sealed: "e30..aXY.Y2lwaGVy.dGFn" }, "layout-invalid"],
    ["more than 1 MiB", notes({ a: "x".repeat(1024 * 1024) }), "layout-too-large"],
  ])("before anything is changed where it is %s", async (_what, layout, code) => {
    const page = await started();
    const before = page.manager.state;
    expect(await page.manager.saveLayout(ME, layout as Layout)).toMatchObject({
      ...{ success: false, source: "local" },
      error: { code },
    });
    expect(page.manager.state).toBe(before);
  });

  it.each<[string, string, object]>([
    ["an empty name", ME, { description: "" }],
    ["a long name", ME, { description: "x".repeat(501) }],
    ["a name that is no text", ME, { description: 7 }],
    ["half a character for a name", ME, { description: "\ud83d" }],
    ["an unknown kind of change", ME, { changeType: "magic" }],
    ["nobody", "", {}],
    ["the path of a document for a user", "guest-2/main", {}],
  ])("before anything is changed for %s", async (_what, userId, options) => {
    const page = await started();
    const before = page.manager.state;
    const result = await page.manager.saveLayout(userId, x("one"), options as SaveOptions);
    expect(result).toMatchObject({ success: false, error: { code: "invalid-parameter" } });
    expect(page.manager.state).toBe(before);
  });
});

describe("another user's layout", () => {
  it("is kept on this device, shown to nobody, and sent when its owner is back", async () => {
    const page = await started();
    const save = saving(page, x("theirs"), {}, "guest-9");
    await page.clock.advance(100);
    expect(save.result).toMatchObject({ success: true, source: "local", error: { code: "unauthenticated" } });
    expect(shown(page)["a"]).toBe("seed");
    expect(await page.manager.loadLayout("guest-9")).toMatchObject({
      ...{ layout: x("theirs"), version: null, source: "local" },
      error: { code: "unauthenticated" },
    });
    expect(await page.manager.sync("guest-9")).toMatchObject({ success: false, source: "local", pending: 1 });
    expect(page.network.puts).toEqual([]);
    page.network.session = sessionOf("guest-9");
    await page.manager.retry();
    await page.clock.advance(3_000);
    expect(page.manager.state.session?.user.id).toBe("guest-9");
    expect(page.network.puts).toHaveLength(1);
    expect(shown(page)["a"]).toBe("theirs");
  });

  it("that was never here is nothing", async () => {
    const page = await started();
    expect(await page.manager.loadLayout("guest-9")).toMatchObject({ layout: null, version: null });
  });

  it("that can't be stored is said to be lost", async () => {
    const { store, fault } = fragile();
    const page = await started({ store });
    fault.isFull = true;
    const save = saving(page, x("theirs"), {}, "guest-9");
    await page.clock.advance(0);
    expect(save.result).toMatchObject({ success: false, error: { code: "storage" } });
  });
});

describe("loadLayout and sync", () => {
  it("bring what is new, and say that the server has it all", async () => {
    const page = await started();
    saving(page, x("one"), { immediate: true });
    await page.clock.advance(0);
    const theirs = { base: { version: 1, layout: x("one") }, changeType: "auto", layout: x("theirs") };
    page.server.put({ ...theirs, opId: "other" } as never, "device-2");
    expect(await page.manager.loadLayout(ME)).toEqual({ layout: x("theirs"), version: 2, source: "remote" });
    expect(await page.manager.sync(ME)).toEqual({ success: true, source: "remote", version: 2, pending: 0 });
  });

  it("say what waits, and why", async () => {
    const page = await started();
    page.network.state = "down";
    saving(page, x("one"), { immediate: true });
    await page.clock.advance(0);
    const error = { code: "unreachable" };
    expect(await page.manager.sync()).toMatchObject({ success: false, source: "local", pending: 1, error });
    expect(await page.manager.loadLayout(ME)).toMatchObject({ layout: x("one"), source: "local", error });
  });

  it("wait for what is on its way, and for no more", async () => {
    const page = await started();
    const { save } = page.remote;
    page.remote.save = async (docId, row) => {
      await new Promise<void>((done) => void page.clock.after(1_000, done));
      return save(docId, row);
    };
    saving(page, x("one"), { immediate: true });
    await page.clock.advance(0);
    let result: unknown;
    void page.manager.sync().then((synced) => {
      result = synced;
    });
    await page.clock.advance(900);
    expect(result).toBeUndefined();
    page.manager.edit(() => x("two"));
    await page.clock.advance(200);
    expect(result).toMatchObject({ success: true, source: "remote", version: 1 });
  });

  it("answer a load with what is here after 5 s", async () => {
    const page = await started();
    page.remote.load = () => new Promise(() => {});
    let result: unknown;
    void page.manager.loadLayout(ME).then((loaded) => {
      result = loaded;
    });
    await page.clock.advance(4_900);
    expect(result).toBeUndefined();
    await page.clock.advance(200);
    expect(result).toMatchObject({ layout: SEED, source: "local", error: { code: "unreachable" } });
  });
});
