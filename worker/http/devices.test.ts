import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Device, Problem, Session } from "../layout/wire.ts";
import { type Guest, layoutOf, newGuest, paired, send } from "./api.testing.ts";

const idsOf = ({ devices }: Pick<Session, "devices">) => devices.map(({ id }) => id);
const whoAmI = async (guest: Pick<Guest, "call">) => (await guest.call<Session>("GET", "/session")).body;

afterEach(() => {
  vi.useRealTimers();
});

describe("a user's devices", () => {
  it("are listed by each of them, the one that was seen last first", async () => {
    const desk = await newGuest();
    await desk.save(layoutOf("a"), { base: null });
    const phone = await paired(desk, "Phone");
    const seen = await whoAmI(phone);
    expect(seen.user.id).toBe(desk.userId);
    expect(seen.device).toEqual({ id: phone.deviceId, name: "Phone" });
    expect(idsOf(seen).sort()).toEqual([desk.deviceId, phone.deviceId].sort());
    expect(idsOf(await whoAmI(desk)).sort()).toEqual(idsOf(seen).sort());
    expect((await phone.head()).body).toEqual((await desk.head()).body);
  });

  it("know when they were seen last, to an hour", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-01-01T12:00:00Z") });
    const guest = await newGuest();
    const seenAt = async () => (await whoAmI(guest)).devices[0]?.lastSeen;
    expect(await seenAt()).toBe("2026-01-01T12:00:00.000Z");
    vi.setSystemTime(Date.parse("2026-01-01T12:59:59Z"));
    expect(await seenAt()).toBe("2026-01-01T12:00:00.000Z");
    vi.setSystemTime(Date.parse("2026-01-01T13:00:00Z"));
    expect(await seenAt()).toBe("2026-01-01T13:00:00.000Z");
  });

  it("can be renamed by each other", async () => {
    const desk = await newGuest();
    const phone = await paired(desk, "Phone");
    const path = `/session/devices/${phone.deviceId}`;
    const renamed = await desk.call<Device>("PATCH", path, { body: { name: "Grünes Telefon" } });
    expect([renamed.status, renamed.body.name]).toEqual([200, "Grünes Telefon"]);
    expect((await whoAmI(phone)).device.name).toBe("Grünes Telefon");
  });

  it("are signed out by each other at once, and no other is", async () => {
    const desk = await newGuest();
    await desk.save(layoutOf("kept"), { base: null });
    const phone = await paired(desk, "Phone");
    expect((await phone.head()).status).toBe(200);
    expect((await desk.call("DELETE", `/session/devices/${phone.deviceId}`)).status).toBe(204);

    const refused = await phone.call<Problem>("GET", "/layouts/main");
    expect([refused.status, refused.body.code]).toEqual([401, "unauthenticated"]);
    expect((await phone.save(layoutOf("late"), { base: 1 })).status).toBe(401);
    expect((await phone.call("GET", "/session")).status).toBe(401);
    expect((await phone.call("DELETE", "/session/devices/anything")).status).toBe(401);
    expect((await desk.head()).body.version).toBe(1);
    expect(idsOf(await whoAmI(desk))).toEqual([desk.deviceId]);
    const again = await desk.call<Problem>("DELETE", `/session/devices/${phone.deviceId}`);
    expect([again.status, again.body.code]).toEqual([404, "device-not-found"]);
  });

  it("start anew as guests once they are signed out", async () => {
    const desk = await newGuest();
    const phone = await paired(desk, "Phone");
    await desk.call("DELETE", `/session/devices/${phone.deviceId}`);
    const started = await phone.call<Session>("POST", "/session");
    expect([started.status, started.body.user.id === desk.userId]).toEqual([201, false]);
  });

  it("are not known to other users", async () => {
    const [mine, other] = [await newGuest(), await newGuest()];
    for (const method of ["PATCH", "DELETE"]) {
      const body = method === "PATCH" ? { name: "Mine now" } : undefined;
      const reply = await other.call<Problem>(method, `/session/devices/${mine.deviceId}`, { body });
      expect([reply.status, reply.body.code]).toEqual([404, "device-not-found"]);
    }
    expect(idsOf(await whoAmI(mine))).toEqual([mine.deviceId]);
  });
});

describe("signing out", () => {
  it("ends the session for whoever holds a copy of the cookie", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    const reply = await guest.call("DELETE", "/session");
    expect([reply.status, reply.headers.get("Set-Cookie")]).toEqual([
      204,
      expect.stringContaining("Max-Age=0"),
    ]);
    expect((await guest.call("GET", "/layouts/main")).status).toBe(401);
    expect((await guest.call("DELETE", "/session")).status).toBe(204);
  });

  it("is nothing for whoever is not signed in", async () => {
    expect((await send("DELETE", "/session")).status).toBe(204);
  });
});

it("a name that was made up leaves nothing behind", async () => {
  const room = env.ROOMS.getByName("guest-00000000-0000-4000-8000-000000000000");
  const token = `gk1.guest-00000000-0000-4000-8000-000000000000.0123456789abcdef.${"A".repeat(43)}`;
  const reply = await send("GET", "/layouts", { headers: { Authorization: `Bearer ${token}` } });
  expect(reply.status).toBe(401);
  const { runInDurableObject } = await import("cloudflare:test");
  const tables = await runInDurableObject(room, (_room, { storage }) =>
    storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
  );
  expect(tables).toEqual([]);
});
