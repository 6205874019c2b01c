import { afterEach, describe, expect, it, vi } from "vitest";
import { newToken as createToken } from "../identity/token.ts";
import type { Problem, Session } from "../layout/wire.ts";
import { LIVE } from "../layout/wire.ts";
import { layoutOf, newGuest, ORIGIN, paired } from "./api.testing.ts";
import { bearer, newVictim } from "./attacks.testing.ts";
import { type Listening, listen, listenAs, newToken, settled, until, upgrade } from "./live.testing.ts";

afterEach(() => {
  vi.useRealTimers();
});

const hello = (deviceId: string, deviceName: string): string =>
  JSON.stringify({ kind: "hello", deviceId, deviceName, version: null });
const namesOn = (listening: Listening): readonly string[] => [
  ...new Set(
    listening
      .received()
      .flatMap((message) =>
        message.kind === "presence" ? message.devices.map(({ deviceName }) => deviceName) : [],
      ),
  ),
];

describe("a socket of another user", () => {
  it("hears nothing of the victim's, though their layouts have the same names, nor is it heard", async () => {
    const [victim, attacker] = [await newVictim(), await newVictim("of the attacker")];
    const before = await victim.state();
    const [theirs, own] = [await listenAs(victim), await listenAs(attacker)];
    theirs.socket.send(hello(victim.deviceId, "Victim"));
    own.socket.send(hello(victim.deviceId, "Attacker"));
    await until(() => expect([namesOn(theirs), namesOn(own)]).toEqual([["Victim"], ["Attacker"]]));
    expect(await victim.state()).toEqual(before);
    await victim.save(layoutOf("news"), { base: 3 });
    await until(() => expect(theirs.heads()).toEqual([3, 4]));
    await settled(own);
    expect([own.heads(), namesOn(own), namesOn(theirs)]).toEqual([[3], ["Attacker"], ["Victim"]]);
  });

  it("is in no other room, whatever it says of itself on its way there", async () => {
    const [victim, attacker] = [await newVictim(), await newVictim("of the attacker")];
    const before = await victim.state();
    const caller = {
      deviceId: victim.deviceId,
      deviceName: "V",
      isListed: true,
      token: null,
      wants: "write",
    };
    const call = JSON.stringify({ caller, layoutId: "gone", endsAt: null });
    const smuggled: readonly (readonly [query: string, headers: Record<string, string>])[] = [
      [`?call=${encodeURIComponent(call)}`, {}],
      [`?call=${encodeURIComponent(call)}&call=x&layoutId=gone`, {}],
      ["", { "Gridkeep-Caller": call, "X-Call": call, Call: call }],
      ["", { "Sec-WebSocket-Protocol": `gridkeep, ${victim.writer.secret}` }],
      ["", { "X-Original-URL": "/api/layouts/gone/live", "X-Forwarded-User": victim.userId }],
      [`?access_token=${victim.writer.secret}&token=${victim.writer.secret}`, {}],
    ];
    for (const [query, headers] of smuggled) {
      const own = await listen({ Cookie: attacker.cookie, ...headers }, { query });
      own.socket.send(hello("probe", "Probe"));
      await until(() => expect(own.heads()).toEqual([3]));
      await until(() => expect(namesOn(own)).toEqual(["Probe"]));
      expect(own.received()[0]).toMatchObject({ layoutId: "main", deviceId: attacker.deviceId });
      own.socket.close();
      const nobody = await upgrade({ query, headers: { Origin: ORIGIN, ...headers } });
      expect([nobody.status, (await nobody.json<Problem>()).code]).toEqual([401, "unauthenticated"]);
    }
    expect(await victim.state()).toEqual(before);
  });

  it("does not open where it is meant for the victim", async () => {
    const [victim, attacker] = [await newVictim(), await newVictim("of the attacker")];
    const cookie = { Origin: ORIGIN, Cookie: attacker.cookie };
    for (const [query, headers] of [
      [`?user=${victim.userId}`, {}],
      ["", { "Gridkeep-User": victim.userId }],
    ] as const) {
      const reply = await upgrade({ query, headers: { ...cookie, ...headers } });
      expect([reply.status, (await reply.json<Problem>()).code]).toEqual([401, "unauthenticated"]);
    }
  });
});

/**
 * Among one user's devices a name in presence is what each says of itself. One that takes another's id is shown in its
 * place; that is all it gets: neither its sessions nor its history.
 */
