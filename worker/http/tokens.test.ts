import { afterEach, describe, expect, it, vi } from "vitest";
import type { Head, NewToken, Problem, Session, TokenList, Version } from "../layout/wire.ts";
import { type CallOptions, type Guest, layoutOf, newGuest, send } from "./api.testing.ts";

const tokenOf = async (guest: Guest, body: object = {}) => {
  const made = await guest.call<NewToken>("POST", "/tokens", {
    body: { name: "Script", scope: "write", ...body },
  });
  const call = <T>(method: string, path: string, { headers = {}, ...options }: CallOptions = {}) =>
    send<T>(method, path, {
      ...options,
      headers: { Authorization: `Bearer ${made.body.secret}`, ...headers },
    });
  return { ...made, call };
};
const listOf = async (guest: Guest) => (await guest.call<TokenList>("GET", "/tokens")).body.tokens;
const save = (mark: string, base: number): CallOptions => ({
  body: { layout: layoutOf(mark) },
  headers: { "If-Match": `"${base}"` },
});

afterEach(() => {
  vi.useRealTimers();
});

describe("an API token", () => {
  it("reads and writes what is its user's, and the history says that it was it", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("by hand"), { base: null });
    const token = await tokenOf(guest);
    expect(token.status).toBe(201);
    expect((await token.call<Head>("GET", "/layouts/main")).body.version).toBe(1);
    expect((await token.call("PUT", "/layouts/main", save("by token", 1))).status).toBe(200);
    const [newest] = (await token.call<{ versions: Version[] }>("GET", "/layouts/main/versions")).body
      .versions;
    expect(newest?.deviceId).toBe(`token-${token.body.id}`);
  });

  it("tells who it is, and nothing of the user's devices", async () => {
    const guest = await newGuest();
    const token = await tokenOf(guest, { name: "Backup", scope: "read" });
    for (const method of ["GET", "POST"]) {
      const reply = await token.call<Session>(method, "/session");
      expect([reply.status, reply.body]).toEqual([
        200,
        {
          user: { id: guest.userId },
          device: { id: `token-${token.body.id}`, name: "Backup" },
          devices: [],
          authenticatedBy: "token",
          scope: "read",
        },
      ]);
      expect(reply.headers.get("Set-Cookie")).toBeNull();
    }
  });

  it("is told once, and listed without its secret", async () => {
    const guest = await newGuest();
    const { body } = await tokenOf(guest, { expiresAt: "2100-01-01T00:00:00+01:00" });
    const { secret, ...info } = body;
    expect(secret).toMatch(/^gk1\./);
    expect(info.expiresAt).toBe("2099-12-31T23:00:00.000Z");
    const listed = await guest.call<TokenList>("GET", "/tokens");
    expect(listed.body.tokens).toEqual([info]);
    expect(listed.text).not.toContain(secret.split(".").at(-1));
  });

  it("that may only read, writes nothing", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const token = await tokenOf(guest, { scope: "read" });
    const before = [(await guest.head()).body, await guest.versions()];
    const base = { "If-Match": '"1"' };
    const writes: [string, string, CallOptions][] = [
      ["PUT", "/layouts/main", save("x", 1)],
      ["PUT", "/layouts/new", { body: { layout: layoutOf("x") }, headers: { "If-None-Match": "*" } }],
      ["DELETE", "/layouts/main", { headers: base }],
      ["PATCH", "/layouts/main/versions/1", { body: { pinned: true } }],
      ["POST", "/layouts/main/versions/prune", { body: { keep: 1 } }],
      ["POST", "/layouts/main/rollback", { body: { version: 1 }, headers: base }],
      [
        "POST",
        "/layouts/main/import",
        { body: { format: "gridkeep/1", layout: layoutOf("x") }, headers: base },
      ],
    ];
    for (const [method, path, options] of writes) {
      const reply = await token.call<Problem>(method, path, options);
      expect([method, path, reply.status, reply.body.code]).toEqual([method, path, 403, "forbidden"]);
    }
    expect([(await guest.head()).body, await guest.versions()]).toEqual(before);
  });

  it("is worth nothing from the moment that it is revoked", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const [token, other] = [await tokenOf(guest), await tokenOf(guest)];
    expect((await guest.call("DELETE", `/tokens/${token.body.id}`)).status).toBe(204);
    expect((await token.call("GET", "/layouts/main")).status).toBe(401);
    for (const method of ["GET", "POST"]) {
      const reply = await token.call(method, "/session");
      expect([reply.status, reply.headers.get("Set-Cookie")]).toEqual([401, null]);
    }
    expect((await token.call("PUT", "/layouts/main", save("late", 1))).status).toBe(401);
    expect((await other.call("GET", "/layouts/main")).status).toBe(200);
    expect((await listOf(guest)).map(({ id }) => id)).toEqual([other.body.id]);
    const again = await guest.call<Problem>("DELETE", `/tokens/${token.body.id}`);
    expect([again.status, again.body.code]).toEqual([404, "token-not-found"]);
  });

  it("ends when it was told to", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-01-01T12:00:00Z") });
    const guest = await newGuest();
    const token = await tokenOf(guest, { expiresAt: "2026-01-01T13:00:00Z" });
    vi.setSystemTime(Date.parse("2026-01-01T12:59:59.999Z"));
    expect((await token.call("GET", "/layouts")).status).toBe(200);
    vi.setSystemTime(Date.parse("2026-01-01T13:00:00Z"));
    expect((await token.call("GET", "/layouts")).status).toBe(401);
  });

  it("does nothing that is left to people", async () => {
    const guest = await newGuest();
    const token = await tokenOf(guest);
    const calls: [string, string, CallOptions?][] = [
      ["GET", "/tokens"],
      ["POST", "/tokens", { body: { name: "More", scope: "write" } }],
      ["DELETE", `/tokens/${token.body.id}`],
      ["POST", "/session/pairings"],
      ["DELETE", "/session"],
      ["PATCH", `/session/devices/${guest.deviceId}`, { body: { name: "x" } }],
      ["DELETE", `/session/devices/${guest.deviceId}`],
    ];
    for (const [method, path, options] of calls) {
      const reply = await token.call<Problem>(method, path, options);
      expect([method, path, reply.status, reply.body.code]).toEqual([method, path, 403, "forbidden"]);
    }
    expect(await listOf(guest)).toHaveLength(1);
    expect((await guest.call("GET", "/session")).status).toBe(200);
  });

  it("counts alone: a good cookie beside a bad token helps nobody", async () => {
    const guest = await newGuest();
    for (const Authorization of ["Bearer gk1.x", "Bearer ", "Basic YTpi", "Bearer a.b.c", "gk1"]) {
      const reply = await guest.call<Problem>("GET", "/layouts", { headers: { Authorization } });
      expect([Authorization, reply.status, reply.body.code]).toEqual([Authorization, 401, "unauthenticated"]);
      const started = await guest.call("POST", "/session", { headers: { Authorization } });
      expect([started.status, started.headers.get("Set-Cookie")]).toEqual([401, null]);
    }
  });

  it("of one user opens nothing of another's, however it is put together", async () => {
    const [mine, other] = [await newGuest(), await newGuest()];
    await other.save(layoutOf("theirs"), { base: null });
    const [token, theirs] = [await tokenOf(mine), await tokenOf(other)];
    const [, , id, random] = token.body.secret.split(".");
    const [, , theirId] = theirs.body.secret.split(".");
    for (const forged of [`${other.userId}.${id}.${random}`, `${other.userId}.${theirId}.${random}`]) {
      const reply = await send("GET", "/layouts/main", {
        headers: { Authorization: `Bearer gk1.${forged}` },
      });
      expect(reply.status).toBe(401);
    }
  });
});

