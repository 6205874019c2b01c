/** Encryption as a whole: devices, tabs and a service worker against a real room, in both modes. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import { notes, textsOf } from "../offline/document.testing.ts";
import type { ParkedRow } from "../offline/document.ts";
import { sealIn } from "../offline/seal.ts";
import { USER } from "../offline/simulator/server.testing.ts";
import { CURRENT_USER } from "../offline/store.ts";
import { PASSPHRASE, testKeys } from "./encryption.testing.ts";
import {
  createSealedWorld,
  DOC,
  type SealedDevice,
  type SealedTab,
  type SealedWorld,
} from "./encryption-world.testing.ts";
import type { SealMode } from "./keyholder.ts";
import { createLocks } from "./manager.testing.ts";
import { createOptimisticManager } from "./services/optimistic.ts";

const SECRET = "top-secret";
const MODES = ["fields", "whole"] as const;

let world: SealedWorld;

beforeEach(() => {
  vi.stubGlobal("navigator", { locks: createLocks() });
  world = createSealedWorld();
});
afterEach(() => {
  world.close();
  vi.unstubAllGlobals();
});

const opened = async (device: SealedDevice): Promise<SealedTab> => {
  const tab = device.open();
  await world.pass(2_000);
  return tab;
};

/** Writes into one widget and leaves the others as they are. */
const write = ({ manager }: SealedTab, id: string, text: string, key = "text") =>
  manager.edit((layout) => ({
    ...layout,
    desktop: layout.desktop.map((one) =>
      one.id === id ? { ...one, config: { ...one.config, [key]: text } } : one,
    ),
  }));

const move = ({ manager }: SealedTab, id: string) =>
  manager.edit((layout) => ({
    ...layout,
    desktop: layout.desktop.map((one) => (one.id === id ? { ...one, x: one.x + 3 } : one)),
  }));

const shown = ({ manager }: SealedTab) => textsOf(manager.state.layout ?? undefined);

const widgetOf = (layout: Layout | null, id: string): Widget | undefined =>
  layout?.desktop.find((one) => one.id === id);

/** A device on which a secret was written, sealed and saved; what was sent before is forgotten. */
const sealedBy = async (mode: SealMode, device = world.createDevice("laptop")): Promise<SealedTab> => {
  const tab = await opened(device);
  await world.pass(1_000);
  expect(await tab.encryption.setPassphrase(PASSPHRASE)).toEqual({ ok: true, value: null });
  await tab.encryption.setMode(mode);
  expect(await tab.encryption.turn("on")).toMatchObject({ ok: true });
  await world.pass(2_000);
  write(tab, "a", `${SECRET} a`);
  write(tab, "b", `${SECRET} b`);
  await world.pass(5_000);
  expect(tab.manager.status).toEqual({ kind: "saved" });
  return tab;
};

const secondDevice = async (): Promise<SealedTab> => {
  const tab = await opened(world.createDevice("phone"));
  expect(await tab.encryption.unlock(PASSPHRASE)).toEqual({ ok: true, value: null });
  await world.pass(3_000);
  return tab;
};

const expectNoLeak = (): void =>
  expect(world.sent.filter(({ text }) => text.includes(SECRET) || text.includes(PASSPHRASE))).toEqual([]);

const kinds = async () => (await world.versions()).map(({ layout }) => sealIn(layout));

