import { beforeEach, describe, expect, it, vi } from "vitest";
import { headOf, notes, SEED, sealedVersion, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { docIdOf } from "../offline/store.ts";
import {
  createLocks,
  createPage,
  createTestClock,
  type Network,
  SESSION,
  serverOf,
  sessionOf,
} from "./manager.testing.ts";

const GUEST_DOC = docIdOf(SESSION.user.id, "main");

const started = async (options: Parameters<typeof createPage>[0] = {}) => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};

type Page = Awaited<ReturnType<typeof started>>;

const write = ({ manager }: Page, a: string): void => {
  manager.edit(() => notes({ a, b: "seed" }));
};
const shown = ({ manager }: Page) => textsOf(manager.state.layout ?? undefined);

// Locks are global to a process: each test has an origin of its own.
beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

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
    expect(await page.manager.continueAsGuest()).toEqual({ ok: true, value: undefined });
    await page.clock.advance(5_000);
    expect(page.manager.state.session?.user.id).toBe("guest-2");
    expect(shown(page)["a"]).toBe("second");
    expect(page.manager.status).toEqual({ kind: "saved" });
    expect(textsOf(serverOf(page.server, page.network, "guest-2").current()?.layout)["a"]).toBe("second");
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
    page.network.state = "down";
    write(page, "x");
    await page.clock.advance(2_500);
    expect(page.manager.status).toMatchObject({ kind: "not-saved", reason: "storage" });
    expect(shown(page)["a"]).toBe("x");
    isFull = false;
    page.network.state = "up";
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
    page.network.session = sessionOf("guest-9");
    const { server, store, network, clock } = page;
    const other = createPage({ server, store, network, clock });
    void other.manager.start();
    await clock.advance(5_000);
    expect(textsOf(other.manager.state.layout ?? undefined)["a"]).toBe("seed");
    expect(textsOf((await store.read(GUEST_DOC)).draft?.layout)["a"]).toBe("private");
    expect(serverOf(server, network, "guest-9").current()).toBeNull();
  });

  it("that comes up behind a page's back gets none of that page's edits (law 9)", async () => {
    const page = await started();
    page.manager.edit(() => notes({ a: "mine", b: "seed", c: "secret" }));
    await page.clock.advance(3_000);
    page.network.session = sessionOf("guest-9");
    const undo = page.manager.edit(() => notes({ a: "mine too", b: "seed" }));
    await page.clock.advance(3_000);
    expect(page.manager.status.kind).toBe("sign-in");
    expect(serverOf(page.server, page.network, "guest-9").current()).toBeNull();
    await page.manager.sync();
    await page.clock.advance(3_000);
    expect(page.manager.state.session?.user.id).toBe("guest-9");
    expect(await undo?.()).toBe(false);
    expect(page.manager.state.notice).toBeNull();
    expect(shown(page)).toEqual({ a: "seed", b: "seed" });
    expect(serverOf(page.server, page.network, "guest-9").current()).toBeNull();
    expect((await page.store.read(GUEST_DOC)).rows).toHaveLength(1);
  });
});

