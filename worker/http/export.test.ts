import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { type Guest, layoutOf, newGuest } from "./api.testing.ts";
import { type ExportBody, exportOf, importTo, layoutTextOf, versionsOf } from "./transfer.testing.ts";

/** 60 versions: of two form factors, with words of many scripts, some named, pinned, or set aside. */
const withRichHistory = async (): Promise<Guest> => {
  const guest = await newGuest();
  for (let version = 0; version < 60; ) {
    const base = version === 0 ? null : version;
    const layout = {
      ...layoutOf(`Ä ${version} 日本 👩‍👩‍👧 \u2028"\\`, 1 + (version % 7)),
      columns: { desktop: 13, mobile: 5 },
    };
    const isResolution = version % 10 === 5;
    const reply = await guest.save(layout, {
      base,
      ...(isResolution ? { setAside: layoutOf(`lost ${version}`), changeType: "conflict_resolution" } : {}),
      ...(version % 4 === 0 ? { description: `Nr ${version} – “é”`, changeType: "manual" } : {}),
    });
    version = reply.body.version;
  }
  for (const version of [3, 17, 42]) {
    const body = { pinned: true, ...(version === 17 ? { description: "Gepinnt ✓" } : {}) };
    expect((await guest.call("PATCH", `/layouts/main/versions/${version}`, { body })).status).toBe(200);
  }
  return guest;
};

describe("GET /api/layouts/{id}/export", () => {
  it("is a file of the head, for nobody to keep", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    await guest.save(layoutOf("b"), { base: 1 });
    const reply = await exportOf(guest, "");
    expect(reply.status).toBe(200);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "content-type": "application/json",
      "content-disposition": 'attachment; filename="main.gridkeep.json"',
      "cache-control": "no-store",
      "request-id": expect.stringMatching(/./),
    });
    const { format, exportedAt, ...head } = reply.body as ExportBody & { format: string; exportedAt: string };
    expect([format, head]).toEqual(["gridkeep/1", (await guest.head()).body]);
    expect(Math.abs(Date.parse(exportedAt) - Date.now())).toBeLessThan(60_000);
    expect((await exportOf(guest, "?history=none")).body.versions).toBeUndefined();
  });

  it.each(["in the room", "in the archive"])(
    "has every version, oldest first, when they are %s",
    async (place) => {
      const guest = await withRichHistory();
      if (place === "in the archive") await runDurableObjectAlarm(guest.room);
      const { versions = [] } = (await exportOf(guest)).body;
      expect(versions.map(({ layout: _, ...entry }) => entry)).toEqual(
        [...(await guest.versions())].reverse(),
      );
      for (const { version, layout } of versions)
        expect(JSON.stringify(layout)).toBe(await layoutTextOf(guest, "main", version));
    },
  );
});

describe("an export that is imported", () => {
  it("gives equal layouts and all that is known of them, under another name or another user", async () => {
    const guest = await withRichHistory();
    const file = (await exportOf(guest)).text;
    const original = await versionsOf(guest, "main");
    expect(original).toHaveLength(60);
    expect(original.filter(({ setAside }) => setAside).length).toBeGreaterThan(3);
    for (const [owner, id] of [
      [guest, "copy"],
      [await newGuest(), "main"],
    ] as const) {
      const reply = await importTo(owner, id, { raw: file });
      expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([201, "created", 60]);
      expect(reply.body.layout).toBeUndefined();
      expect(await versionsOf(owner, id)).toEqual(original);
      await runDurableObjectAlarm(owner.room);
      expect(await versionsOf(owner, id)).toEqual(original);
      for (const { version } of original)
        expect(await layoutTextOf(owner, id, version)).toBe(await layoutTextOf(guest, "main", version));
      const report = await owner.call("GET", `/layouts/${id}/versions/verify`);
      expect(report.body).toEqual({ ok: true, versions: 60, damaged: [] });
    }
  }, 30_000);

  it("comes in on top of what is there, which stays", async () => {
    const [from, to] = [await newGuest(), await newGuest()];
    for (const version of [1, 2, 3])
      await from.save(layoutOf(`from ${version}`), { base: version === 1 ? null : version - 1 });
    for (const version of [1, 2])
      await to.save(layoutOf(`to ${version}`), { base: version === 1 ? null : version - 1 });
    const before = await to.versions();
    const reply = await importTo(to, "main", { raw: (await exportOf(from)).text }, 2);
    expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([200, "saved", 5]);
    expect((await to.head()).body.layout).toEqual(layoutOf("from 3"));
    expect((await to.versions()).slice(3)).toEqual(before);
    expect((await to.call("GET", "/layouts/main/versions/verify")).body).toMatchObject({
      ok: true,
      versions: 5,
    });
  });

  it("without its history is one version", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    await guest.save(layoutOf("b"), { base: 1 });
    await importTo(guest, "copy", { raw: (await exportOf(guest, "")).text });
    expect(await versionsOf(guest, "copy")).toMatchObject([
      { version: 1, description: "Imported", changeType: "manual", deviceId: guest.deviceId },
    ]);
    expect(await layoutTextOf(guest, "copy", 1)).toBe(JSON.stringify(layoutOf("b")));
  });

  it("of a sealed layout stays sealed", async () => {
    const guest = await newGuest();
    const [one, two] = ["b25l", "dHdv"].map((text) => ({ sealed: `e30..aXY.${text}.dGFn` }));
    await guest.save(one, { base: null });
    await guest.save(two, { base: 1 });
    expect((await importTo(guest, "copy", { raw: (await exportOf(guest)).text })).status).toBe(201);
    expect(await layoutTextOf(guest, "copy", 1)).toBe(JSON.stringify(one));
    expect(await layoutTextOf(guest, "copy", 2)).toBe(JSON.stringify(two));
  });

  it("that is larger than any one body comes in all the same", async () => {
    const guest = await newGuest();
    const heavy = (mark: string) => ({
      desktop: [
        { ...layoutOf("x").desktop[0], type: "x", config: { text: `${mark} ${"é".repeat(250_000)}` } },
      ],
      mobile: [],
    });
    const versions = Array.from({ length: 12 }, (_, index) => ({
      version: index + 1,
      layout: heavy(String(index)),
    }));
    const file = { format: "gridkeep/1", layout: heavy("11"), versions };
    const reply = await importTo(guest, "main", { body: file });
    expect([reply.status, reply.body.version]).toEqual([201, 12]);
    expect(JSON.parse(await layoutTextOf(guest, "main", 7))).toEqual(heavy("6"));
  });
});
