import { describe, expect, it } from "vitest";
import type { LayoutPage, Removed, SaveReply } from "../layout/wire.ts";
import { type Guest, layoutOf, newGuest } from "./api.testing.ts";

const create = (guest: Guest, id: string, widgets = 1) =>
  guest.call<SaveReply>("PUT", `/layouts/${id}`, {
    body: { layout: layoutOf(id, widgets) },
    headers: { "If-None-Match": "*" },
  });

const change = (guest: Guest, id: string, mark: string) =>
  guest.call<SaveReply>("PUT", `/layouts/${id}`, {
    body: { layout: layoutOf(mark) },
    headers: { "If-Match": '"1"' },
  });

const list = async (guest: Guest, query = ""): Promise<LayoutPage> =>
  (await guest.call<LayoutPage>("GET", `/layouts${query}`)).body;

const remove = (guest: Guest, id: string, base: number) =>
  guest.call<Removed>("DELETE", `/layouts/${id}`, { headers: { "If-Match": `"${base}"` } });

const ids = ({ layouts }: LayoutPage): readonly string[] => layouts.map(({ id }) => id);

describe("GET /api/layouts", () => {
  it("is empty for who has none", async () => {
    expect(await list(await newGuest())).toEqual({ layouts: [], next: null });
  });

  it("says of each layout where it stands, as its head does", async () => {
    const guest = await newGuest();
    await create(guest, "main", 3);
    const { layouts, next } = await list(guest);
    const { layout, ...head } = (await guest.head()).body;
    const bytes = (await guest.versions())[0]?.bytes;
    expect([layouts, next]).toEqual([[{ ...head, bytes, widgets: { desktop: 3, mobile: 0 } }], null]);
    expect(bytes).toBe(JSON.stringify(layout).length);
  });

  it("does not count what is sealed", async () => {
    const guest = await newGuest();
    await guest.save({ sealed: "e30..aXY.b25l.dGFn" }, { base: null });
    expect((await list(guest)).layouts).toMatchObject([{ id: "main", widgets: null }]);
  });

  it("goes by name, and follows changes", async () => {
    const guest = await newGuest();
    for (const id of ["b", "a", "_", "B", "10", "9", "a.b", "a:b", "a-b"]) await create(guest, id);
    expect(ids(await list(guest))).toEqual(["10", "9", "B", "_", "a", "a-b", "a.b", "a:b", "b"]);
    await change(guest, "b", "changed");
    expect((await list(guest, "?after=a:b")).layouts).toMatchObject([{ id: "b", version: 2 }]);
    expect(await list(guest, "?after=b")).toEqual({ layouts: [], next: null });
    expect(ids(await list(guest, "?after=a0&limit=1"))).toEqual(["a:b"]);
  });

  it.each([1, 2, 7, 24, 25, 100])(
    "leaves none out and lists none twice while others come and go, %i at a time",
    async (limit) => {
      const guest = await newGuest();
      const names = Array.from({ length: 25 }, (_, index) => `l-${String(index).padStart(2, "0")}`);
      for (const name of names) await create(guest, name);
      const seen: string[] = [];
      let query = `?limit=${limit}`;
      for (let page = 0; ; page += 1) {
        const { layouts, next } = await list(guest, query);
        expect(layouts.length).toBeLessThanOrEqual(limit);
        seen.push(...layouts.map(({ id }) => id));
        if (next === null) break;
        query = `?limit=${limit}&after=${next}`;
        // Just past the place where the next page begins; not each time, or there would be no end.
        if (page < 3) await create(guest, `${seen.at(-1)}-new`);
        await create(guest, `a-${page}`);
        await change(guest, names[page] ?? "l-00", `changed ${page}`);
      }
      expect(seen.filter((id) => names.includes(id))).toEqual(names);
      expect(new Set(seen).size).toBe(seen.length);
      expect([...seen].sort()).toEqual(seen);
    },
  );

  it("passes over query parameters that it does not know", async () => {
    const guest = await newGuest();
    await create(guest, "main");
    expect(ids(await list(guest, "?colour=blue&colour=red"))).toEqual(["main"]);
  });

  it("is each user's own", async () => {
    const [one, other] = [await newGuest(), await newGuest()];
    await create(one, "main");
    expect(ids(await list(other))).toEqual([]);
  });
});