it("a layout that is on its way while another user signs in does not come to that one (law 9)", async () => {
  const page = await started();
  write(page as Page, "private");
  await page.clock.advance(3_000);
  const { load } = page.remote;
  let arrive = () => {};
  page.remote.load = async (docId) => {
    const outcome = await load(docId, null);
    await new Promise<void>((done) => {
      arrive = done;
    });
    return outcome;
  };
  const met = page.manager.meet();
  await page.clock.advance(100);
  page.remote.load = load;
  page.network.session = sessionOf("guest-9");
  const synced = page.manager.sync();
  await page.clock.advance(3_000);
  expect(page.manager.state.session?.user.id).toBe("guest-9");
  arrive();
  await Promise.all([met, synced]);
  await page.clock.advance(3_000);
  expect(shown(page as Page)).toEqual({ a: "seed", b: "seed" });
  expect(page.manager.state.version).toBeNull();
  expect(serverOf(page.server, page.network, "guest-9").current()).toBeNull();
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

describe("undoing one edit", () => {
  it("takes back that edit alone, whatever came after it, and can itself be undone", async () => {
    const page = await started();
    const undo = page.manager.edit(() => notes({ a: "first", b: "seed" }));
    page.manager.edit(() => notes({ a: "first", b: "second" }));
    undo?.();
    expect(shown(page)).toEqual({ a: "seed", b: "second" });
    page.manager.undo();
    expect(shown(page)).toEqual({ a: "first", b: "second" });
    expect(page.manager.edit((layout) => layout)).toBeNull();
  });
});

describe("a session and its cookie", () => {
  it("two tabs that open at once on a first visit are one guest (law 1)", async () => {
    const clock = createTestClock();
    const store = createMemoryStore();
    const network: Network = { state: "up", session: null, puts: [] };
    let guests = 0;
    const tabs = [0, 1].map(() => createPage({ clock, store, network }));
    for (const { remote } of tabs) {
      const inner = remote.startSession;
      remote.startSession = async (name) => {
        guests += 1;
        // The cookie of a slow answer overwrites that of a quick one.
        network.session = null;
        return inner(name);
      };
    }
    for (const { manager } of tabs) void manager.start();
    await clock.advance(2_000);
    expect(guests).toBe(1);
    expect(new Set(tabs.map(({ manager }) => manager.state.session?.user.id))).toEqual(new Set(["guest-1"]));
  });

  it("a 401 that was a passing fault holds nothing up once the session answers again", async () => {
    const page = await started();
    page.network.session = null;
    write(page, "x");
    await page.clock.advance(3_000);
    expect(page.manager.status.kind).toBe("sign-in");
    page.network.session = SESSION;
    await page.manager.sync();
    await page.clock.advance(2_000);
    expect(page.manager.status).toEqual({ kind: "saved" });
  });

  it("a tab follows another one that went on as a new guest, and brings its own edits", async () => {
    const { server, store, network, clock } = await started();
    const [one, two] = [
      createPage({ server, store, network, clock }),
      createPage({ server, store, network, clock }),
    ];
    for (const { manager } of [one, two]) void manager.start();
    await clock.advance(2_000);
    network.session = null;
    for (const { manager } of [one, two]) await manager.sync();
    await two.manager.continueAsGuest();
    one.manager.edit(() => notes({ a: "typed meanwhile", b: "seed" }));
    await clock.advance(3_000);
    await one.manager.sync();
    await clock.advance(5_000);
    expect(one.manager.state.session?.user.id).toBe("guest-2");
    expect(textsOf(one.manager.state.layout ?? undefined)["a"]).toBe("typed meanwhile");
    expect(textsOf(serverOf(server, network, "guest-2").current()?.layout)["a"]).toBe("typed meanwhile");
    expect(one.manager.status).toEqual({ kind: "saved" });
  });

  it("a new guest's document that could not be stored leaves the old one where it is (law 1)", async () => {
    const store = createMemoryStore();
    let isFull = false;
    const page = await started({
      store: {
        ...store,
        update: (id, change) =>
          isFull && id.startsWith("guest-2") ? Promise.reject(new Error("full")) : store.update(id, change),
      },
    });
    write(page, "precious");
    await page.clock.advance(3_000);
    isFull = true;
    page.network.session = null;
    await page.manager.continueAsGuest();
    expect(textsOf((await store.read(GUEST_DOC)).draft?.layout)["a"]).toBe("precious");
    expect(shown(page)["a"]).toBe("precious");
    expect(page.manager.status.kind).toBe("not-saved");
  });
});

describe("what a closing page leaves behind", () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    const storage = new Proxy(
      {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, text: string) => kept.set(key, text),
        removeItem: (key: string) => kept.delete(key),
      },
      {
        ownKeys: () => [...kept.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      },
    );
    vi.stubGlobal("localStorage", storage);
  });

  it.each(["before the last write", "during it", "after it"])(
    "is taken up at the next start, if the device was cut off %s",
    async (moment) => {
      const store = createMemoryStore();
      let isDead = false;
      const update: typeof store.update = (id, change) =>
        isDead ? new Promise(() => {}) : store.update(id, change);
      const page = await started({ store: { ...store, update } });
      write(page, "one");
      if (moment === "during it") await page.clock.advance(250);
      write(page, "two");
      if (moment !== "after it") isDead = true;
      page.manager.leave();
      await page.clock.advance(0);
      const again = await started({ server: page.server, network: page.network, store, clock: page.clock });
      await page.clock.advance(5_000);
      expect(shown(again)["a"]).toBe("two");
      expect(textsOf(again.server.current()?.layout)["a"]).toBe("two");
      expect(kept.size).toBe(0);
    },
  );
});