describe.each(MODES)("a dashboard that is sealed, in mode %s", (mode) => {
  it("is saved sealed at once when encryption is turned on, and never leaves in the open again", async () => {
    const tab = await opened(world.createDevice("laptop"));
    write(tab, "a", "known to all");
    await world.pass(5_000);
    await tab.encryption.setPassphrase(PASSPHRASE);
    await tab.encryption.setMode(mode);
    await tab.encryption.turn("on");
    await world.pass(1_000);
    expect(await kinds()).toEqual([mode, "open"]);
    write(tab, "a", SECRET);
    await world.pass(5_000);
    expect(tab.manager.status).toEqual({ kind: "saved" });
    expect(tab.manager.state.seal).toBe(mode);
    expect(shown(tab)["a"]).toBe(SECRET);
    expect(await kinds()).toEqual([mode, mode, "open"]);
    expectNoLeak();
  });

  it("is copied sealed, and not at all while it is locked", async () => {
    const laptop = await sealedBy(mode);
    const phone = await secondDevice();
    write(laptop, "a", `${SECRET} laptop`);
    await world.pass(10_000);
    write(phone, "a", `${SECRET} phone`);
    await world.pass(10_000);
    await phone.manager.sync();
    const [row] = await phone.manager.waiting();
    const id = row?.id ?? "";
    await phone.encryption.lock();
    expect(await phone.manager.saveAsCopy(id, "copy")).toMatchObject({ failure: { code: "locked" } });
    expect(await phone.manager.downloadable(id)).toBeNull();
    await phone.encryption.unlock(PASSPHRASE);
    // The server of this world keeps one layout; what counts is that it was asked, and how.
    expect(await phone.manager.saveAsCopy(id, "copy")).toMatchObject({ failure: { code: "not-found" } });
    await world.pass(5_000);
    expect(world.sent.filter(({ text }) => text.includes(SECRET))).toEqual([]);
  });

  it("opens on a second device with the passphrase, and edits of different fields merge on both", async () => {
    const laptop = await sealedBy(mode);
    const phone = await secondDevice();
    expect(shown(phone)).toEqual({ a: `${SECRET} a`, b: `${SECRET} b` });
    write(laptop, "a", `${SECRET} laptop`);
    write(phone, "a", `${SECRET} footer`, "footer");
    write(phone, "b", `${SECRET} phone`);
    await world.pass(10_000);
    await Promise.all([laptop, phone].map(({ manager }) => manager.sync()));
    await world.pass(10_000);
    for (const { manager } of [laptop, phone]) {
      expect(manager.status).toEqual({ kind: "saved" });
      expect(widgetOf(manager.state.layout, "a")?.config).toEqual({
        text: `${SECRET} laptop`,
        footer: `${SECRET} footer`,
      });
      expect(widgetOf(manager.state.layout, "b")?.config).toEqual({ text: `${SECRET} phone` });
    }
    expectNoLeak();
  });

  it("asks where both devices wrote the same, and keeps both sides, sealed, in the history", async () => {
    const laptop = await sealedBy(mode);
    const phone = await secondDevice();
    write(laptop, "a", `${SECRET} mine`);
    await world.pass(5_000);
    write(phone, "a", `${SECRET} theirs`);
    await world.pass(5_000);
    await phone.manager.sync();
    await world.pass(5_000);
    expect(phone.manager.status).toEqual({ kind: "decision" });
    expect(phone.manager.state.conflict?.conflicts).toHaveLength(1);
    await phone.manager.resolveConflict("theirs");
    await world.pass(5_000);
    expect(phone.manager.status).toEqual({ kind: "saved" });
    expect(shown(phone)["a"]).toBe(`${SECRET} mine`);
    const [head, aside] = await world.versions();
    const kept = await phone.manager.readVersion(aside?.version ?? 0);
    expect(kept.ok && textsOf(kept.value.layout)["a"]).toBe(`${SECRET} theirs`);
    expect([head, aside].map((one) => one && sealIn(one.layout))).toEqual([mode, mode]);
    expectNoLeak();
  });

  it("has a history that opens after the passphrase was changed, on another device too", async () => {
    const laptop = await sealedBy(mode);
    const [{ version } = { version: 0 }] = await world.versions();
    write(laptop, "a", `${SECRET} later`);
    await world.pass(5_000);
    expect(await laptop.encryption.changePassphrase(PASSPHRASE, "another passphrase")).toMatchObject({
      ok: true,
    });
    const phone = await opened(world.createDevice("phone"));
    expect(await phone.encryption.unlock(PASSPHRASE)).toEqual({ ok: false, reason: "wrong-passphrase" });
    expect(await phone.encryption.unlock("another passphrase")).toMatchObject({ ok: true });
    await world.pass(3_000);
    for (const tab of [laptop, phone]) {
      const old = await tab.manager.readVersion(version);
      expect(old.ok && textsOf(old.value.layout)["a"]).toBe(`${SECRET} a`);
      expect(shown(tab)["a"]).toBe(`${SECRET} later`);
    }
    await laptop.manager.rollbackToVersion(version);
    await world.pass(3_000);
    expect(sealIn((await world.head()) ?? notes({}))).toBe(mode);
    expectNoLeak();
  });

  it("keeps what a locked device writes until that is unlocked, and puts nothing over the server's", async () => {
    const phone = await opened(world.createDevice("phone"));
    await sealedBy(mode);
    const before = await world.versions();
    await phone.manager.sync();
    write(phone, "c", "nothing");
    write(phone, "a", `${SECRET} offline`, "note");
    await world.pass(60_000);
    expect(phone.manager.status).toMatchObject({ kind: "locked", waiting: 1 });
    expect(phone.encryption.state).toBe("locked");
    expect(widgetOf(phone.manager.state.layout, "a")?.config).toMatchObject({ note: `${SECRET} offline` });
    expect(await phone.encryption.unlock("a wrong passphrase")).toEqual({
      ok: false,
      reason: "wrong-passphrase",
    });
    await world.pass(60_000);
    expect(await world.versions()).toEqual(before);
    await phone.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    expect(phone.manager.status).toEqual({ kind: "saved" });
    expect(widgetOf(phone.manager.state.layout, "a")?.config).toEqual({
      text: `${SECRET} a`,
      note: `${SECRET} offline`,
    });
    expectNoLeak();
  });

  it("is shown to nobody while a person has locked the device; what waits goes after unlocking", async () => {
    const device = world.createDevice("laptop");
    const tab = await sealedBy(mode, device);
    device.wire.isUp = false;
    write(tab, "a", `${SECRET} pending`);
    await world.pass(5_000);
    await tab.encryption.lock();
    await world.pass(500);
    expect(tab.manager.state).toMatchObject({ layout: null, conflict: null, canUndo: false });
    expect(JSON.stringify(tab.manager.downloadable())).not.toContain(SECRET);
    expect(write(tab, "a", "over it")).toBeNull();
    device.wire.isUp = true;
    await tab.manager.retry();
    await world.pass(60_000);
    expect(tab.manager.status).toEqual({ kind: "locked", waiting: 1 });
    expect(await tab.manager.encrypt(null)).toMatchObject({ ok: false, failure: { code: "locked" } });
    tab.close();
    const again = await opened(device);
    expect(again.manager.state.layout).toBeNull();
    await again.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    expect(shown(again)["a"]).toBe(`${SECRET} pending`);
    expect(again.manager.status).toEqual({ kind: "saved" });
    expectNoLeak();
  });

  it("is neither handed out nor saved over by whole layouts while it is locked, whoever is meant", async () => {
    const device = world.createDevice("laptop");
    const tab = await sealedBy(mode, device);
    await tab.encryption.lock();
    await world.pass(500);
    const over = notes({ a: "over it" });
    for (const user of [CURRENT_USER, USER]) {
      const loading = tab.manager.loadLayout(user);
      await world.pass(6_000);
      expect(await loading).toMatchObject({ layout: null, error: { code: "locked" } });
      expect(await tab.manager.saveLayout(user, over)).toMatchObject({
        success: false,
        error: { code: "locked" },
      });
    }
    expect(await tab.manager.rollbackToVersion(1)).toMatchObject({ ok: false, failure: { code: "locked" } });
    await tab.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    expect(shown(tab)["a"]).toBe(`${SECRET} a`);
  });

  it("neither loads back nor drops what was refused while it is locked", async () => {
    const device = world.createDevice("laptop");
    const tab = await sealedBy(mode, device);
    const refused: ParkedRow = {
      ...{
        opId: "refused",
        layout: notes({ a: `${SECRET} refused` }),
        code: "layout-invalid",
        detail: "No.",
      },
      ...{ headVersion: null, queuedAt: new Date(0).toISOString() },
    };
    await device.store.update(DOC, (doc) => [{ ...doc, parked: [refused] }, undefined]);
    tab.manager.follow(DOC);
    await tab.encryption.lock();
    await world.pass(500);
    const before = await device.store.read(DOC);
    const locked = { ok: false, failure: { code: "locked" } };
    expect(await tab.manager.keepParked("refused")).toMatchObject(locked);
    expect(await tab.manager.discardParked("refused")).toMatchObject(locked);
    await tab.manager.retry("refused");
    await world.pass(5_000);
    expect(await device.store.read(DOC)).toEqual(before);
    await tab.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    expect(shown(tab)["a"]).toBe(`${SECRET} a`);
    expect(await tab.manager.keepParked("refused")).toEqual({ ok: true, value: undefined });
    await world.pass(5_000);
    expect(shown(tab)["a"]).toBe(`${SECRET} refused`);
    expectNoLeak();
  });

  it("is locked and unlocked in every tab of the device at once", async () => {
    const device = world.createDevice("laptop");
    const tab = await sealedBy(mode, device);
    const other = await opened(device);
    const takeBack = write(other, "b", `${SECRET} other tab`);
    await world.pass(5_000);
    await tab.encryption.lock();
    await world.pass(500);
    expect(other.manager.state).toMatchObject({ layout: null, status: { kind: "locked" } });
    takeBack?.();
    expect(await other.manager.readVersion(2)).toMatchObject({ ok: false, failure: { code: "locked" } });
    await other.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    for (const one of [tab, other]) {
      expect(one.manager.status).toEqual({ kind: "saved" });
      expect(shown(one)["b"]).toBe(`${SECRET} other tab`);
    }
  });

  it("takes a failed update back after unlocking, where it failed while the device was locked", async () => {
    const tab = await sealedBy(mode);
    const operation = Promise.withResolvers<void>();
    const updating = createOptimisticManager(tab.manager).executeOptimisticUpdate(() => operation.promise, {
      type: "update",
      widgetId: "a",
      widget: { title: "New" },
    });
    expect(widgetOf(tab.manager.state.layout, "a")?.title).toBe("New");
    await tab.encryption.lock();
    await world.pass(500);
    operation.reject(new Error("no"));
    expect(await updating).toMatchObject({ success: false });
    expect(tab.manager.state.layout).toBeNull();
    await tab.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    expect(widgetOf(tab.manager.state.layout, "a")?.title).toBeUndefined();
    expect(shown(tab)).toMatchObject({ a: `${SECRET} a`, b: `${SECRET} b` });
    expect(tab.manager.status).toEqual({ kind: "saved" });
  });

  it("is left as it is where the server's was tampered with, and the copy here stays", async () => {
    const tab = await sealedBy(mode);
    const [{ version, layout } = { version: 0, layout: notes({}) }] = await world.versions();
    const altered = JSON.parse(
      JSON.stringify(layout).replaceAll(/"sealed":"([^"]+)"/g, (_, text: string) => {
        const parts = text.split(".");
        const cipher = parts[3] ?? "";
        return `"sealed":"${parts.with(3, (cipher[0] === "A" ? "B" : "A") + cipher.slice(1)).join(".")}"`;
      }),
    );
    await world.put(altered, version);
    await tab.manager.sync();
    expect(tab.manager.status).toMatchObject({ kind: "not-saved", reason: "damaged" });
    write(tab, "b", `${SECRET} after`);
    await world.pass(60_000);
    expect(await world.head()).toEqual(altered);
    expect(shown(tab)).toEqual({ a: `${SECRET} a`, b: `${SECRET} after` });
    expect(await tab.manager.readVersion(version + 1)).toMatchObject({
      ok: false,
      failure: { code: "tampered" },
    });
    expectNoLeak();
  });

  it("is neither opened nor overwritten with another key", async () => {
    await sealedBy(mode);
    const device = world.createDevice("stranger");
    device.keys.stored.set("guest-1", { ring: { version: 1, sealed: "" }, keys: await testKeys(7) });
    const before = await world.versions();
    const tab = await opened(device);
    write(tab, "a", `${SECRET} stranger`);
    await world.pass(60_000);
    expect(tab.manager.status).toMatchObject({ kind: "not-saved", reason: "damaged" });
    expect(await world.versions()).toEqual(before);
    expectNoLeak();
  });

  it("is told from an open one by a tab that has not heard, and by the service worker", async () => {
    const device = world.createDevice("laptop");
    const [tab, other] = [await opened(device), await opened(device)];
    write(tab, "b", "before");
    await world.pass(5_000);
    await tab.encryption.setPassphrase(PASSPHRASE);
    await tab.encryption.setMode(mode);
    // From here on nobody tells it anything.
    other.close();
    device.wire.isUp = false;
    write(other, "a", `${SECRET} unheard`);
    await world.pass(3_000);
    await tab.encryption.turn("on");
    await world.pass(1_000);
    device.wire.isUp = true;
    await device.drainAsWorker();
    other.manager.saveNow();
    await world.pass(60_000);
    await Promise.all([tab, other].map(({ manager }) => manager.retry()));
    await world.pass(10_000);
    expect(shown(tab)["a"]).toBe(`${SECRET} unheard`);
    expect((await kinds()).slice(0, -1)).not.toContain("open");
    expectNoLeak();
  });

  it("gets nothing in the open from a device that was away since before, be it stale or the service worker", async () => {
    const device = world.createDevice("phone");
    const phone = await opened(device);
    write(phone, "b", "before");
    await world.pass(5_000);
    device.wire.isUp = false;
    write(phone, "b", `${SECRET} away`);
    await world.pass(10_000);
    phone.close();
    await sealedBy(mode);
    const before = await world.versions();
    device.wire.isUp = true;
    await device.drainAsWorker();
    const again = await opened(device);
    await world.pass(60_000);
    expect(again.manager.status).toMatchObject({ kind: "locked" });
    expect(await world.versions()).toEqual(before);
    await again.encryption.unlock(PASSPHRASE);
    await world.pass(5_000);
    // Both wrote the same note: a question, in the open on this device alone.
    expect(again.manager.status).toEqual({ kind: "decision" });
    expectNoLeak();
  });
});

