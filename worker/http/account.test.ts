import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type {
  AccountExport,
  Device,
  Erased,
  NewToken,
  Pairing,
  Problem,
  Session,
  TokenList,
} from "../layout/wire.ts";
import { dumpArchives, dumpRoom, markOf, rowsOfUser, sizeOf, textOf } from "../room/erasure.testing.ts";
import { bind, down, newUser, rest } from "../room/room.testing.ts";
import { LayoutRoom } from "../room/room.ts";
import { type Guest, layoutOf, newGuest, send } from "./api.testing.ts";
import { exportOf, importTo, layoutTextOf, versionsOf } from "./transfer.testing.ts";

beforeAll(async () => {
  await env.SHARD.batch(env.TEST_SCHEMA.map((statement) => env.SHARD.prepare(statement)));
});

const userOf = ({ userId }: Guest) => newUser(userId);
const put = (guest: Guest, id: string, mark: string, base: number | null) =>
  guest.call("PUT", `/layouts/${id}`, {
    body: { layout: layoutOf(mark) },
    headers: base === null ? { "If-None-Match": "*" } : { "If-Match": `"${base}"` },
  });
const newToken = async (guest: Guest, scope: "read" | "write"): Promise<NewToken> =>
  (await guest.call<NewToken>("POST", "/tokens", { body: { name: `A token to ${scope}`, scope } })).body;
const codeOf = async (guest: Guest): Promise<string> =>
  (await guest.call<Pairing>("POST", "/session/pairings")).body.code;
/** The cookie of one more device. */
const paired = async (guest: Guest): Promise<string> => {
  const body = { code: await codeOf(guest), deviceName: "Phone" };
  const { headers } = await send<Session>("POST", "/session/pairings/redeem", { body });
  return headers.get("Set-Cookie")?.split(";")[0] ?? "";
};

/** Two layouts, in the room and in the archive, and one that was deleted. */
const settled = async (): Promise<Guest> => {
  const guest = await newGuest();
  for (const version of [0, 1, 2]) await put(guest, "main", `main ${version}`, version || null);
  await put(guest, "second", "second", null);
  await put(guest, "gone", "gone 1", null);
  await put(guest, "gone", "gone 2", 1);
  await guest.call("DELETE", "/layouts/gone", { headers: { "If-Match": '"2"' } });
  await rest(userOf(guest));
  await put(guest, "main", "main 3", 3);
  return guest;
};

const accountOf = (guest: Guest) => guest.call<AccountExport>("GET", "/account/export");

