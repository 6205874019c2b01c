import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { layoutOf, newGuest } from "./api.testing.ts";
import { type Listening, listen, listenAs, newToken, pairedWith, settled, until } from "./live.testing.ts";

/** Longer than presence is gathered. */
const passed = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

describe("a device that listens", () => {
  it("hears of each save, its own too, and of no other layout and no other user", async () => {
    const guest = await newGuest();
    const second = await pairedWith(guest);
    const [mine, other] = [await listenAs(guest), await listen({ Cookie: second.cookie })];
    const elsewhere = await listenAs(guest, { layoutId: "other" });
    const stranger = await listenAs(await newGuest());

    const saved = (await guest.save(layoutOf("one"), { base: null })).body;
    await guest.save(layoutOf("two", 2), { base: 1 });

    const first = { kind: "head", layoutId: "main", version: 1, deviceId: guest.deviceId };
    for (const listening of [mine, other]) {
      await until(() => expect(listening.heads()).toEqual([1, 2]));
      expect(listening.received()[0]).toEqual({ ...first, checksum: saved.checksum, changes: saved.changes });
    }
    for (const listening of [elsewhere, stranger]) {
      await settled(listening);
      expect(listening.texts).toEqual(["pong"]);
    }
  });

  it("hears of what is merged, rolled back, imported, deleted and brought back: the head alone, once each", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("one", 2), { base: null });
    await guest.save(layoutOf("two", 2), { base: 1 });
    const file = (await guest.call("GET", "/layouts/main/export?history=all")).body;
    const listening = await listenAs(guest);
    const added = { id: "new", type: "notes", x: 6, y: 6, w: 3, h: 2, config: { text: "new" } };
    const { desktop } = layoutOf("one", 2);

    const merged = await guest.save(
      { desktop: [...desktop, added], mobile: [] },
      { base: 1, query: "?onConflict=merge" },
    );
    expect(merged.body.outcome).toBe("merged");
    await guest.call("POST", "/layouts/main/rollback", {
      body: { version: 1 },
      headers: { "If-Match": '"3"' },
    });
    await guest.call("POST", "/layouts/main/import", { body: file, headers: { "If-Match": '"4"' } });
    await guest.call("DELETE", "/layouts/main", { headers: { "If-Match": '"6"' } });
    await guest.call("POST", "/layouts/main/rollback", {
      body: { version: 2 },
      headers: { "If-Match": '"6"' },
    });

    await until(() => expect(listening.received()).toHaveLength(5));
    const told = listening
      .received()
      .map((message) => ("version" in message ? [message.kind, message.version] : []));
    expect(told).toEqual([
      ["head", 3],
      ["head", 4],
      ["head", 6],
      ["removed", 6],
      ["head", 7],
    ]);
    expect(listening.received()[3]).toEqual({
      kind: "removed",
      layoutId: "main",
      version: 6,
      deviceId: guest.deviceId,
    });
  });

  it("hears nothing of a save that made no version", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    await guest.save(layoutOf("two"), { base: 1 });
    const listening = await listenAs(guest);
    expect((await guest.save(layoutOf("two"), { base: 2 })).body.outcome).toBe("unchanged");
    expect((await guest.save(layoutOf("three"), { base: 1 })).status).toBe(412);
    expect((await guest.save({ desktop: 7 }, { base: 2 })).status).toBe(422);
    await settled(listening);
    expect(listening.texts).toEqual(["pong"]);
  });

  it("is told where the layout stands whenever it says hello", async () => {
    const guest = await newGuest();
    const listening = await listenAs(guest);
    listening.hello("phone", 0);
    await until(() => expect(listening.received()).toHaveLength(1));
    // Nothing is there yet; who is there is told all the same.
    expect(listening.received()[0]?.kind).toBe("presence");
    await guest.save(layoutOf("one"), { base: null });
    await until(() => expect(listening.heads()).toEqual([1]));
    listening.hello("phone", 1);
    await until(() => expect(listening.heads()).toEqual([1, 1]));
    await guest.call("DELETE", "/layouts/main", { headers: { "If-Match": '"1"' } });
    const late = await listenAs(guest);
    late.hello("desk");
    await until(() => expect(late.received()).not.toEqual([]));
    expect(late.received()[0]).toEqual({ kind: "removed", layoutId: "main", version: 1, deviceId: null });
  });

  it("learns with its hello what it missed while it was away", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const before = await listenAs(guest);
    before.hello("phone", 1);
    await until(() => expect(before.heads()).toEqual([1]));
    before.socket.close(1000, "tunnel");
    expect(await before.closed).toMatchObject({ code: 1000 });
    await guest.save(layoutOf("two"), { base: 1 });
    await guest.save(layoutOf("three"), { base: 2 });
    const after = await listenAs(guest);
    after.hello("phone", 1);
    await until(() => expect(after.heads()).toEqual([3]));
    expect((await guest.head()).body.version).toBe(3);
  });

  it("may be an API token that only reads", async () => {
    const guest = await newGuest();
    const { headers } = await newToken(guest, { scope: "read" });
    const listening = await listen(headers);
    await guest.save(layoutOf("one"), { base: null });
    await until(() => expect(listening.heads()).toEqual([1]));
  });

  it("gets an answer to its pings without waking anybody", async () => {
    const guest = await newGuest();
    const listening = await listenAs(guest);
    await settled(listening);
    await evictDurableObject(guest.room);
    await settled(listening);
    expect(listening.texts).toEqual(["pong", "pong"]);
  });
});