it("changes no other widget's sealed text with a save that moves one, nor the moved one's", async () => {
  const tab = await sealedBy("fields");
  const sealedTexts = async () => {
    const head = await world.head();
    return head === undefined || isSealed(head) ? [] : head.desktop.map(({ id, sealed }) => [id, sealed]);
  };
  const before = await sealedTexts();
  expect(before).toHaveLength(2);
  move(tab, "a");
  await world.pass(5_000);
  const head = await world.head();
  expect(head !== undefined && !isSealed(head) && widgetOf(head, "a")?.x).toBe(3);
  expect(await sealedTexts()).toEqual(before);
});

it("goes from one mode to the other and back into the open, each with a save", async () => {
  const tab = await sealedBy("fields");
  await tab.encryption.setMode("whole");
  await world.pass(2_000);
  expect((await kinds())[0]).toBe("whole");
  await tab.encryption.setMode("fields");
  await world.pass(2_000);
  expect((await kinds())[0]).toBe("fields");
  expectNoLeak();
  expect(await tab.encryption.turn("off")).toMatchObject({ ok: true });
  await world.pass(2_000);
  expect((await kinds())[0]).toBe("open");
  expect(textsOf(await world.head())).toEqual({ a: `${SECRET} a`, b: `${SECRET} b` });
  expect(tab.manager.status).toEqual({ kind: "saved" });
  expect(tab.encryption.isOn).toBe(false);
});

