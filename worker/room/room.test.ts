import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { type Guest, layoutOf, newGuest } from "../http/api.testing.ts";
import type { Problem, SaveReply, VersionPage, VersionWithLayout } from "../layout/wire.ts";
import { retryAfterMs } from "./publish.ts";

/** Replaces the room's archive until the room is evicted. */
const withArchive = (guest: Guest, archive: D1Database): Promise<void> =>
  runInDurableObject(guest.room, (room) => {
    (room as unknown as { env: Env }).env = { ...env, HISTORY: archive };
  });

const failing = (fail: (call: "batch" | "prepare") => void): D1Database =>
  new Proxy(env.HISTORY, {
    get: (database, name) => {
      const value = Reflect.get(database, name);
      if (name !== "batch" && name !== "prepare") return value;
      return (...args: never[]) => {
        fail(name);
        return value.apply(database, args);
      };
    },
  });

const down = (): D1Database =>
  failing(() => {
    throw new Error("D1_ERROR: Network connection lost.");
  });

const archived = async (guest: Guest): Promise<number[]> => {
  const { results } = await env.HISTORY.prepare(
    "SELECT version FROM layout_versions WHERE user_id = ? ORDER BY version",
  )
    .bind(guest.userId)
    .all<{ version: number }>();
  return results.map(({ version }) => version);
};

const saveMany = async (guest: Guest, from: number, to: number): Promise<void> => {
  for (let version = from; version <= to; version += 1) {
    const reply = await guest.save(layoutOf(`v${version}`), { base: version === 1 ? null : version - 1 });
    expect(reply.body.version).toBe(version);
  }
};

const downTo = (from: number, to: number): number[] =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index);

describe("the room", () => {
  it("goes on where it was when it is evicted between two saves (law 1)", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 1);
    await evictDurableObject(guest.room);
    await saveMany(guest, 2, 2);
    await evictDurableObject(guest.room);
    expect((await guest.head()).body.layout).toEqual(layoutOf("v2"));
    expect((await guest.versions()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it("remembers an operation id across an eviction (law 2)", async () => {
    const guest = await newGuest();
    const options = { base: null, headers: { "Idempotency-Key": "once" } };
    await guest.save(layoutOf("a"), options);
    await evictDurableObject(guest.room);
    expect((await guest.save(layoutOf("a"), options)).body.outcome).toBe("replayed");
    expect(await guest.versions()).toHaveLength(1);
  });

  it("publishes by alarm, all that came in one burst together, and forgets what it published", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 5);
    expect(await archived(guest)).toEqual([]);
    expect(await runDurableObjectAlarm(guest.room)).toBe(true);
    expect(await archived(guest)).toEqual([1, 2, 3, 4, 5]);
    expect(await guest.room.lag()).toEqual({ versions: 0, oldest: null });
    const row = await env.HISTORY.prepare("SELECT * FROM layouts WHERE user_id = ?")
      .bind(guest.userId)
      .first();
    expect(row).toMatchObject({
      layout_id: "main",
      version: 5,
      checksum: (await guest.head()).body.checksum,
    });
  });

  it("publishes more than fits in one batch, batch by batch", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 60);
    await runDurableObjectAlarm(guest.room);
    expect(await archived(guest)).toHaveLength(50);
    await runDurableObjectAlarm(guest.room);
    expect(await archived(guest)).toHaveLength(60);
    expect(await guest.versions("?limit=100")).toHaveLength(60);
  });

  it("takes two layouts of almost 1 MiB each where one is set aside", async () => {
    const guest = await newGuest();
    const large = (mark: string) => ({
      desktop: [{ id: "a", type: "x", x: 0, y: 0, w: 1, h: 1, config: { s: mark.repeat(1_040_000) } }],
      mobile: [],
    });
    await guest.save(layoutOf("a"), { base: null });
    const reply = await guest.save(large("m"), { base: 1, setAside: large("t") });
    expect([reply.status, reply.body.version]).toEqual([200, 3]);
    await runDurableObjectAlarm(guest.room);
    expect((await guest.call<VersionWithLayout>("GET", "/layouts/main/versions/2")).body.layout).toEqual(
      large("t"),
    );
  });

  it("publishes a version that is larger than a batch", async () => {
    const guest = await newGuest();
    const large = {
      desktop: [{ id: "a", type: "x", x: 0, y: 0, w: 1, h: 1, config: { s: "é".repeat(500_000) } }],
      mobile: [],
    };
    expect((await guest.save(large, { base: null })).status).toBe(201);
    await runDurableObjectAlarm(guest.room);
    const read = await guest.call<VersionWithLayout>("GET", "/layouts/main/versions/1");
    expect(read.body.layout).toEqual(large);
    expect(read.body.bytes).toBeGreaterThan(1_000_000);
  });
});

