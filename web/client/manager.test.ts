import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, SEED, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.ts";
import { docIdOf } from "../offline/store.ts";
import { createPage, createTestClock, type Network, SESSION } from "./manager.testing.ts";

const GUEST_DOC = docIdOf(SESSION.user.id, "main");

const started = async (options: Parameters<typeof createPage>[0] = {}) => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};

type Page = Awaited<ReturnType<typeof started>>;

const write = ({ manager }: Page, a: string): void => manager.edit(() => notes({ a, b: "seed" }));
const shown = ({ manager }: Page) => textsOf(manager.state.layout ?? undefined);

// Locks are global to a process: each test has an origin of its own.
beforeEach(() => {
  const held = new Map<string, Promise<unknown>>();
  vi.stubGlobal("navigator", {
    locks: {
      request: async (name: string, _options: object, work: (lock: object) => Promise<unknown>) => {
        const run = (held.get(name) ?? Promise.resolve()).then(() => work({}));
        held.set(
          name,
          run.catch(() => undefined),
        );
        return run;
      },
    },
  });
});

describe("a first visit", () => {
  it("shows the starter and has nothing to save", async () => {
    const page = await started();
    expect(page.manager.state.layout).toEqual(SEED);
    expect(page.manager.status).toEqual({ kind: "untouched" });
    await page.clock.advance(60_000);
    expect(page.network.puts).toEqual([]);
  });

  it("works without a server, and what was done then becomes the guest's once there is one", async () => {
    const page = await started({ network: { state: "down", session: null, puts: [] } });
    write(page, "before the server");
    await page.clock.advance(3_000);
    expect(page.manager.state.session).toBeNull();
    expect(page.manager.status).toEqual({ kind: "local", waiting: 1 });
    page.network.state = "up";
    await page.clock.advance(60_000);
    expect(page.manager.state.session?.user.id).toBe("guest-1");
    expect(textsOf(page.server.current()?.layout)).toEqual({ a: "before the server", b: "seed" });
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(await page.store.read(docIdOf("local", "main"))).toMatchObject({ draft: null, rows: [] });
  });

  it("in an emptied browser shows what the server has, without a starter in between", async () => {
    const before = await started();
    write(before, "kept on the server");
    await before.clock.advance(3_000);
    const { server, network } = before;
    const layouts: unknown[] = [];
    const page = createPage({ server, network, store: createMemoryStore() });
    page.manager.subscribe(
      () => page.manager.state.layout && layouts.push(textsOf(page.manager.state.layout)["a"]),
    );
    void page.manager.start();
    await page.clock.advance(2_000);
    expect(new Set(layouts)).toEqual(new Set(["kept on the server"]));
  });
});

describe("an edit", () => {
  it("shows at once, is on the device within 250 ms, and on the server 2 s after the last one", async () => {
    const page = await started();
    write(page, "x");
    expect(shown(page)["a"]).toBe("x");
    expect(page.manager.status).toEqual({ kind: "saving" });
    await page.clock.advance(250);
    expect(textsOf((await page.store.read(GUEST_DOC)).draft?.layout)["a"]).toBe("x");
    await page.clock.advance(1_700);
    expect(page.network.puts).toEqual([]);
    await page.clock.advance(100);
    expect(page.network.puts).toHaveLength(1);
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(page.manager.state.version).toBe(1);
  });

  it("is saved after 10 s at the latest while edits keep coming", async () => {
    const page = await started();
    for (let second = 0; second < 12; second += 1) {
      write(page, `${second}`);
      await page.clock.advance(1_000);
    }
    expect(page.network.puts).toHaveLength(1);
    await page.clock.advance(5_000);
    expect(page.network.puts).toHaveLength(2);
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("11");
  });

  it("is saved at once when that is asked for", async () => {
    const page = await started();
    page.manager.edit(() => notes({ a: "now", b: "seed" }), { immediate: true });
    await page.clock.advance(0);
    expect(page.network.puts).toHaveLength(1);
  });

  it("that is taken back before it was saved makes no version (law 5)", async () => {
    const page = await started();
    write(page, "x");
    page.manager.undo();
    await page.clock.advance(5_000);
    expect(page.network.puts).toEqual([]);
    expect(page.manager.status).toEqual({ kind: "untouched" });
  });
});

describe("undo and redo", () => {
  it("go back and forth, and keep what another device did meanwhile", async () => {
    const page = await started();
    write(page, "mine");
    await page.clock.advance(3_000);
    const row = { base: { version: 1, layout: SEED }, changeType: "auto" as const };
    page.server.put(
      { ...row, opId: "other", layout: notes({ a: "mine", b: "theirs" }) } as never,
      "device-2",
    );
    await page.manager.sync();
    expect(shown(page)).toEqual({ a: "mine", b: "theirs" });
    expect(page.manager.state.notice).toEqual({ kind: "followed" });
    page.manager.undo();
    expect(shown(page)).toEqual({ a: "seed", b: "theirs" });
    page.manager.redo();
    expect(shown(page)).toEqual({ a: "mine", b: "theirs" });
  });

  it("are limited to 100 steps", async () => {
    const page = await started();
    for (let step = 1; step <= 120; step += 1) write(page, `${step}`);
    let steps = 0;
    for (; page.manager.state.canUndo; steps += 1) page.manager.undo();
    expect([steps, shown(page)["a"]]).toEqual([100, "20"]);
  });
});