it("stays sealed on a device that is shown an open version: somebody may only want to read the next", async () => {
  const tab = await sealedBy("fields");
  const [{ version } = { version: 0 }] = await world.versions();
  await world.put(notes({ a: "bait", b: "bait" }), version);
  await tab.manager.sync();
  expect(shown(tab)["a"]).toBe("bait");
  write(tab, "a", `${SECRET} after`);
  await world.pass(5_000);
  expect((await kinds())[0]).toBe("fields");
  expectNoLeak();
});

it("restores nothing while it is locked, not even what was saved in the open", async () => {
  const tab = await opened(world.createDevice("laptop"));
  write(tab, "a", "in the open");
  await world.pass(5_000);
  await tab.encryption.setPassphrase(PASSPHRASE);
  await tab.encryption.turn("on");
  await world.pass(3_000);
  await tab.encryption.lock();
  await world.pass(500);
  expect(await tab.manager.rollbackToVersion(1)).toMatchObject({ ok: false, failure: { code: "locked" } });
});

it("can be turned on before the page has started", async () => {
  const tab = world.createDevice("laptop").open();
  const turned = tab.encryption.turn("on");
  await world.pass(2_000);
  expect(await turned).toMatchObject({ ok: true });
  expect(tab.encryption.isOn).toBe(true);
});