describe("tokens that can't be made", () => {
  const bad: unknown[] = [
    {},
    { name: "x" },
    { name: "", scope: "read" },
    { name: "x".repeat(101), scope: "read" },
    { name: "x", scope: "admin" },
    { name: "x", scope: "read", expiresAt: "tomorrow" },
    { name: "x", scope: "read", expiresAt: "2020-01-01T00:00:00Z" },
    { name: "x", scope: "read", id: "0123456789abcdef" },
    [],
  ];
  it.each(bad)("%j", async (body) => {
    const guest = await newGuest();
    const reply = await guest.call<Problem>("POST", "/tokens", { body });
    expect([reply.status, reply.body.code]).toEqual([400, "invalid-parameter"]);
    expect(await listOf(guest)).toEqual([]);
  });

  it("more than 100 at a time; one that has ended makes room", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-01-01T12:00:00Z") });
    const guest = await newGuest();
    const { room } = guest;
    const caller = {
      deviceId: "d",
      deviceName: "D",
      isListed: false,
      token: null,
      provedAt: 0,
      wants: "write",
    } as const;
    for (let at = 0; at < 99; at += 1) {
      const row = { id: `t${at}`, hash: `h${at}`, name: "x", scope: "read", expiresAt: null } as const;
      expect((await room.createToken(caller, row)).kind).toBe("found");
    }
    expect((await tokenOf(guest, { expiresAt: "2026-01-01T13:00:00Z" })).status).toBe(201);
    const one = { body: { name: "One more", scope: "read" } };
    const refused = await guest.call<Problem>("POST", "/tokens", one);
    expect([refused.status, refused.body.code]).toEqual([409, "limit-reached"]);
    expect(await listOf(guest)).toHaveLength(100);
    vi.setSystemTime(Date.parse("2026-01-01T13:00:00Z"));
    expect((await guest.call("POST", "/tokens", one)).status).toBe(201);
  });
});
