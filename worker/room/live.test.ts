import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { layoutOf, newGuest } from "../http/api.testing.ts";
import { listen, listenAs, newToken, pairedWith, settled, until } from "../http/live.testing.ts";
import { createLive } from "./live.ts";

const start = Date.now();
const at = (ms: number): void => void vi.spyOn(Date, "now").mockReturnValue(start + ms);
afterEach(() => void vi.restoreAllMocks());

const DAY_MS = 24 * 60 * 60_000;
const SIGNED_OUT = { code: 4401, reason: "signed out" };

describe("before it is sent anything, a socket is closed", () => {
  it("whose token has ended", async () => {
    const guest = await newGuest();
    const expiresAt = new Date(start + 60_000).toISOString();
    const { headers } = await newToken(guest, { scope: "read", expiresAt });
    const [mine, theirs] = [await listenAs(guest), await listen(headers)];
    await guest.save(layoutOf("one"), { base: null });
    await until(() => expect(theirs.heads()).toEqual([1]));
    at(60_001);
    await guest.save(layoutOf("two"), { base: 1 });
    expect(await theirs.closed).toEqual(SIGNED_OUT);
    await until(() => expect(mine.heads()).toEqual([1, 2]));
    expect(theirs.heads()).toEqual([1]);
  });

  it("whose session has ended, though it goes on speaking", async () => {
    const guest = await newGuest();
    at(-400 * DAY_MS + 60_000);
    const second = await pairedWith(guest);
    at(0);
    const theirs = await listen({ Cookie: second.cookie });
    theirs.hello("phone");
    await until(() => expect(theirs.presence()).toBeDefined());
    at(60_001);
    theirs.hello("phone");
    expect(await theirs.closed).toEqual(SIGNED_OUT);
  });

  it("that was silent for 150 seconds, and is named no more; a ping is a sign of life", async () => {
    const guest = await newGuest();
    at(-150_000);
    const [gone, pings, speaks] = [await listenAs(guest), await listenAs(guest), await listenAs(guest)];
    gone.hello("gone");
    pings.hello("pings");
    speaks.hello("speaks");
    await until(() => expect(pings.presence()?.devices).toHaveLength(3));
    await settled(pings);
    at(0);
    speaks.hello("speaks");
    expect(await gone.closed).toMatchObject({ code: 4408 });
    const left = ["pings", "speaks"];
    await until(() => expect(pings.presence()?.devices.map(({ deviceId }) => deviceId)).toEqual(left));
  });
});

describe("a save", () => {
  it("goes on where a socket fails, and so do the others", async () => {
    const guest = await newGuest();
    const [bad, good] = [await listenAs(guest), await listenAs(guest)];
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    await runInDurableObject(guest.room, (_room, state) => {
      for (const socket of state.getWebSockets().slice(-1))
        Object.defineProperty(socket, "send", {
          value: () => {
            throw new TypeError("a fault for the test");
          },
        });
    });
    expect((await guest.save(layoutOf("one"), { base: null })).status).toBe(201);
    const ended = await Promise.race([bad.closed, good.closed]);
    expect(ended).toEqual({ code: 1011, reason: "failed on our side" });
    await until(() => expect([...bad.heads(), ...good.heads()]).toEqual([1]));
    expect(logged).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("live-send-failed"));
  });

  it("that was not written is told to nobody", async () => {
    const guest = await newGuest();
    const listening = await listenAs(guest);
    vi.spyOn(console, "error").mockImplementation(() => {});
    await runInDurableObject(guest.room, (_room, { storage }) => {
      const transactionSync = storage.transactionSync.bind(storage);
      const failing = (write: () => unknown) =>
        transactionSync(() => {
          write();
          throw new Error("a fault for the test");
        });
      Object.defineProperty(storage, "transactionSync", { configurable: true, value: failing });
    });
    expect((await guest.save(layoutOf("one"), { base: null })).status).toBe(500);
    await settled(listening);
    expect(listening.texts).toEqual(["pong"]);
    await runInDurableObject(guest.room, (_room, { storage }) => {
      Reflect.deleteProperty(storage, "transactionSync");
    });
    await guest.save(layoutOf("two"), { base: null });
    await until(() => expect(listening.heads()).toEqual([1]));
  });

  it("costs nothing more where nobody listens", () => {
    const never = vi.fn<() => never>();
    const { changed } = createLive({
      ...{ news: never, later: never, now: never },
      sockets: {
        ...{ acceptWebSocket: never, getWebSocketAutoResponseTimestamp: never },
        ...{ setWebSocketAutoResponse: never, getWebSockets: () => [] },
      },
    });
    changed({ layoutId: "main", deviceId: "desk" });
    expect(never).not.toHaveBeenCalled();
  });
});

it("all sockets of a room can be ended", async () => {
  const guest = await newGuest();
  const all = [await listenAs(guest), await listenAs(guest, { layoutId: "other" })];
  await runInDurableObject(guest.room, (_room, state) => {
    createLive({ sockets: state, news: () => null, now: Date.now, later: () => {} }).endAll(4410, "erased");
  });
  for (const { closed } of all) expect(await closed).toEqual({ code: 4410, reason: "erased" });
});
