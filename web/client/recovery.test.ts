/** What pages leave undone, and what the next one makes of it. Each of these lost work once, in the simulator. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { type DocumentStore, docIdOf } from "../offline/store.ts";
import { createLocks, createPage, createTestClock, type Network, SESSION } from "./manager.testing.ts";

const LOCAL = docIdOf("local", "main");
const GUEST = docIdOf(SESSION.user.id, "main");
const DOWN: Network = { state: "down", session: null, puts: [] };

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

type Page = ReturnType<typeof createPage>;

const started = async (options: Parameters<typeof createPage>[0] = {}): Promise<Page> => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};
const write = ({ manager }: Page, a: string) => manager.edit(() => notes({ a, b: "seed" }));
const onServer = ({ server }: Page) => textsOf(server.current()?.layout)["a"];

/** A device that refuses every transaction while `isFull`. */
const createFullStore = (store: DocumentStore = createMemoryStore()) => {
  const device = { isFull: false };
  const refusing = Object.fromEntries(
    Object.entries(store).map(([name, call]) => [
      name,
      async (...args: never[]) => {
        if (device.isFull) throw new Error("QuotaExceededError");
        return (call as (...all: never[]) => Promise<unknown>)(...args);
      },
    ]),
  ) as DocumentStore;
  return { device, store: refusing };
};

const createStorage = () => {
  const items: Record<string, string> = Object.create({
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, text: string) => void Object.assign(items, { [key]: text }),
    removeItem: (key: string) => delete items[key],
  });
  return items;
};

describe("a draft that a page left behind", () => {
  it("is saved by the next page, even where that could not read it at first", async () => {
    const { device, store } = createFullStore();
    const first = await started({ store });
    write(first, "left");
    await first.clock.advance(300);
    first.network.state = "down";
    const { server, network } = first;
    device.isFull = true;
    network.state = "up";
    const next = await started({ store, server, network });
    device.isFull = false;
    await next.manager.sync();
    await next.clock.advance(3_000);
    expect(onServer(next)).toBe("left");
    expect(next.manager.status).toEqual({ kind: "saved" });
  });
});

it("a draft of a tab that died is saved by the tab that is left", async () => {
  const store = createMemoryStore();
  const dying = createFullStore(store);
  const { server, network } = await started({ store });
  const left = await started({ store, server, network });
  const page = await started({ store: dying.store, server, network });
  write(page, "last words");
  await page.clock.advance(300);
  dying.device.isFull = true;
  await left.manager.sync();
  await left.clock.advance(3_000);
  expect(onServer(left)).toBe("last words");
});

describe("work from before there was a session", () => {
  it("is taken along by the next page, where the last one ended before it could", async () => {
    const first = await started({ network: { ...DOWN } });
    write(first, "early");
    await first.clock.advance(3_000);
    const { store } = first;
    await store.writeSession(SESSION);
    const next = await started({ store, network: { state: "up", session: SESSION, puts: [] } });
    await next.clock.advance(5_000);
    expect(onServer(next)).toBe("early");
    expect((await store.read(LOCAL)).draft).toBeNull();
  });

  it("is gone on from, where the next page can't take it along yet", async () => {
    const first = await started({ network: { ...DOWN } });
    write(first, "early");
    await first.clock.advance(3_000);
    const { store } = first;
    await store.writeSession(SESSION);
    let arrive = () => {};
    const next = await started({
      store,
      network: { state: "up", session: SESSION, puts: [] },
      loading: (part) =>
        new Promise((done) => {
          arrive = () => done(part);
        }),
    });
    expect(textsOf(next.manager.state.layout ?? undefined)["a"]).toBe("early");
    write(next, "later");
    await next.clock.advance(300);
    arrive();
    await next.clock.advance(5_000);
    expect(onServer(next)).toBe("later");
    expect((await store.read(LOCAL)).draft).toBeNull();
  });

  it("that another tab wrote is taken along by the tab that finds the server", async () => {
    const store = createMemoryStore();
    const other = await started({ store, network: { ...DOWN } });
    write(other, "by the other tab");
    await other.clock.advance(3_000);
    const first = createPage({ store, clock: other.clock });
    void first.manager.start();
    // Before the other tab has heard of it.
    other.network.state = "down";
    await first.clock.advance(5_000);
    expect(onServer(first)).toBe("by the other tab");
  });

  it("stays where it is while the device can't store it anywhere else", async () => {
    const { device, store } = createFullStore();
    const page = await started({ store, network: { ...DOWN } });
    write(page, "early");
    await page.clock.advance(3_000);
    device.isFull = true;
    page.network.state = "up";
    await page.clock.advance(120_000);
    device.isFull = false;
    await page.clock.advance(120_000);
    expect(onServer(page)).toBe("early");
    expect(page.manager.status).toEqual({ kind: "saved" });
  });

  it.each([1, 2, 3, 4])("shows what the server has beside it, when it was edited %i times", async (times) => {
    const server = (await started()).server;
    const elsewhere = await started({ server });
    elsewhere.manager.edit(() => notes({ a: "seed", b: "elsewhere" }));
    await elsewhere.clock.advance(3_000);
    const page = await started({ server, network: { ...DOWN } });
    for (let time = 1; time <= times; time += 1) {
      write(page, time === times ? "early" : `draft ${time}`);
      await page.clock.advance(3_000);
    }
    page.network.state = "up";
    page.network.session = SESSION;
    await page.clock.advance(70_000);
    expect(textsOf(page.manager.state.layout ?? undefined)).toEqual({ a: "early", b: "elsewhere" });
  });
});