describe("two tabs", () => {
  it("show the same, and keep edits that they make at the same moment", async () => {
    const { server, store, network, clock } = await started();
    const [one, two] = [
      createPage({ server, store, network, clock }),
      createPage({ server, store, network, clock }),
    ];
    for (const tab of [one, two]) void tab.manager.start();
    await clock.advance(2_000);
    one.manager.edit(() => notes({ a: "one", b: "seed" }));
    two.manager.edit(() => notes({ a: "seed", b: "two" }));
    await clock.advance(5_000);
    for (const tab of [one, two]) tab.manager.follow(GUEST_DOC);
    await clock.advance(5_000);
    for (const tab of [one, two]) {
      expect(textsOf(tab.manager.state.layout ?? undefined)).toEqual({ a: "one", b: "two" });
      expect(tab.manager.status).toEqual({ kind: "saved" });
    }
    expect(textsOf(server.current()?.layout)).toEqual({ a: "one", b: "two" });
  });
});

describe("without a network", () => {
  it("keeps edits on the device, says so, and sends them when it is back", async () => {
    const page = await started();
    write(page, "first");
    await page.clock.advance(3_000);
    page.network.state = "down";
    write(page, "second");
    await page.clock.advance(3_000);
    expect(page.manager.status).toEqual({ kind: "local", waiting: 1 });
    write(page, "third");
    await page.clock.advance(3_000);
    expect(page.manager.status).toEqual({ kind: "local", waiting: 2 });
    page.network.state = "up";
    await page.manager.retry();
    await page.clock.advance(1_000);
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("third");
  });

  it("a page that is opened again has all of it, and sends by itself after a while", async () => {
    const page = await started();
    page.network.state = "down";
    write(page, "x");
    await page.clock.advance(3_000);
    const { server, store, network, clock } = page;
    const again = createPage({ server, store, network, clock });
    void again.manager.start();
    await clock.advance(1_000);
    expect(textsOf(again.manager.state.layout ?? undefined)["a"]).toBe("x");
    network.state = "up";
    await clock.advance(61_000);
    again.manager.follow(GUEST_DOC); // The first page is still open here, and may have been the one to send.
    await clock.advance(0);
    expect(again.manager.status).toEqual({ kind: "saved" });
  });
});

describe("a session that is gone", () => {
  const lost = async (): Promise<Page> => {
    const page = await started();
    write(page, "first");
    await page.clock.advance(3_000);
    page.network.session = null;
    write(page, "second");
    await page.clock.advance(3_000);
    return page;
  };

  it("stops sending, keeps everything, and goes on after signing in", async () => {
    const page = await lost();
    expect(page.manager.status.kind).toBe("sign-in");
    await page.clock.advance(120_000);
    page.network.session = SESSION;
    await page.manager.retry();
    await page.clock.advance(1_000);
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("second");
  });

  it("can be exchanged for a new guest's, who keeps the dashboard", async () => {
    const page = await lost();
    const network: Network = page.network;
    const other = { ...SESSION, user: { id: "guest-2" } };
    network.session = null;
    const start = page.manager.continueAsGuest();
    network.session = other;
    expect(await start).toEqual({ ok: true, value: undefined });
    await page.clock.advance(5_000);
    expect(shown(page)["a"]).toBe("second");
    expect(page.manager.status).toEqual({ kind: "saved" });
  });
});

describe("a device that can't store", () => {
  it("says so, keeps the edit in the tab, and stores it when it can again", async () => {
    const store = createMemoryStore();
    let isFull = false;
    const page = await started({
      store: {
        ...store,
        update: (docId, change) =>
          isFull ? Promise.reject(new Error("QuotaExceededError")) : store.update(docId, change),
      },
    });
    isFull = true;
    write(page, "x");
    await page.clock.advance(2_500);
    expect(page.manager.status).toMatchObject({ kind: "not-saved", reason: "storage" });
    expect(shown(page)["a"]).toBe("x");
    isFull = false;
    await page.clock.advance(5_000);
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("x");
  });
});

describe("another user's session", () => {
  it("shows that user's layout, and leaves the first one's alone", async () => {
    const page = await started();
    write(page, "private");
    await page.clock.advance(3_000);
    page.network.session = { ...SESSION, user: { id: "guest-9" } };
    const { store, network, clock } = page;
    const other = createPage({ store, network, clock });
    void other.manager.start();
    await clock.advance(5_000);
    expect(textsOf(other.manager.state.layout ?? undefined)["a"]).toBe("seed");
    expect(textsOf((await store.read(GUEST_DOC)).draft?.layout)["a"]).toBe("private");
    expect(other.server.current()).toBeNull();
  });
});

it("a clock that stands still lets nothing happen", async () => {
  const clock = createTestClock();
  const page = createPage({ clock });
  void page.manager.start();
  await clock.advance(0);
  write(page as Page, "x");
  await clock.advance(0);
  expect(page.network.puts).toEqual([]);
});