it("waits for a first passphrase where it is turned on without one", async () => {
  const tab = await opened(world.createDevice("laptop"));
  await tab.encryption.turn("on");
  write(tab, "a", SECRET);
  await world.pass(60_000);
  expect(tab.manager.status).toMatchObject({ kind: "locked" });
  expect(tab.encryption.state).toBe("off");
  expect(shown(tab)["a"]).toBe(SECRET);
  expect(await kinds()).toEqual([]);
  await tab.encryption.setPassphrase(PASSPHRASE);
  await world.pass(5_000);
  expect(tab.manager.status).toEqual({ kind: "saved" });
  expect((await kinds())[0]).toBe("fields");
  expectNoLeak();
});

it("seals a save whose reply was lost when it is sent again, as another operation", async () => {
  const device = world.createDevice("laptop");
  const tab = await opened(device);
  await tab.encryption.setPassphrase(PASSPHRASE);
  device.wire.losesReplies = true;
  write(tab, "a", "sent before");
  await world.pass(3_000);
  await tab.encryption.turn("on");
  const told = world.sent.length;
  device.wire.losesReplies = false;
  await tab.manager.retry();
  await world.pass(70_000);
  expect(tab.manager.status).toEqual({ kind: "saved" });
  expect(await tab.manager.waiting()).toEqual([]);
  expect(world.sent.slice(told).filter(({ text }) => text.includes("sent before"))).toEqual([]);
  expect(shown(tab)["a"]).toBe("sent before");
  const history = await kinds();
  expect(history.at(-1)).toBe("open");
  expect(new Set(history.slice(0, -1))).toEqual(new Set(["fields"]));
});

