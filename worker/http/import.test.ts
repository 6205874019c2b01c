import { describe, expect, it } from "vitest";
import type { LayoutPage } from "../layout/wire.ts";
import { layoutOf, newGuest } from "./api.testing.ts";
import { importTo } from "./transfer.testing.ts";

describe("an import is a save", () => {
  const file = (mark: string) => ({ format: "gridkeep/1", layout: layoutOf(mark) });

  it("that names what it builds on, and is refused from anything else", async () => {
    const guest = await newGuest();
    expect((await importTo(guest, "main", { body: file("a") }, 1)).body).toMatchObject({
      code: "layout-not-found",
    });
    expect((await importTo(guest, "main", { body: file("a") })).status).toBe(201);
    const exists = await importTo(guest, "main", { body: file("b") });
    expect([exists.status, exists.body.code, exists.headers.get("ETag")]).toEqual([
      409,
      "layout-exists",
      '"1"',
    ]);
    await guest.save(layoutOf("c"), { base: 1 });
    const stale = await importTo(guest, "main", { body: file("b") }, 1);
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({
      code: "version-conflict",
      head: { version: 2, layout: layoutOf("c") },
    });
    expect(await guest.versions()).toHaveLength(2);
  });

  it("that takes an operation id once", async () => {
    const guest = await newGuest();
    const headers = { "Idempotency-Key": "import-1" };
    const body = { ...file("b"), versions: [{ version: 1, layout: layoutOf("a") }] };
    const first = await importTo(guest, "main", { body, headers });
    expect([first.status, first.body.version]).toEqual([201, 2]);
    await guest.save(layoutOf("c"), { base: 2 });
    const again = await importTo(guest, "main", { body, headers });
    expect([again.status, again.body]).toEqual([200, { ...first.body, outcome: "replayed" }]);
    const other = await importTo(guest, "main", { body: file("d"), headers }, 3);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-mismatch"]);
    expect(await guest.versions()).toHaveLength(3);
  });

  it("that makes no version of what is there", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    const reply = await importTo(guest, "main", { body: file("a") }, 1);
    expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([200, "unchanged", 1]);
    expect(await guest.versions()).toHaveLength(1);
  });

  it("that brings a deleted layout back, its numbers and its chain going on", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    await guest.call("DELETE", "/layouts/main", { headers: { "If-Match": '"1"' } });
    const reply = await importTo(guest, "main", { body: file("b") });
    expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([201, "created", 2]);
    const report = await guest.call("GET", "/layouts/main/versions/verify");
    expect(report.body).toEqual({ ok: true, versions: 2, damaged: [] });
  });

  it("that waits for nobody: of imports at one time one comes in", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("start"), { base: null });
    const bodies = Array.from({ length: 8 }, (_, index) => ({
      ...file(`last ${index}`),
      versions: Array.from({ length: 5 }, (_, at) => ({
        version: at + 1,
        layout: layoutOf(`${index} ${at}`),
      })),
    }));
    const replies = await Promise.all(bodies.map((body) => importTo(guest, "main", { body }, 1)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
    expect((await guest.versions()).map(({ version }) => version)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});

describe("an import that fails on the way changes nothing", () => {
  const good = Array.from({ length: 20 }, (_, index) => ({
    version: index + 1,
    layout: layoutOf(`v${index}`),
  }));
  const whole = JSON.stringify({ format: "gridkeep/1", versions: good, layout: layoutOf("v19") });
  const withLast = (last: object) =>
    JSON.stringify({ versions: [...good, last], format: "gridkeep/1", layout: {} });

  const giant = {
    ...{ format: "gridkeep/1", layout: layoutOf("x") },
    versions: Array.from({ length: 68 }, (_, index) => ({
      version: index + 1,
      damaged: "x".repeat(1_000_000),
    })),
  };

  it.each([
    ["cut short in the history", whole.slice(0, 1_500), 400, "malformed-json"],
    ["cut short at the end", whole.slice(0, -1), 400, "malformed-json"],
    ["with a letter changed", whole.replace('"version":19', '"version";19'), 400, "malformed-json"],
    ["with a later version broken", withLast({ version: 21, layout: {} }), 422, "layout-invalid"],
    ["with a head that is none", withLast({ version: 21, layout: layoutOf("x") }), 422, "layout-invalid"],
    ["without a format", JSON.stringify({ versions: good, layout: layoutOf("x") }), 422, "layout-invalid"],
    [
      "with too much around it",
      whole.replace("{", `{"x":"${"x".repeat(2_200_000)}",`),
      413,
      "layout-too-large",
    ],
    ["with blanks beyond measure", `${whole}${" ".repeat(3 * 1024 * 1024)}`, 413, "layout-too-large"],
    ["larger than 64 MiB, each part within its bounds", JSON.stringify(giant), 413, "layout-too-large"],
  ])("%s", async (_title, raw, status, code) => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const state = async () => [
      (await guest.head()).body,
      await guest.versions(),
      (await guest.call<LayoutPage>("GET", "/layouts")).body,
      (await guest.call("GET", "/layouts/main/versions/verify")).body,
    ];
    const before = await state();
    const key = { "Idempotency-Key": "once" };
    const reply = await importTo(guest, "main", { raw, headers: key }, 1);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect((await importTo(guest, "new", { raw })).status).toBe(status);
    expect(await state()).toEqual(before);
    const repaired = await importTo(guest, "main", { raw: whole, headers: key }, 1);
    expect([repaired.status, repaired.body.version]).toEqual([200, 21]);
  });
});
describe("a Grafana dashboard that is imported", () => {
  const dashboard = {
    title: "Pods",
    panels: [
      { id: 4, type: "stat", title: "Nodes", gridPos: { x: 0, y: 0, w: 6, h: 4 }, targets: [{ refId: "A" }] },
      {
        ...{ id: 5, type: "row", title: "More", gridPos: { x: 0, y: 4, w: 24, h: 1 }, collapsed: true },
        panels: [{ id: 6, type: "timeseries", title: "Load", gridPos: { x: 0, y: 5, w: 24, h: 8 } }],
      },
    ],
  };

  it("becomes a version like any other, and is shown as the layout that it became", async () => {
    const guest = await newGuest();
    const reply = await importTo(guest, "main", { body: dashboard });
    expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([201, "created", 1]);
    expect(reply.body.layout).toMatchObject({
      desktop: [
        { id: "panel-4", type: "stat" },
        { id: "panel-5", type: "row" },
        { id: "panel-6", type: "timeseries" },
      ],
    });
    expect((await guest.head()).body.layout).toEqual(reply.body.layout);
    expect(await guest.versions()).toMatchObject([
      { version: 1, description: "Imported from Grafana", changeType: "manual", deviceId: guest.deviceId },
    ]);
    const again = await importTo(guest, "main", { body: dashboard }, 1);
    expect(again.body).toMatchObject({ outcome: "unchanged", version: 1, layout: reply.body.layout });
  });

  it("may be as large as 2 MiB, and what becomes of it 1 MiB", async () => {
    const guest = await newGuest();
    const blanks = " ".repeat(2 * 1024 * 1024 - 100_000);
    const raw = JSON.stringify(dashboard).replace("{", `{${blanks}`);
    expect((await importTo(guest, "main", { raw })).status).toBe(201);
    const heavy = { panels: [{ ...dashboard.panels[0], text: "x".repeat(1024 * 1024) }] };
    const reply = await importTo(guest, "heavy", { body: heavy });
    expect([reply.status, reply.body.code]).toEqual([413, "layout-too-large"]);
  });
});
