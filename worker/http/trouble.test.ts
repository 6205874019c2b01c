import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Problem, SaveReply, VersionPage } from "../layout/wire.ts";
import { type Guest, layoutOf, newGuest } from "./api.testing.ts";

const JSON_TYPE = { "Content-Type": "application/json" };

const unreachable = (): D1Database =>
  new Proxy(env.HISTORY, {
    get: () => () => {
      throw new Error("D1_ERROR: Network connection lost.");
    },
  });

const withArchive = (guest: Guest, archive: D1Database): Promise<void> =>
  runInDurableObject(guest.room, (room) => {
    Object.assign(room, { env: { ...env, HISTORY: archive } });
  });

/** Versions 1 and 2 in the archive alone, 3 and 4 in the room. */
const archivedGuest = async (): Promise<Guest> => {
  const guest = await newGuest();
  for (const version of [1, 2, 3]) {
    await guest.save(layoutOf(`v${version}`), { base: version === 1 ? null : version - 1 });
  }
  await runDurableObjectAlarm(guest.room);
  await guest.save(layoutOf("v4"), { base: 3 });
  return guest;
};

describe("while the archive can't be reached", () => {
  const calls = [
    ["GET", "/versions/1", {}],
    ["GET", "/versions/4/changes?since=1", {}],
    ["GET", "/versions/verify", {}],
    ["PATCH", "/versions/1", { body: { pinned: true } }],
    ["PATCH", "/versions/4", { body: { pinned: true } }],
    ["POST", "/versions/prune", { body: { keep: 1 } }],
    ["POST", "/rollback", { body: { version: 1 }, headers: { "If-Match": '"4"' } }],
  ] as const;

  it.each(calls)("%s %s says so and when to try again, and works then", async (method, path, options) => {
    const guest = await archivedGuest();
    const before = await guest.versions();
    await withArchive(guest, unreachable());
    const reply = await guest.call<Problem>(method, `/layouts/main${path}`, options);
    expect([reply.status, reply.body.code]).toEqual([503, "unavailable"]);
    expect(Number(reply.headers.get("Retry-After"))).toBeGreaterThan(0);
    await withArchive(guest, env.HISTORY);
    expect(await guest.versions()).toEqual(before);
    expect((await guest.call(method, `/layouts/main${path}`, options)).status).toBe(200);
  });

  it("lists what the room has, and says that there is more", async () => {
    const guest = await archivedGuest();
    await withArchive(guest, unreachable());
    const { status, body } = await guest.call<VersionPage>("GET", "/layouts/main/versions");
    expect([status, body.incomplete, body.versions.map(({ version }) => version)]).toEqual([
      200,
      true,
      [4, 3],
    ]);
  });

  it("takes deletions and imports, as it takes saves", async () => {
    const guest = await archivedGuest();
    await withArchive(guest, unreachable());
    const file = { format: "gridkeep/1", layout: layoutOf("imported") };
    const options = { body: file, headers: { "If-Match": '"4"' } };
    const imported = await guest.call<SaveReply>("POST", "/layouts/main/import", options);
    expect([imported.status, imported.body.version]).toEqual([200, 5]);
    expect((await guest.call("DELETE", "/layouts/main", { headers: { "If-Match": '"5"' } })).status).toBe(
      200,
    );
    await withArchive(guest, env.HISTORY);
    await runDurableObjectAlarm(guest.room);
    expect((await guest.versions()).map(({ version }) => version)).toEqual([5, 4, 3, 2, 1]);
  });

  it("exports what there is, by which an import is not misled", async () => {
    const guest = await archivedGuest();
    await withArchive(guest, unreachable());
    const exported = await guest.call("GET", "/layouts/main/export?history=all");
    expect([exported.status, exported.body]).toMatchObject([
      200,
      { incomplete: true, layout: layoutOf("v4") },
    ]);
    await withArchive(guest, env.HISTORY);
    const reply = await guest.call<SaveReply>("POST", "/layouts/copy/import", {
      raw: exported.text,
      headers: { "If-None-Match": "*", ...JSON_TYPE },
    });
    expect([reply.status, reply.body.version]).toEqual([201, 2]);
  });
});

describe("a damaged version", () => {
  const damage = (guest: Guest, version: number) =>
    env.HISTORY.prepare(
      `UPDATE archived_versions SET body = X'00' WHERE id =
       (SELECT number * ${2 ** 28} FROM archived_layouts WHERE user_id = ?1 AND layout_id = 'main') + ?2`,
    )
      .bind(guest.userId, version)
      .run();

  it("is reported wherever it is asked for, and left out of an export by name", async () => {
    const guest = await archivedGuest();
    await damage(guest, 2);
    const isDamage = { code: "history-damaged", version: 2 };
    for (const path of ["versions/2", "versions/2/changes?since=1", "versions/4/changes?since=2"]) {
      const reply = await guest.call("GET", `/layouts/main/${path}`);
      expect([reply.status, reply.body], path).toMatchObject([409, isDamage]);
    }
    const report = await guest.call("GET", "/layouts/main/versions/verify");
    expect(report.body).toMatchObject({ ok: false, versions: 4, damaged: [{ version: 2 }] });
    expect((await guest.call("GET", "/layouts/main/versions/1")).status).toBe(200);

    const exported = await guest.call<{ versions: object[] }>("GET", "/layouts/main/export?history=all");
    expect(exported.body.versions).toMatchObject([
      { version: 1, layout: layoutOf("v1") },
      { version: 2, damaged: "history-damaged" },
      { version: 3, layout: layoutOf("v3") },
      { version: 4, layout: layoutOf("v4") },
    ]);
    const reply = await guest.call<SaveReply>("POST", "/layouts/copy/import", {
      raw: exported.text,
      headers: { "If-None-Match": "*", ...JSON_TYPE },
    });
    expect([reply.status, reply.body.version]).toEqual([201, 3]);
    expect((await guest.call("GET", "/layouts/copy/versions/verify")).body).toMatchObject({
      ok: true,
      versions: 3,
    });
  });
});