describe("what is damaged on its way", () => {
  const misread = (text: string) => text.replace('"text":"fine"', '"text":"oops"');

  it("is shown as damaged, and the copy here stays, until a whole one comes", async () => {
    const [laptop, device] = [await opened(world.createDevice("laptop")), world.createDevice("phone")];
    write(laptop, "a", "first");
    await world.pass(5_000);
    const phone = await opened(device);
    write(laptop, "a", "fine");
    await world.pass(5_000);
    device.wire.alters = misread;
    await phone.manager.sync();
    expect(phone.manager.status).toMatchObject({ kind: "not-saved", reason: "damaged" });
    expect(shown(phone)["a"]).toBe("first");
    expect(await phone.manager.readVersion(2)).toMatchObject({
      ok: false,
      failure: { code: "checksum-mismatch" },
    });
    write(phone, "b", "mine");
    await world.pass(10_000);
    expect(textsOf(await world.head())).toEqual({ a: "fine", b: "seed" });
    device.wire.alters = (text) => text;
    await phone.manager.sync();
    await world.pass(10_000);
    expect(textsOf(await world.head())).toEqual({ a: "fine", b: "mine" });
    expect(phone.manager.status).toEqual({ kind: "saved" });
  });
});

it("leaves nothing in localStorage when the page goes, where that would be in the open", async () => {
  const items = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => items.set(key, text),
    removeItem: (key: string) => items.delete(key),
  });
  const tab = await sealedBy("fields");
  write(tab, "a", `${SECRET} last words`);
  tab.manager.leave();
  expect([...items]).toEqual([]);
  await world.pass(5_000);
  expect(await world.head()).toBeDefined();
  expect((await world.createDevice("x").store.read(DOC)).draft).toBeNull();
});