describe("DELETE /api/layouts/{id}", () => {
  it("takes the layout away and says until when it can come back", async () => {
    const guest = await newGuest();
    await create(guest, "kept");
    await create(guest, "gone");
    const before = Date.now();
    const reply = await remove(guest, "gone", 1);
    expect([reply.status, reply.body.version]).toEqual([200, 1]);
    const days = (Date.parse(reply.body.restorableUntil) - before) / (24 * 60 * 60_000);
    expect(days).toBeGreaterThanOrEqual(30);
    expect(days).toBeLessThan(30.01);

    expect((await guest.call("GET", "/layouts/gone")).status).toBe(404);
    expect((await guest.call("GET", "/layouts/gone/export")).status).toBe(404);
    expect(ids(await list(guest))).toEqual(["kept"]);
    const { layouts } = await list(guest, "?deleted=true");
    expect(layouts).toMatchObject([{ id: "gone", version: 1, restorableUntil: reply.body.restorableUntil }]);
    expect(Date.parse(layouts[0]?.deletedAt ?? "")).toBeGreaterThanOrEqual(before);
    expect((await remove(guest, "gone", 1)).status).toBe(404);
  });

  it("keeps the history, out of which a rollback brings the layout back", async () => {
    const guest = await newGuest();
    await create(guest, "main");
    await change(guest, "main", "two");
    await remove(guest, "main", 2);
    const versions = await guest.versions();
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    const back = await guest.call<SaveReply>("POST", "/layouts/main/rollback", {
      body: { version: 1 },
      headers: { "If-Match": '"2"' },
    });
    expect([back.status, back.body.version, back.body.layout]).toEqual([201, 3, layoutOf("main")]);
    expect((await guest.head()).body.layout).toEqual(layoutOf("main"));
    expect((await list(guest, "?deleted=true")).layouts).toEqual([]);
    expect((await guest.versions()).slice(1)).toEqual(versions);
  });

  it("lets numbers and chain go on where the layout is created again", async () => {
    const guest = await newGuest();
    await create(guest, "main");
    await remove(guest, "main", 1);
    const again = await create(guest, "main");
    expect([again.status, again.body.outcome, again.body.version]).toEqual([201, "created", 2]);
    const report = await guest.call("GET", "/layouts/main/versions/verify");
    expect(report.body).toEqual({ ok: true, versions: 2, damaged: [] });
  });

  it("is refused from a stale version, with what is there now", async () => {
    const guest = await newGuest();
    await create(guest, "main");
    await change(guest, "main", "two");
    const refused = await guest.call("DELETE", "/layouts/main", { headers: { "If-Match": '"1"' } });
    expect(refused.status).toBe(412);
    expect(refused.body).toMatchObject({
      code: "version-conflict",
      head: { version: 2, layout: layoutOf("two") },
    });
    expect((await guest.head()).body.version).toBe(2);
  });

  it("takes an operation id once", async () => {
    const guest = await newGuest();
    await create(guest, "main");
    const headers = { "If-Match": '"1"', "Idempotency-Key": "remove-1" };
    const [first, again] = [
      await guest.call<Removed>("DELETE", "/layouts/main", { headers }),
      await guest.call<Removed>("DELETE", "/layouts/main", { headers }),
    ];
    expect([again.status, again.body]).toEqual([200, first.body]);
    await create(guest, "main");
    const late = await guest.call<Removed>("DELETE", "/layouts/main", { headers });
    expect([late.status, late.body.version]).toEqual([200, 1]);
    expect((await guest.head()).body.version).toBe(2);
    await create(guest, "other");
    const mismatch = await guest.call("DELETE", "/layouts/other", { headers });
    expect([mismatch.status, mismatch.body]).toMatchObject([422, { code: "idempotency-mismatch" }]);
    expect((await guest.call("GET", "/layouts/other")).status).toBe(200);
  });
});