describe("GET /api/account/export", () => {
  it("is a file of all that there is, without secrets, for nobody to keep", async () => {
    const guest = await settled();
    const token = await newToken(guest, "read");
    await paired(guest);
    const reply = await accountOf(guest);
    expect(reply.status).toBe(200);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "content-type": "application/json",
      "content-disposition": 'attachment; filename="gridkeep-account.json"',
      "cache-control": "no-store",
    });
    const { format, exportedAt, user, devices, tokens, layouts } = reply.body;
    expect([format, user]).toEqual(["gridkeep-account/1", { id: guest.userId }]);
    expect(Math.abs(Date.parse(exportedAt) - Date.now())).toBeLessThan(60_000);
    expect(devices).toEqual((await guest.call<Session>("GET", "/session")).body.devices);
    expect(devices.map(({ name }: Device) => name).sort()).toEqual(["Phone", "This device"]);
    expect(tokens).toEqual((await guest.call<TokenList>("GET", "/tokens")).body.tokens);
    expect(reply.text).not.toContain(token.secret);
    expect(reply.text).not.toContain("hash");
    expect(layouts.map(({ id }) => id).sort()).toEqual(["gone", "main", "second"]);
    for (const layout of layouts.filter(({ id }) => id !== "gone")) {
      const alone = (await exportOf(guest, "?history=all", layout.id)).body;
      expect({ ...alone, exportedAt }).toEqual(layout);
      expect(layout.deletedAt).toBeUndefined();
    }
    const gone = layouts.find(({ id }) => id === "gone");
    expect(Math.abs(Date.parse(gone?.deletedAt ?? "") - Date.now())).toBeLessThan(60_000);
    expect(gone?.versions?.map(({ version }) => version)).toEqual([1, 2]);
  });

  it("has layouts that come in again, each with its history", async () => {
    const guest = await settled();
    const { layouts } = (await accountOf(guest)).body;
    const other = await newGuest();
    for (const layout of layouts) {
      const reply = await importTo(other, layout.id, { body: layout });
      expect([reply.status, reply.body.version]).toEqual([201, layout.version]);
      expect(await versionsOf(other, layout.id)).toEqual(await versionsOf(guest, layout.id));
      for (const { version } of layout.versions ?? [])
        expect(await layoutTextOf(other, layout.id, version)).toBe(
          await layoutTextOf(guest, layout.id, version),
        );
    }
  });

  it("of somebody who has nothing yet is one that says so", async () => {
    const guest = await newGuest();
    expect((await accountOf(guest)).body).toMatchObject({
      user: { id: guest.userId },
      layouts: [],
      tokens: [],
    });
  });

  it("says what is missing while the archive is away", async () => {
    const guest = await settled();
    await bind(userOf(guest), { HISTORY: down() });
    const { layouts } = (await accountOf(guest)).body;
    const main = layouts.find(({ id }) => id === "main");
    expect(main).toMatchObject({ version: 4, incomplete: true, layout: layoutOf("main 3") });
    expect(main?.versions?.map(({ version }) => version)).toEqual([3, 4]);
  });

  it("tells its headers to HEAD", async () => {
    const guest = await settled();
    const [get, head] = [await accountOf(guest), await guest.call("HEAD", "/account/export")];
    expect([head.status, head.text]).toEqual([200, ""]);
    for (const name of ["Content-Type", "Content-Disposition", "Cache-Control"])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    expect((await send("HEAD", "/account/export")).status).toBe(401);
  });
});