describe("who is there", () => {
  it("is told to all when it changes: each device once, the one that came first first", async () => {
    const guest = await newGuest();
    const [desk, phone, tab] = [await listenAs(guest), await listenAs(guest), await listenAs(guest)];
    desk.hello("desk");
    await until(() => expect(desk.presence()).toBeDefined());
    phone.hello("phone");
    tab.hello("desk");
    const named = (deviceId: string) => ({ deviceId, deviceName: `The ${deviceId}` });
    const both = { kind: "presence", devices: [named("desk"), named("phone")], more: 0 };
    for (const { presence } of [desk, phone, tab]) await until(() => expect(presence()).toEqual(both));

    tab.socket.close();
    await passed();
    expect(desk.received()).toHaveLength(2);
    phone.socket.close();
    await until(() => expect(desk.presence()).toEqual({ ...both, devices: [named("desk")] }));
  });

  it("names fifty, and says how many others there are", async () => {
    const guest = await newGuest();
    const many: Listening[] = [];
    for (let at = 0; at < 53; at += 1) many.push(await listenAs(guest));
    for (const [at, listening] of many.entries()) listening.hello(`device-${at}`);
    await until(() => expect(many[0]?.presence()).toMatchObject({ more: 3 }));
    expect(many[0]?.presence()?.devices).toHaveLength(50);
  });

  it("is told at most twice a second, however many come and go", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const first = await listenAs(guest);
    const before = performance.now();
    for (let at = 0; at < 30; at += 1) {
      const listening = await listenAs(guest);
      listening.hello(`device-${at}`);
      await until(() => expect(listening.heads()).toEqual([1]));
    }
    await until(() => expect(first.presence()?.devices).toHaveLength(30));
    const mostTimes = Math.ceil((performance.now() - before) / 500);
    expect(first.received().length).toBeLessThanOrEqual(mostTimes);
  });
});

describe("a room that slept", () => {
  it("still knows who listens, and tells of saves and of who is there", async () => {
    const guest = await newGuest();
    const [desk, phone] = [await listenAs(guest), await listenAs(guest)];
    desk.hello("desk");
    phone.hello("phone");
    await until(() => expect(desk.presence()?.devices).toHaveLength(2));
    await passed();
    await evictDurableObject(guest.room, { webSockets: "hibernate" });
    await guest.save(layoutOf("one"), { base: null });
    for (const { heads } of [desk, phone]) await until(() => expect(heads()).toEqual([1]));
    await evictDurableObject(guest.room, { webSockets: "hibernate" });
    phone.socket.close();
    await until(() =>
      expect(desk.presence()?.devices).toEqual([{ deviceId: "desk", deviceName: "The desk" }]),
    );
  });

  it("still counts what was said before", async () => {
    const guest = await newGuest();
    const listening = await listenAs(guest);
    for (let at = 0; at < 59; at += 1) listening.hello("desk");
    await guest.save(layoutOf("one"), { base: null });
    await until(() => expect(listening.presence()).toBeDefined());
    await passed();
    await evictDurableObject(guest.room);
    listening.hello("desk");
    await until(() => expect(listening.heads().length).toBeGreaterThan(0));
    listening.hello("desk");
    expect(await listening.closed).toEqual({ code: 1008, reason: "more than 60 messages a minute" });
  });

  it("still ends the sockets of a device that is signed out", async () => {
    const guest = await newGuest();
    const second = await pairedWith(guest);
    const [mine, theirs] = [await listenAs(guest), await listen({ Cookie: second.cookie })];
    await evictDurableObject(guest.room);
    await guest.call("DELETE", `/session/devices/${second.deviceId}`);
    expect(await theirs.closed).toEqual({ code: 4401, reason: "signed out" });
    await settled(mine);
  });
});

it("a thousand sockets of one layout all hear of a save", async ({ annotate }) => {
  const guest = await newGuest();
  const all = await Promise.all(Array.from({ length: 1_000 }, () => listenAs(guest)));
  for (const [at, listening] of all.entries()) listening.hello(`device-${at}`);
  await until(() => expect(all[999]?.presence()).toMatchObject({ more: 950 }));
  const before = performance.now();
  expect((await guest.save(layoutOf("one"), { base: null })).status).toBe(201);
  const saved = performance.now();
  await until(() => expect(all.every(({ heads }) => heads().includes(1))).toBe(true));
  const heardMs = performance.now() - before;
  await annotate(`${(saved - before).toFixed()} ms to save, ${heardMs.toFixed()} ms until all heard`);
  for (const { socket } of all) socket.close();
}, 60_000);