it("an answer that comes after a faster one takes nothing away", async () => {
  const page = createPage({ network: { state: "up", session: SESSION, puts: [] } });
  const { load } = page.remote;
  let answerLate = () => {};
  page.remote.load = (...args) => {
    page.remote.load = load;
    return new Promise((done) => {
      answerLate = () => void load(...args).then(done);
    });
  };
  void page.manager.start();
  await page.clock.advance(2_000);
  void page.manager.retry();
  await page.clock.advance(100);
  write(page, "kept");
  page.network.state = "down";
  await page.clock.advance(3_000);
  answerLate();
  await page.clock.advance(3_000);
  expect(textsOf((await page.store.read(GUEST)).draft?.layout)["a"]).toBe("kept");
});

it("a page that can't read what its person has goes on with what the server has", async () => {
  const { server, network } = await started();
  const elsewhere = await started({ server, network });
  write(elsewhere, "elsewhere");
  await elsewhere.clock.advance(3_000);
  const memory = createMemoryStore();
  await memory.writeSession(SESSION);
  const { device, store } = createFullStore(memory);
  device.isFull = true;
  const page = createPage({ server, network, store: { ...store, session: memory.session } });
  void page.manager.start();
  await page.clock.advance(2_000);
  expect(textsOf(page.manager.state.layout ?? undefined)).toEqual({ a: "elsewhere", b: "seed" });
  page.manager.edit(() => notes({ a: "elsewhere", b: "here" }));
  device.isFull = false;
  await page.clock.advance(70_000);
  expect(textsOf(page.server.current()?.layout)).toEqual({ a: "elsewhere", b: "here" });
});