describe("while the archive is down", () => {
  it("saves go on and are all listed; when it is back, it has each version once", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 2);
    await runDurableObjectAlarm(guest.room);
    await withArchive(guest, down());

    await saveMany(guest, 3, 6);
    await runDurableObjectAlarm(guest.room);
    const page = (await guest.call<VersionPage>("GET", "/layouts/main/versions")).body;
    expect(page.versions.map(({ version }) => version)).toEqual(downTo(6, 3));
    expect(page.incomplete).toBe(true);
    expect((await guest.call<VersionWithLayout>("GET", "/layouts/main/versions/4")).body.layout).toEqual(
      layoutOf("v4"),
    );
    const older = await guest.call<Problem>("GET", "/layouts/main/versions/1");
    expect([older.status, older.body.code, older.headers.get("Retry-After")]).toEqual([
      503,
      "unavailable",
      "5",
    ]);
    expect((await guest.room.lag()).versions).toBe(4);

    await withArchive(guest, env.HISTORY);
    await runDurableObjectAlarm(guest.room);
    expect(await archived(guest)).toEqual([1, 2, 3, 4, 5, 6]);
    const whole = (await guest.call<VersionPage>("GET", "/layouts/main/versions")).body;
    expect(whole.versions.map(({ version }) => version)).toEqual(downTo(6, 1));
    expect(whole.incomplete).toBeUndefined();
  });

  it("refuses a stale save that would need it, and loses nothing", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 2);
    await runDurableObjectAlarm(guest.room);
    await withArchive(guest, down());
    const reply = await guest.save(layoutOf("stale"), { base: 1, query: "?onConflict=merge" });
    expect([reply.status, reply.body.code]).toEqual([412, "version-conflict"]);
    expect(reply.body.head.layout).toEqual(layoutOf("v2"));
  });

  it("that never answers is as good as down: nobody waits for it for long", { timeout: 60_000 }, async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 2);
    await runDurableObjectAlarm(guest.room);
    const hung = new Proxy(env.HISTORY, {
      get: (database, name) => {
        if (name === "batch") return () => new Promise(() => {});
        const value = Reflect.get(database, name);
        if (name !== "prepare") return value;
        const never = { all: () => new Promise(() => {}), first: () => new Promise(() => {}) };
        return () => ({ bind: () => never });
      },
    });
    await withArchive(guest, hung);
    await saveMany(guest, 3, 4);
    const page = (await guest.call<VersionPage>("GET", "/layouts/main/versions")).body;
    expect([page.versions.map(({ version }) => version), page.incomplete]).toEqual([[4, 3], true]);
    const stale = await guest.save(layoutOf("stale"), { base: 1, query: "?onConflict=merge" });
    expect(stale.status).toBe(412);
    expect(stale.body).not.toHaveProperty("base");
    expect(stale.body).toMatchObject({ conflicts: [] });
    expect((await guest.room.lag()).versions).toBe(2);

    await withArchive(guest, env.HISTORY);
    // The alarm that hangs by now gives up by itself, and comes again.
    await vi.waitFor(async () => expect(await archived(guest)).toEqual([1, 2, 3, 4]), {
      timeout: 30_000,
      interval: 250,
    });
  });

  it("does not keep a rollback from being recognised when it is sent again", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 2);
    await runDurableObjectAlarm(guest.room);
    const again = () =>
      guest.call<SaveReply>("POST", "/layouts/main/rollback", {
        ...{ body: { version: 1 }, headers: { "If-Match": '"2"', "Idempotency-Key": "back" } },
      });
    const first = await again();
    await withArchive(guest, down());
    expect((await again()).body).toEqual({ ...first.body, outcome: "replayed" });
    expect((await guest.call("GET", "/layouts/main/versions/99")).status).toBe(404);
  });

  it("tries again later and later, and never gives up", async () => {
    const guest = await newGuest();
    await withArchive(guest, down());
    await saveMany(guest, 1, 1);
    for (let failure = 1; failure <= 12; failure += 1) {
      expect(await runDurableObjectAlarm(guest.room)).toBe(true);
      const alarm = await runInDurableObject(guest.room, (_room, state) => state.storage.getAlarm());
      const wait = (alarm ?? 0) - Date.now();
      expect(wait).toBeLessThanOrEqual(retryAfterMs(failure));
      expect(wait).toBeGreaterThan(retryAfterMs(failure) - 5_000);
    }
    expect(retryAfterMs(12)).toBe(5 * 60_000);
    await withArchive(guest, env.HISTORY);
    await runDurableObjectAlarm(guest.room);
    expect(await archived(guest)).toEqual([1]);
  });

  it("takes a batch again whose answer was lost after it was written", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 3);
    const forgetful = new Proxy(env.HISTORY, {
      get: (database, name) => {
        const value = Reflect.get(database, name);
        if (name === "prepare") return value.bind(database);
        return async (...args: never[]) => {
          await value.apply(database, args);
          throw new Error("D1_ERROR: Network connection lost.");
        };
      },
    });
    await withArchive(guest, forgetful);
    await runDurableObjectAlarm(guest.room);
    expect(await archived(guest)).toEqual([1, 2, 3]);
    expect((await guest.room.lag()).versions).toBe(3);
    expect(await guest.versions()).toHaveLength(3);

    await withArchive(guest, env.HISTORY);
    await runDurableObjectAlarm(guest.room);
    expect(await archived(guest)).toEqual([1, 2, 3]);
    expect((await guest.room.lag()).versions).toBe(0);
  });

  it("keeps an entry that comes in while a batch is on its way", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 2);
    const slow = new Proxy(env.HISTORY, {
      get: (database, name) => {
        const value = Reflect.get(database, name);
        if (name === "prepare") return value.bind(database);
        return async (...args: never[]) => {
          await saveMany(guest, 3, 3);
          return value.apply(database, args);
        };
      },
    });
    await withArchive(guest, slow);
    await runDurableObjectAlarm(guest.room);
    expect((await guest.room.lag()).versions).toBe(1);
    expect((await guest.versions()).map(({ version }) => version)).toEqual([3, 2, 1]);
    await withArchive(guest, env.HISTORY);
    expect(await runDurableObjectAlarm(guest.room)).toBe(true);
    expect(await archived(guest)).toEqual([1, 2, 3]);
  });

  it("sets an alarm that was lost when the room wakes up", async () => {
    const guest = await newGuest();
    await saveMany(guest, 1, 1);
    await runInDurableObject(guest.room, (_room, state) => state.storage.deleteAlarm());
    await evictDurableObject(guest.room);
    await guest.head();
    expect(await runDurableObjectAlarm(guest.room)).toBe(true);
    expect(await archived(guest)).toEqual([1]);
  });
});