describe("a name that could not be stored", () => {
  it("goes with its edit when that is stored at last", async () => {
    const store = createMemoryStore();
    let isFull = false;
    const page = await started({
      store: {
        ...store,
        update: (id, change) => (isFull ? Promise.reject(new Error("full")) : store.update(id, change)),
      },
    });
    isFull = true;
    page.network.state = "down";
    page.manager.edit(() => notes({ a: "x", b: "seed" }), { description: "Named" });
    await page.clock.advance(100);
    isFull = false;
    await page.clock.advance(5_000);
    expect(await page.manager.waiting()).toMatchObject([{ description: "Named" }]);
  });
});

describe("a sealed dashboard on the server", () => {
  it("is never shown as something else that is saved, and nothing is sent over it", async () => {
    const page = createPage();
    page.server.versions.push(sealedVersion(1));
    page.network.session = SESSION;
    void page.manager.start();
    await page.clock.advance(2_000);
    expect(page.manager.status).toMatchObject({ kind: "locked" });
    write(page, "mine");
    await page.clock.advance(60_000);
    await page.manager.sync();
    expect(page.network.puts).toEqual([]);
    expect(page.server.current()).toEqual(sealedVersion(1));
    expect(page.manager.status).toMatchObject({ kind: "locked" });
    expect(shown(page)["a"]).toBe("mine");
    expect((await page.store.read(GUEST_DOC)).rows).toHaveLength(1);
  });

  it("is not believed to be open again before a person says so here", async () => {
    const page = await started();
    write(page, "before");
    await page.clock.advance(5_000);
    page.server.versions.push(sealedVersion(2));
    await page.manager.sync();
    write(page, "meanwhile");
    await page.clock.advance(5_000);
    expect(page.network.puts).toHaveLength(1);
    const open = { ...headOf(3, notes({ a: "before", b: "theirs" })), chain: "", setAside: false };
    page.server.versions.push(open);
    expect(await page.manager.encrypt(null)).toMatchObject({ ok: false, failure: { code: "locked" } });
    await page.manager.sync();
    await page.clock.advance(60_000);
    expect(page.network.puts).toHaveLength(1);
    expect(page.manager.status).toEqual({ kind: "locked", waiting: 1 });
    expect(await page.manager.encrypt(null)).toMatchObject({ ok: true });
    await page.clock.advance(60_000);
    expect(textsOf(page.server.current()?.layout)).toEqual({ a: "meanwhile", b: "theirs" });
    expect(page.manager.status).toEqual({ kind: "saved" });
  });
});

it("asks where an edit clashes with what comes in at the same moment (law 3)", async () => {
  const memory = createMemoryStore();
  let then = (): void => undefined;
  const page = await started({
    store: {
      ...memory,
      update: async (id, change) => {
        const answer = await memory.update(id, change);
        then();
        return answer;
      },
    },
  });
  write(page, "first");
  await page.clock.advance(3_000);
  const base = { version: 1, layout: notes({ a: "first", b: "seed" }) };
  const theirs = { base, changeType: "auto", opId: "theirs", layout: notes({ a: "theirs", b: "seed" }) };
  page.server.put(theirs as never, "device-2");
  then = () => {
    then = () => undefined;
    write(page, "mine");
  };
  await page.manager.sync();
  await page.clock.advance(3_000);
  expect(page.manager.status).toEqual({ kind: "decision" });
  expect(textsOf(page.server.current()?.layout)["a"]).toBe("theirs");
});
