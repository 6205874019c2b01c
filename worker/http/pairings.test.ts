import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../history/sha256.ts";
import { newCode, readCode } from "../identity/pairing.ts";
import { createPairings } from "../identity/pairings.ts";
import type { Pairing, Problem, Session } from "../layout/wire.ts";
import { type Guest, newGuest, ORIGIN, send } from "./api.testing.ts";
import { app } from "./app.ts";

const pair = async (guest: Guest) => (await guest.call<Pairing>("POST", "/session/pairings")).body;
const redeem = <T = Session>(code: unknown, extra: object = {}) =>
  send<T>("POST", "/session/pairings/redeem", { body: { code, ...extra } });
const rowsOf = async ({ userId }: Guest) =>
  (await env.HISTORY.prepare("SELECT * FROM pairings WHERE user_id = ?").bind(userId).all()).results;

afterEach(() => {
  vi.useRealTimers();
});

describe("a pairing code", () => {
  it("signs in another device of the same user, under its own name", async () => {
    const guest = await newGuest();
    const { code, expiresAt } = await pair(guest);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(9.9 * 60_000);
    const { status, body, headers } = await redeem(code, { deviceName: "Tablet" });
    expect(status).toBe(201);
    expect(body.user.id).toBe(guest.userId);
    expect(body.device).toMatchObject({ name: "Tablet" });
    expect(body.device.id).not.toBe(guest.deviceId);
    expect(headers.get("Set-Cookie")).toMatch(/^__Host-gridkeep_session=.*HttpOnly; Secure; SameSite=Lax$/);
  });

  it("is read as people write it", async () => {
    const guest = await newGuest();
    const { code } = await pair(guest);
    const written = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `
      .replaceAll("0", "o")
      .replaceAll("1", "l");
    expect((await redeem(written)).status).toBe(201);
  });

  it("works once, also for two who come at the same time", async () => {
    const { code } = await pair(await newGuest());
    const replies = await Promise.all([redeem(code), redeem(code), redeem(code)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
    const again = await redeem<Problem>(code);
    expect([again.status, again.body.code]).toEqual([404, "pairing-not-found"]);
    expect(again.headers.get("Set-Cookie")).toBeNull();
  });

  it("works for ten minutes", async () => {
    const start = Date.parse("2026-01-01T12:00:00Z");
    vi.useFakeTimers({ toFake: ["Date"], now: start });
    const [first, second] = [await pair(await newGuest()), await pair(await newGuest())];
    vi.setSystemTime(start + 10 * 60_000 - 1);
    expect((await redeem(first.code)).status).toBe(201);
    vi.setSystemTime(start + 10 * 60_000);
    expect((await redeem(second.code)).status).toBe(404);
  });

  it("ends the one before: a user has one at a time", async () => {
    const guest = await newGuest();
    const [first, second] = [await pair(guest), await pair(guest)];
    expect(await rowsOf(guest)).toHaveLength(1);
    expect((await redeem(first.code)).status).toBe(404);
    expect((await redeem(second.code)).status).toBe(201);
    expect(await rowsOf(guest)).toEqual([]);
  });

  it("is not kept as it is, nor as a hash that could be guessed", async () => {
    const guest = await newGuest();
    const { code } = await pair(guest);
    const [row] = await rowsOf(guest);
    expect(JSON.stringify(row)).not.toContain(code);
    expect(row?.["digest"]).not.toBe(sha256(code));
  });

  it("is gone a while after it has ended", async () => {
    const guest = await newGuest();
    await pair(guest);
    const pairings = createPairings(env.HISTORY);
    await pairings.expire(Date.now());
    expect(await rowsOf(guest)).toHaveLength(1);
    expect(await pairings.expire(Date.now() + 10 * 60_000)).toBeGreaterThanOrEqual(1);
    expect(await rowsOf(guest)).toEqual([]);
  });

  it("is drawn evenly from 32 letters", () => {
    const counts = new Map<string, number>();
    for (let at = 0; at < 4_000; at += 1)
      for (const letter of newCode()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect(counts.size).toBe(32);
    // 1,000 each expected; six standard deviations.
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(190);
  });
});

it("can't be tried where nobody counts the tries", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const { code } = await pair(await newGuest());
  const broken = { limit: () => Promise.reject(new Error("the counter is gone")) };
  const request = new Request(`${ORIGIN}/api/session/pairings/redeem`, {
    ...{ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }) },
  });
  const reply = await app.fetch(request, { ...env, GUESSES: broken });
  expect([reply.status, reply.headers.get("Set-Cookie")]).toEqual([503, null]);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("limit-not-asked"));
  expect((await redeem(code)).status).toBe(201);
});

describe("what is no code that waits", () => {
  it.each(["", "ABCDEFG", "ABCDEFGHJ", "ABCDEFGU", "ABCD%FGH", "💥💥💥💥", "00000000", "' OR 1=1"])(
    "%s",
    async (code) => {
      await pair(await newGuest());
      const reply = await redeem<Problem>(code);
      expect([reply.status, reply.body.code]).toEqual([404, "pairing-not-found"]);
      expect(reply.headers.get("Set-Cookie")).toBeNull();
    },
  );

  it.each([undefined, 7, null, ["ABCDEFGH"], "x".repeat(41)])(
    "%j, which is not even a text",
    async (code) => {
      const reply = await redeem<Problem>(code);
      expect([reply.status, reply.body.code]).toEqual([400, "invalid-parameter"]);
    },
  );

  it("reads I and L as 1, O as 0, and U as nothing", () => {
    expect(readCode("IL0O-abcd")).toBe("1100ABCD");
    expect(readCode("UUUUUUUU")).toBeNull();
  });
});