describe("what a page wrote into localStorage as it went", () => {
  it("stops nothing where it was cut short", async () => {
    const items = createStorage();
    vi.stubGlobal("localStorage", items);
    items["gridkeep-rescue:guest-1/main:a"] = '{"basis":{"rev":1,"lay';
    items["gridkeep-rescue:guest-1/main:b"] = "null";
    const page = await started();
    write(page, "goes on");
    await page.clock.advance(3_000);
    expect(onServer(page)).toBe("goes on");
    vi.unstubAllGlobals();
  });

  it("does not come in over what the next page wrote, where it could not be read sooner", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const { device, store } = createFullStore();
    device.isFull = true;
    const page = await started({ store, network: { ...DOWN } });
    write(page, "older");
    page.manager.leave();
    const clock = createTestClock();
    await clock.advance(10); // Ids are made of the time.
    const next = await started({ store, network: page.network, clock });
    write(next, "newer");
    device.isFull = false;
    next.network.state = "up";
    await next.clock.advance(70_000);
    expect(onServer(next)).toBe("newer");
    vi.unstubAllGlobals();
  });

  it("is taken in without the rules of merging, where what it was typed after was just being stored", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const page = await started({ network: { ...DOWN } });
    page.manager.edit(() => notes({ a: "first", b: "seed" }), { description: "Named" });
    write(page, "first and more");
    page.manager.leave();
    const left = { ...localStorage };
    const { store } = page;
    await page.clock.advance(0);
    await store.update(LOCAL, (doc) => [
      doc.draft === null
        ? doc
        : { ...doc, draft: { ...doc.draft, layout: notes({ a: "first", b: "seed" }) } },
      undefined,
    ]);
    vi.stubGlobal("localStorage", Object.assign(createStorage(), left));
    const next = createPage({ store, network: { ...DOWN }, loading: () => new Promise(() => undefined) });
    void next.manager.start();
    await next.clock.advance(8_000);
    expect(textsOf(next.manager.state.layout ?? undefined)["a"]).toBe("first and more");
    vi.unstubAllGlobals();
  });

  it("does not come in over what it stored after it came back", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const page = await started();
    write(page, "older");
    page.manager.leave();
    expect(Object.keys(localStorage)).toHaveLength(1);
    await page.clock.advance(3_000);
    write(page, "newer");
    await page.clock.advance(3_000);
    const { store, server, network, clock } = page;
    const next = await started({ store, server, network, clock });
    await next.clock.advance(5_000);
    expect(onServer(next)).toBe("newer");
    vi.unstubAllGlobals();
  });

  it("is a question where another device has changed the same since, and overwrites nothing (law 3)", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const store = createMemoryStore();
    const dying = createFullStore(store);
    const page = await started({ store: dying.store });
    const { server } = page;
    const network = { ...page.network };
    const left = await started({ store, server, network });
    const elsewhere = await started({ server, network });
    dying.device.isFull = true;
    page.network.state = "down";
    write(page, "as it went");
    page.manager.leave();
    write(elsewhere, "elsewhere");
    await elsewhere.clock.advance(3_000);
    await left.manager.sync();
    const next = await started({ store, server, network });
    await next.clock.advance(3_000);
    expect(onServer(next)).toBe("elsewhere");
    expect(next.manager.state.conflict?.conflicts).toMatchObject([
      { mine: "as it went", theirs: "elsewhere" },
    ]);
    vi.unstubAllGlobals();
  });

  it("is older than what was edited here before it could be taken in", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const page = await started({ network: { ...DOWN } });
    page.manager.edit(() => notes({ a: "left", b: "left" }));
    page.manager.leave();
    const left = { ...localStorage };
    const { store } = page;
    await page.clock.advance(0);
    await store.update(LOCAL, (doc) => [
      doc.draft === null ? doc : { ...doc, draft: { ...doc.draft, layout: notes({ a: "tab", b: "seed" }) } },
      undefined,
    ]);
    vi.stubGlobal("localStorage", Object.assign(createStorage(), left));
    let isThere = false;
    const loading = async <T>(part: T): Promise<T> => {
      if (!isThere) throw new TypeError("Failed to fetch dynamically imported module");
      return part;
    };
    const next = createPage({ store, network: { ...DOWN }, loading });
    void next.manager.start();
    await next.clock.advance(2_000);
    write(next, "newer");
    await next.clock.advance(2_500);
    isThere = true;
    await next.clock.advance(70_000);
    expect(textsOf(next.manager.state.layout ?? undefined)).toEqual({ a: "newer", b: "left" });
    vi.unstubAllGlobals();
  });

  it("grows with what is edited after it, while that is not stored", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const store = createMemoryStore();
    const dying = createFullStore(store);
    const page = await started({ store: dying.store, network: { ...DOWN } });
    dying.device.isFull = true;
    write(page, "left");
    page.manager.leave();
    write(page, "and on");
    const left = { ...localStorage };
    await store.update(LOCAL, (doc) => [
      doc.draft === null
        ? doc
        : { ...doc, draft: { ...doc.draft, layout: notes({ a: "and on", b: "seed" }) } },
      undefined,
    ]);
    vi.stubGlobal("localStorage", Object.assign(createStorage(), left));
    const next = await started({ store, network: { ...DOWN } });
    expect(textsOf(next.manager.state.layout ?? undefined)["a"]).toBe("and on");
    vi.unstubAllGlobals();
  });

  it("costs nothing of what is stored where the device is full by the time it could be taken in (law 1)", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const { device, store } = createFullStore();
    const page = await started({ store });
    page.network.state = "down";
    write(page, "stored");
    page.manager.leave();
    const left = { ...localStorage };
    await page.clock.advance(3_000);
    vi.stubGlobal("localStorage", Object.assign(createStorage(), left));
    const { server } = page;
    const network: Network = { ...page.network, state: "up" };
    let arrive = () => {};
    const arrival = new Promise<void>((done) => {
      arrive = done;
    });
    const loading = async <T>(part: T): Promise<T> => {
      await arrival;
      return part;
    };
    const next = createPage({ store, server, network, loading });
    void next.manager.start();
    await next.clock.advance(100);
    device.isFull = true;
    network.session = null;
    arrive();
    await next.clock.advance(1_000);
    device.isFull = false;
    network.session = SESSION;
    await next.manager.retry();
    await next.clock.advance(5_000);
    expect(onServer(next)).toBe("stored");
    vi.unstubAllGlobals();
  });

  it("stays for the next page where another had taken along what was left before it", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const memory = createMemoryStore();
    const { device, store } = createFullStore(memory);
    device.isFull = true;
    const page = await started({ store });
    const dying = createFullStore(memory);
    dying.device.isFull = true;
    const late = await started({ store: dying.store, network: { ...DOWN } });
    late.manager.edit(() => notes({ a: "seed", b: "left later" }));
    late.manager.leave();
    device.isFull = false;
    write(page, "here");
    await page.clock.advance(40_000);
    const { server, network } = page;
    const next = await started({ store, server, network });
    await next.clock.advance(10_000);
    expect(textsOf(server.current()?.layout)).toEqual({ a: "here", b: "left later" });
    vi.unstubAllGlobals();
  });

  it("is taken in by a page that learns only later whose it is", async () => {
    vi.stubGlobal("localStorage", createStorage());
    const { device, store } = createFullStore();
    const page = await started({ store });
    device.isFull = true;
    write(page, "as it went");
    page.manager.leave();
    await page.clock.advance(100);
    const { server, network } = page;
    const next = createPage({ store, server, network });
    void next.manager.start();
    device.isFull = false;
    await next.clock.advance(10_000);
    expect(onServer(next)).toBe("as it went");
    vi.unstubAllGlobals();
  });
});