describe("a hello with the id of another device of the same user", () => {
  it("is shown, and changes nothing else; what is signed out is who was admitted", async () => {
    const victim = await newVictim();
    const phone = await paired(victim, "Liar");
    await phone.head();
    const before = await victim.state();
    const [own, liar] = [await listenAs(victim), await listenAs(phone)];
    own.socket.send(hello(victim.deviceId, "Desk"));
    liar.socket.send(hello(victim.deviceId, "Desk, too"));
    await until(() =>
      expect(own.presence()).toMatchObject({ devices: [{ deviceId: victim.deviceId }], more: 0 }),
    );
    expect(await victim.state()).toEqual(before);
    await victim.call("DELETE", `/session/devices/${phone.deviceId}`);
    expect(await liar.closed).toEqual({ code: 4401, reason: "signed out" });
    await settled(own);
    expect((await victim.call<Session>("GET", "/session")).status).toBe(200);
  });
});

describe("a socket that goes on when it may not", () => {
  it("hears nothing more once its token has ended", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-01T12:00:00Z") });
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const { headers } = await newToken(guest, { scope: "read", expiresAt: "2026-03-01T12:01:00Z" });
    const listening = await listen(headers);
    await guest.save(layoutOf("two"), { base: 1 });
    await until(() => expect(listening.heads()).toEqual([2]));
    vi.setSystemTime(Date.parse("2026-03-01T12:01:00Z"));
    await guest.save(layoutOf("three"), { base: 2 });
    expect(await listening.closed).toEqual({ code: 4401, reason: "signed out" });
    expect(listening.heads()).toEqual([2]);
  });

  it("is closed for a word with a token that was revoked, and opens no other", async () => {
    const victim = await newVictim();
    const { id, headers } = await newToken(victim, { scope: "write" });
    const listening = await listen(headers);
    await victim.call("DELETE", `/tokens/${id}`);
    expect((await listening.closed).code).toBe(4401);
    expect((await upgrade({ headers })).status).toBe(401);
    const madeUp = createToken(victim.userId as never).secret;
    expect((await upgrade({ headers: bearer(madeUp) })).status).toBe(401);
  });

  it("half-open and silent is sent away at the next occasion, and others go on", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-02T12:00:00Z") });
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const silent = await listenAs(guest);
    vi.setSystemTime(Date.parse("2026-03-02T12:00:00Z") + LIVE.silentAfterMs);
    const awake = await listenAs(guest);
    await guest.save(layoutOf("two"), { base: 1 });
    expect((await silent.closed).code).toBe(4408);
    await until(() => expect(awake.heads()).toEqual([2]));
    expect(silent.heads()).toEqual([]);
  });
});

describe("a message at the edge", () => {
  /** As long as told in UTF-8, with blanks at its end. */
  const ofBytes = (bytes: number, letter: string): string => {
    const text = hello("desk", letter.repeat(90));
    return text + " ".repeat(bytes - new TextEncoder().encode(text).byteLength);
  };

  it.each([
    [1_023, "x", true],
    [1_024, "x", true],
    [1_025, "x", false],
    [1_023, "\u5bb6", true],
    [1_024, "\u5bb6", true],
    [1_025, "\u5bb6", false],
  ])("of %d bytes with the letter %s is taken: %s", async (bytes, letter, isTaken) => {
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const listening = await listenAs(guest);
    listening.socket.send(ofBytes(bytes, letter));
    if (isTaken) await until(() => expect(listening.heads()).toEqual([1]));
    else expect((await listening.closed).code).toBe(1009);
  });

  it.each([1 << 16, 1 << 20])(
    "of %d bytes closes the socket, and neither room nor others suffer",
    async (bytes) => {
      const guest = await newGuest();
      const [loud, other] = [await listenAs(guest), await listenAs(guest)];
      loud.socket.send("x".repeat(bytes));
      expect((await loud.closed).code).toBe(1009);
      await guest.save(layoutOf("one"), { base: null });
      await until(() => expect(other.heads()).toEqual([1]));
    },
  );

  it("by the sixtieth in a minute is heard, by the next is the last, and deeply nested it is none", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("one"), { base: null });
    const listening = await listenAs(guest);
    for (let at = 0; at < LIVE.messagesPerMinute; at += 1) listening.hello("desk");
    await until(() => expect(listening.heads()).toHaveLength(LIVE.messagesPerMinute));
    listening.hello("desk");
    expect((await listening.closed).code).toBe(1008);
    const nested = await listenAs(guest);
    nested.socket.send("[".repeat(1_024));
    expect((await nested.closed).code).toBe(1007);
    const polluting = await listenAs(guest);
    polluting.socket.send(
      '{"kind":"hello","deviceId":"a","deviceName":"b","version":1,"__proto__":{"polluted":1}}',
    );
    expect((await polluting.closed).code).toBe(1007);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
