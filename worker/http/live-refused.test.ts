import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { MOST_SOCKETS } from "../room/live.ts";
import { layoutOf, newGuest, ORIGIN } from "./api.testing.ts";
import { type ListenOptions, listen, listenAs, newToken, settled, until, upgrade } from "./live.testing.ts";

const refusal = async (options: ListenOptions) => {
  const reply = await upgrade(options);
  const { code, requestId } = await reply.json<Problem>();
  expect(reply.webSocket).toBeNull();
  expect(reply.headers.get("Request-Id")).toBe(requestId);
  return [reply.status, code];
};
const OWN = { Origin: ORIGIN };

describe("no socket opens", () => {
  it("to who proves nothing, or nothing that holds", async () => {
    const guest = await newGuest();
    const { id, headers } = await newToken(guest, { scope: "write" });
    await guest.call("DELETE", `/tokens/${id}`);
    const expected = [401, "unauthenticated"];
    expect(await refusal({ headers: OWN })).toEqual(expected);
    expect(await refusal({ headers: { ...OWN, Cookie: `${guest.cookie}x` } })).toEqual(expected);
    expect(await refusal({ headers })).toEqual(expected);
    expect(await refusal({ headers: { Authorization: "Bearer gk1.x" } })).toEqual(expected);
    await guest.call("DELETE", "/session");
    expect(await refusal({ headers: { ...OWN, Cookie: guest.cookie } })).toEqual(expected);
  });

  it.each([undefined, "null", "https://evil.example", `${ORIGIN}.evil.example`, `${ORIGIN}:444`])(
    "with a cookie, to a page of the origin %s",
    async (origin) => {
      const { cookie } = await newGuest();
      const headers = { Cookie: cookie, ...(origin === undefined ? {} : { Origin: origin }) };
      expect(await refusal({ headers })).toEqual([403, "forbidden"]);
    },
  );

  it("to who takes the session for another user's", async () => {
    const guest = await newGuest();
    const headers = { ...OWN, Cookie: guest.cookie };
    const expected = [401, "unauthenticated"];
    expect(await refusal({ headers, query: "?user=guest-0" })).toEqual(expected);
    expect(await refusal({ headers: { ...headers, "Gridkeep-User": "guest-0" } })).toEqual(expected);
    const twice = `?user=${guest.userId}&user=guest-0`;
    expect(await refusal({ headers, query: twice })).toEqual([400, "invalid-parameter"]);
    await settled(await listenAs(guest, { query: `?user=${guest.userId}` }));
  });

  it("where none is asked for, or another kind", async () => {
    const { call } = await newGuest();
    for (const headers of [{}, { Upgrade: "h2c" }]) {
      const reply = await call<Problem>("GET", "/layouts/main/live", { headers });
      expect([reply.status, reply.body.code]).toEqual([426, "upgrade-required"]);
      expect(reply.headers.get("Upgrade")).toBe("websocket");
    }
  });

  it("for a layout whose name is none", async () => {
    const { cookie } = await newGuest();
    const headers = { ...OWN, Cookie: cookie };
    expect(await refusal({ layoutId: "a%20b", headers })).toEqual([400, "invalid-parameter"]);
  });

  it("where as many listen as can", async () => {
    const guest = await newGuest();
    await listenAs(guest);
    await runInDurableObject(guest.room, (_room, state) => {
      const [socket] = state.getWebSockets();
      const many = Array.from({ length: MOST_SOCKETS }, () => socket);
      Object.defineProperty(state, "getWebSockets", { configurable: true, value: () => many });
    });
    const reply = await upgrade({ headers: { ...OWN, Cookie: guest.cookie } });
    expect([reply.status, (await reply.json<Problem>()).code]).toEqual([429, "rate-limited"]);
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});

it("a socket that opens says what every reply says, and takes a name in any script", async () => {
  const guest = await newGuest();
  await guest.call("PATCH", `/session/devices/${guest.deviceId}`, { body: { name: "台所の📱" } });
  const reply = await upgrade({ headers: { ...OWN, Cookie: guest.cookie, "Request-Id": "mine" } });
  expect([reply.status, reply.headers.get("Request-Id")]).toEqual([101, "mine"]);
  expect(reply.headers.get("X-Content-Type-Options")).toBe("nosniff");
});

const hello = { kind: "hello", deviceId: "desk", deviceName: "台所の📱", version: null };

describe("a socket is closed with a reason", () => {
  const malformed: readonly unknown[] = [
    ...[null, 7, "hello", [], {}, { kind: "hello" }, { ...hello, kind: "goodbye" }, { ...hello, more: 1 }],
    ...[
      { ...hello, version: -1 },
      { ...hello, version: 1.5 },
      { ...hello, version: "1" },
    ],
    ...[
      { ...hello, deviceId: "a b" },
      { ...hello, deviceName: "" },
      { ...hello, deviceName: "x".repeat(101) },
    ],
    { ...hello, deviceName: "\ud800" },
  ];
  it.each(malformed.map((message) => JSON.stringify(message)).concat("", "{", "Ping", "ping ", '{"kind":'))(
    "when it says %s",
    async (text) => {
      const listening = await listenAs(await newGuest());
      listening.socket.send(text);
      expect(await listening.closed).toEqual({ code: 1007, reason: "not a hello in JSON" });
    },
  );

  it("when it says bytes, or more than 1 KiB, and not when it says just that", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const [binary, long, full] = [await listenAs(guest), await listenAs(guest), await listenAs(guest)];
    binary.socket.send(new TextEncoder().encode(JSON.stringify(hello)));
    expect(await binary.closed).toEqual({ code: 1003, reason: "messages are text" });
    const text = JSON.stringify(hello);
    const bytes = new TextEncoder().encode(text).byteLength;
    long.socket.send(text + " ".repeat(1025 - bytes));
    expect(await long.closed).toEqual({ code: 1009, reason: "a message takes 1024 bytes at most" });
    full.socket.send(text + " ".repeat(1024 - bytes));
    await until(() => expect(full.heads()).toEqual([1]));
  });

  it("when it says more than 60 things a minute, pings aside", async () => {
    const listening = await listenAs(await newGuest());
    for (let at = 0; at < 100; at += 1) listening.socket.send("ping");
    for (let at = 0; at < 60; at += 1) listening.hello("desk");
    await until(() => expect(listening.presence()).toBeDefined());
    listening.hello("desk");
    expect(await listening.closed).toEqual({ code: 1008, reason: "more than 60 messages a minute" });
  });

  it("and the others never notice", async () => {
    const guest = await newGuest();
    const [bad, good] = [await listenAs(guest), await listenAs(guest)];
    for (let at = 0; at < 200; at += 1) bad.socket.send("nonsense");
    await bad.closed;
    await guest.save(layoutOf("one"), { base: null });
    await until(() => expect(good.heads()).toEqual([1]));
    expect(bad.texts).toEqual([]);
  });
});

const SIGNED_OUT = { code: 4401, reason: "signed out" };

describe("a socket ends at once", () => {
  it("when its device signs out", async () => {
    const guest = await newGuest();
    const listening = await listenAs(guest);
    await guest.call("DELETE", "/session");
    expect(await listening.closed).toEqual(SIGNED_OUT);
  });

  it("when its token is revoked, and no other does", async () => {
    const guest = await newGuest();
    const [gone, kept] = [await newToken(guest, { scope: "read" }), await newToken(guest, { scope: "read" })];
    const [ended, other, own] = [
      await listen(gone.headers),
      await listen(kept.headers),
      await listenAs(guest),
    ];
    await guest.call("DELETE", `/tokens/${gone.id}`);
    expect(await ended.closed).toEqual(SIGNED_OUT);
    await settled(other);
    await settled(own);
  });
});