describe("a damaged archive", () => {
  it.each([
    [
      "layout",
      "UPDATE layout_versions SET body = replace(body, 'v2', 'v9') WHERE user_id = ? AND version = 2",
    ],
    ["broken text", "UPDATE layout_versions SET body = 'nonsense' WHERE user_id = ? AND version = 2"],
    ["checksum", "UPDATE layout_versions SET checksum = 'ab' WHERE user_id = ? AND version = 2"],
    ["device", "UPDATE layout_versions SET device_id = 'mallory' WHERE user_id = ? AND version = 2"],
    [
      "time",
      "UPDATE layout_versions SET created_at = '2020-01-01T00:00:00.000Z' WHERE user_id = ? AND version = 2",
    ],
    ["chain", "UPDATE layout_versions SET chain = 'ab' WHERE user_id = ? AND version = 2"],
  ])("is reported and never returned as good: %s (law 10)", async (_what, sql) => {
    const guest = await newGuest();
    await saveMany(guest, 1, 4);
    await runDurableObjectAlarm(guest.room);
    await env.HISTORY.prepare(sql).bind(guest.userId).run();
    const damaged = await guest.call<Problem & { version: number }>("GET", "/layouts/main/versions/2");
    expect([damaged.status, damaged.body.code, damaged.body.version]).toEqual([409, "history-damaged", 2]);
    const rollback = await guest.call<Problem>("POST", "/layouts/main/rollback", {
      ...{ body: { version: 2 }, headers: { "If-Match": '"4"' } },
    });
    expect([rollback.status, rollback.body.code]).toEqual([409, "history-damaged"]);
    expect((await guest.head()).body.version).toBe(4);
    expect((await guest.call("GET", "/layouts/main/versions/1")).status).toBe(200);
    expect((await guest.call("GET", "/layouts/main/versions/4")).status).toBe(200);
  });
});
