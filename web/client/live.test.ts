import { beforeEach, describe, expect, it } from "vitest";
import { type Audience, createLive, type LiveSocket } from "./live.ts";
import { createTestClock, type TestClock } from "./manager.testing.ts";

const ADA: Audience = { userId: "guest-1", layoutId: "main", deviceId: "desk", deviceName: "Desk" };
const head = (version: number, deviceId = "phone") =>
  JSON.stringify({ kind: "head", layoutId: "main", version, deviceId });

type Fake = LiveSocket & { readonly path: string; readonly sent: string[]; isClosed: boolean };
type Say = (data: unknown) => void;

let clock: TestClock;
let sockets: Fake[];
let known: number | null;
let news: number;
let returns: number;
let present: string[];
/** Whether a ping is answered. */
let isAlive: boolean;

const fake = (path: string): Fake => {
  const sent: string[] = [];
  const socket: Fake = {
    ...{ path, sent, isClosed: false, onopen: null, onmessage: null, onclose: null },
    send: (text) => {
      sent.push(String(text));
      if (text === "ping" && isAlive) says(socket)("pong");
    },
    close: () => {
      socket.isClosed = true;
    },
  };
  sockets.push(socket);
  return socket;
};
const last = (): Fake => {
  const socket = sockets.at(-1);
  if (socket === undefined) throw new Error("Nothing was opened.");
  return socket;
};
// The handlers take no more of an event than this.
const opened = (socket: Fake): void => (socket.onopen as () => void)();
const says =
  (socket: Fake): Say =>
  (data) =>
    (socket.onmessage as (event: { data: unknown }) => void)({ data });
const closes = (socket: Fake, code: number): void =>
  (socket.onclose as (event: { code: number }) => void)({ code });

const newLive = () =>
  createLive({
    ...{ open: fake, clock, random: () => 1, version: () => known },
    onNews: () => {
      news += 1;
    },
    onPresence: (devices) => {
      present = devices.map(({ deviceName }) => deviceName);
    },
    onReturn: () => {
      returns += 1;
    },
  });
const listening = () => {
  const live = newLive();
  live.listen(ADA);
  opened(last());
  return live;
};

beforeEach(() => {
  clock = createTestClock();
  [sockets, known, news, returns, present, isAlive] = [[], 7, 0, 0, [], false];
});

describe("a page that listens", () => {
  it("says who it is and what it has, and hears of what is newer", async () => {
    listening();
    expect(last().path).toBe("/layouts/main/live?user=guest-1");
    expect(JSON.parse(last().sent[0] ?? "")).toEqual({
      ...{ kind: "hello", deviceId: "desk", deviceName: "Desk", version: 7 },
    });
    const say = says(last());
    say(head(7));
    expect(news).toBe(0);
    say(head(8));
    expect(news).toBe(1);
    say(JSON.stringify({ kind: "removed", layoutId: "main", version: 8, deviceId: null }));
    expect(news).toBe(2);
  });

  it("does not load what it has just saved itself, unless the answer to that was lost", async () => {
    listening();
    says(last())(head(8, "desk"));
    known = 8;
    await clock.advance(2_000);
    expect(news).toBe(0);
    says(last())(head(9, "desk"));
    await clock.advance(2_000);
    expect(news).toBe(1);
  });

  it("knows who else is there, and that it does not while it hears nothing", () => {
    listening();
    says(last())(
      JSON.stringify({ kind: "presence", devices: [{ deviceId: "p", deviceName: "Phone" }], more: 0 }),
    );
    expect(present).toEqual(["Phone"]);
    closes(last(), 1006);
    expect(present).toEqual([]);
  });

  it("knows nobody once it listens no longer, or to somebody else's", () => {
    const live = listening();
    const phone = JSON.stringify({
      kind: "presence",
      devices: [{ deviceId: "p", deviceName: "Phone" }],
      more: 0,
    });
    says(last())(phone);
    live.listen({ ...ADA, userId: "guest-2" });
    expect(present).toEqual([]);
    opened(last());
    says(last())(phone);
    live.listen(null);
    expect(present).toEqual([]);
  });

  it("passes over what it does not understand", () => {
    listening();
    const odd = [
      "",
      "pong",
      "{",
      "null",
      "[]",
      "7",
      '{"kind":"later"}',
      '{"kind":"head","version":"9"}',
      new ArrayBuffer(3),
    ];
    for (const text of [...odd, '{"kind":"presence","devices":7}']) says(last())(text);
    expect([news, present]).toEqual([0, []]);
  });

  it("does so for one person at a time, on one socket", () => {
    const live = listening();
    live.listen({ ...ADA });
    expect(sockets).toHaveLength(1);
    live.listen({ ...ADA, userId: "guest-2" });
    expect([sockets.length, sockets[0]?.isClosed, live.isOpen()]).toEqual([2, true, false]);
    says(sockets[0] ?? last())(head(99));
    live.listen(null);
    expect([sockets.length, last().isClosed, news]).toEqual([2, true, 0]);
  });
});

describe("a socket that is lost", () => {
  it("is opened again, later each time, and from the start after a minute of calm", async () => {
    const live = listening();
    for (const waitMs of [1_000, 2_000, 4_000]) {
      const before = sockets.length;
      closes(last(), 1006);
      expect(live.isOpen()).toBe(false);
      await clock.advance(waitMs - 1);
      expect(sockets).toHaveLength(before);
      await clock.advance(1);
      expect(sockets).toHaveLength(before + 1);
    }
    isAlive = true;
    opened(last());
    await clock.advance(61_000);
    closes(last(), 1006);
    const before = sockets.length;
    await clock.advance(1_000);
    expect(sockets).toHaveLength(before + 1);
  });

  it("says so when it is open again, and not when it is open for the first time", async () => {
    const live = listening();
    expect(returns).toBe(0);
    closes(last(), 1006);
    await clock.advance(1_000);
    expect(returns).toBe(0);
    opened(last());
    expect(returns).toBe(1);
    live.listen(null);
    live.listen(ADA);
    opened(last());
    expect(returns).toBe(1);
  });

  it("says hello again, so that nothing that was missed stays so", async () => {
    listening();
    closes(last(), 1001);
    known = 9;
    await clock.advance(1_000);
    opened(last());
    expect(JSON.parse(last().sent[0] ?? "")).toMatchObject({ kind: "hello", version: 9 });
  });

  it("is noticed by a ping that nobody answers", async () => {
    listening();
    expect(last().sent[1]).toBe("ping");
    says(last())("pong");
    await clock.advance(30_000);
    expect(last().sent.filter((text) => text === "ping")).toHaveLength(2);
    await clock.advance(10_000);
    expect(last().isClosed).toBe(true);
    await clock.advance(1_000);
    expect(sockets).toHaveLength(2);
  });

  it.each([1003, 1007, 1009])("by our own fault (%d) is left alone", async (code) => {
    listening();
    closes(last(), code);
    await clock.advance(600_000);
    expect([sockets.length, news]).toEqual([1, 0]);
  });

  it("for too many messages waits a minute", async () => {
    listening();
    closes(last(), 1008);
    await clock.advance(59_999);
    expect(sockets).toHaveLength(1);
    await clock.advance(1);
    expect(sockets).toHaveLength(2);
  });

  it("because the device was signed out has the page find out, and is not opened again", async () => {
    listening();
    closes(last(), 4401);
    await clock.advance(600_000);
    expect([sockets.length, news]).toEqual([1, 1]);
  });
});