describe("DELETE /api/account", () => {
  it("erases everything, everywhere, and takes the cookie back", async () => {
    const guest = await settled();
    const reply = await guest.call<Erased>("DELETE", "/account");
    expect([reply.status, reply.body]).toEqual([200, { complete: true }]);
    expect(reply.headers.get("Set-Cookie")).toContain("Max-Age=0");
    expect(reply.headers.get("Cache-Control")).toBe("no-store");
    const archives = await dumpArchives();
    expect(sizeOf(rowsOfUser(archives, guest.userId))).toBe(0);
    expect(textOf(archives)).not.toContain(guest.userId);
  });

  it("leaves nobody a way in: no cookie, no token, no code, and none of them makes anything", async () => {
    const guest = await settled();
    const second = await paired(guest);
    const tokens = [await newToken(guest, "read"), await newToken(guest, "write")];
    const code = await codeOf(guest);
    expect((await guest.call("DELETE", "/account")).status).toBe(200);
    const [archives, room] = [await dumpArchives(), await dumpRoom(userOf(guest))];
    const proofs: Record<string, string>[] = [
      { Cookie: guest.cookie },
      { Cookie: second },
      ...tokens.map(({ secret }) => ({ Authorization: `Bearer ${secret}` })),
    ];
    for (const headers of proofs) {
      const replies = [
        await send<Problem>("GET", "/layouts", { headers }),
        await send<Problem>("GET", "/session", { headers }),
        await send<Problem>("GET", "/layouts/main", { headers }),
        await send<Problem>("GET", "/layouts/main/versions/verify", { headers }),
        await send<Problem>("PUT", "/layouts/main", {
          body: { layout: layoutOf("back") },
          headers: { ...headers, "If-None-Match": "*" },
        }),
      ];
      for (const { status, body } of replies) expect([status, body.code]).toEqual([401, "unauthenticated"]);
    }
    const withCookie = { headers: { Cookie: second } };
    expect((await send("POST", "/session/pairings", withCookie)).status).toBe(401);
    expect((await send("GET", "/account/export", withCookie)).status).toBe(401);
    const redeemed = await send<Problem>("POST", "/session/pairings/redeem", { body: { code } });
    expect([redeemed.status, redeemed.headers.get("Set-Cookie")]).toEqual([404, null]);
    expect(await dumpArchives()).toEqual(archives);
    expect(await dumpRoom(userOf(guest))).toEqual(room);
  });

  it("lets who has the old cookie start anew, as somebody else", async () => {
    const guest = await settled();
    await guest.call("DELETE", "/account");
    const started = await guest.call<Session>("POST", "/session");
    expect(started.status).toBe(201);
    expect(started.body.user.id).not.toBe(guest.userId);
  });

  it("says so again when the reply was lost", async () => {
    const guest = await settled();
    const first = await guest.call<Erased>("DELETE", "/account");
    const mark = await markOf(userOf(guest));
    const again = await guest.call<Erased>("DELETE", "/account");
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(await markOf(userOf(guest))).toEqual(mark);
  });

  it("says when the archive has still to be emptied", async () => {
    const guest = await settled();
    const user = userOf(guest);
    const code = await codeOf(guest);
    await bind(user, { HISTORY: down() });
    const reply = await guest.call<Erased>("DELETE", "/account");
    expect([reply.status, reply.body]).toEqual([202, { complete: false }]);
    expect(reply.headers.get("Set-Cookie")).toContain("Max-Age=0");
    expect((await guest.call("GET", "/layouts")).status).toBe(401);
    const redeemed = await send("POST", "/session/pairings/redeem", { body: { code } });
    expect([redeemed.status, redeemed.headers.get("Set-Cookie")]).toEqual([404, null]);
    await bind(user, { HISTORY: env.HISTORY });
    const again = await guest.call<Erased>("DELETE", "/account");
    expect([again.status, again.body]).toEqual([200, { complete: true }]);
  });

  it("is for people: no token does it, nor a page of another origin, nor who is signed out", async () => {
    const guest = await settled();
    const { secret } = await newToken(guest, "write");
    const second = await paired(guest);
    await send("DELETE", "/session", { headers: { Cookie: second } });
    const calls = [
      [{ Authorization: `Bearer ${secret}` }, 403, "forbidden"],
      [{ Cookie: guest.cookie, Origin: "https://elsewhere.test" }, 403, "forbidden"],
      [{ Cookie: second }, 401, "unauthenticated"],
      [{ Cookie: guest.cookie, "Gridkeep-User": "guest-1" }, 401, "unauthenticated"],
      [{}, 401, "unauthenticated"],
    ] as const;
    for (const [headers, status, code] of calls) {
      const reply = await send<Problem>("DELETE", "/account", { headers });
      expect([reply.status, reply.body.code]).toEqual([status, code]);
    }
    const asToken = { headers: { Authorization: `Bearer ${secret}` } };
    expect((await send("GET", "/account/export", asToken)).status).toBe(403);
    expect(await markOf(userOf(guest))).toBeNull();
    expect((await guest.head()).body.layout).toEqual(layoutOf("main 3"));
  });
});

describe("a pairing code that is made while the account ends", () => {
  it("is taken back", async () => {
    const guest = await settled();
    const { admit } = LayoutRoom.prototype;
    LayoutRoom.prototype.admit = async function (caller) {
      const admitted = await admit.call(this, caller);
      await this.erase(caller);
      return admitted;
    };
    const reply = await guest.call("POST", "/session/pairings");
    LayoutRoom.prototype.admit = admit;
    expect(reply.status).toBe(401);
    expect(sizeOf(rowsOfUser(await dumpArchives(), guest.userId))).toBe(0);
  });
});
