import { describe, expect, it } from "vitest";
import type { AnyLayout, Layout } from "../layout/schema.ts";
import type { Problem, VersionWithLayout } from "../layout/wire.ts";
import { layoutOf, newGuest, send } from "./api.testing.ts";

const desktopOf = (layout: AnyLayout | undefined) => (layout as Layout | undefined)?.desktop ?? [];

describe("GET and PUT /api/layouts/{id}", () => {
  it("creates, reads back what was sent byte for byte, and saves the next version", async () => {
    const guest = await newGuest();
    expect((await guest.head()).status).toBe(404);

    const created = await guest.save(layoutOf("a"), { base: null });
    expect([created.status, created.headers.get("ETag"), created.body.outcome]).toEqual([
      201,
      '"1"',
      "created",
    ]);
    expect(created.body.changes).toEqual({ added: 1, removed: 0, moved: 0, resized: 0, edited: 0 });

    const saved = await guest.save(layoutOf("b"), { base: 1 });
    expect([saved.status, saved.headers.get("ETag"), saved.body.outcome]).toEqual([200, '"2"', "saved"]);

    const head = await guest.head();
    expect(head.headers.get("ETag")).toBe('"2"');
    expect(JSON.stringify(head.body.layout)).toBe(JSON.stringify(layoutOf("b")));
    expect(head.body.checksum).toBe(saved.body.checksum);
    expect(head.body.deviceId).toBe(guest.deviceId);
  });

  it("answers 304 to whoever has the head already, strong tag or weak", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    for (const tag of ['"1"', 'W/"1"', '"9", "1"', "*"]) {
      const known = await guest.call("GET", "/layouts/main", { headers: { "If-None-Match": tag } });
      expect([known.status, known.body, known.headers.get("ETag")]).toEqual([304, null, '"1"']);
    }
    expect((await guest.call("GET", "/layouts/main", { headers: { "If-None-Match": '"2"' } })).status).toBe(
      200,
    );
  });

  it("refuses a save without a version, and changes nothing (law 3)", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    const reply = await guest.call<Problem>("PUT", "/layouts/main", { body: { layout: layoutOf("b") } });
    expect([reply.status, reply.body.code]).toEqual([428, "precondition-required"]);
    expect((await guest.head()).body.version).toBe(1);
  });

  it("refuses a stale save with head, base and clashes, and changes nothing (law 3)", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    await guest.save(layoutOf("b"), { base: 1 });
    const reply = await guest.save(layoutOf("c"), { base: 1 });
    expect([reply.status, reply.body.code, reply.headers.get("ETag")]).toEqual([
      412,
      "version-conflict",
      '"2"',
    ]);
    expect(reply.body.head.layout).toEqual(layoutOf("b"));
    expect(reply.body).toMatchObject({
      base: { version: 1, layout: layoutOf("a") },
      conflicts: [
        {
          kind: "edit",
          form: "desktop",
          widgetId: "w0",
          path: ["config", "text"],
          base: "a 0",
          mine: "c 0",
          theirs: "b 0",
        },
      ],
    });
    expect((await guest.versions()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it("merges a stale save of another widget when the client allows it (law 4)", async () => {
    const guest = await newGuest();
    const [base, mine, theirs] = [layoutOf("a", 2), layoutOf("a", 2), layoutOf("a", 2)];
    mine.desktop[0] = { ...mine.desktop[0], config: { text: "mine" } } as never;
    theirs.desktop[1] = { ...theirs.desktop[1], config: { text: "theirs" } } as never;
    await guest.save(base, { base: null });
    await guest.save(theirs, { base: 1 });
    const merged = await guest.save(mine, { base: 1, query: "?onConflict=merge" });
    expect([merged.status, merged.body.outcome, merged.body.version]).toEqual([200, "merged", 3]);
    expect(desktopOf(merged.body.layout).map(({ config }) => config["text"])).toEqual(["mine", "theirs"]);
    expect((await guest.head()).body.layout).toEqual(merged.body.layout);
  });

  it("refuses a merge that passes a limit, says why, and changes nothing", async () => {
    const guest = await newGuest();
    const many = (mark: string) => {
      const names = Array.from({ length: 450 }, (_, at) => (at < 300 ? `w${at}` : `${mark}${at}`));
      const place = { type: "notes", x: 0, w: 1, h: 1, config: {} };
      return { desktop: names.map((id, y) => ({ ...place, id, y })), mobile: [] };
    };
    const shared = many("");
    await guest.save({ ...shared, desktop: shared.desktop.slice(0, 300) }, { base: null });
    await guest.save(many("theirs"), { base: 1 });
    const refused = await guest.save(many("mine"), { base: 1, query: "?onConflict=merge" });
    expect([refused.status, refused.body.code, refused.headers.get("ETag")]).toEqual([
      422,
      "layout-invalid",
      '"2"',
    ]);
    expect(refused.body).toMatchObject({ issues: [{ path: "/desktop", code: "limit" }] });
    expect((await guest.head()).body.version).toBe(2);
  });

  it("keeps a sealed layout as it came, and never merges over or with it", async () => {
    const guest = await newGuest();
    const [one, two] = ["b25l", "dHdv"].map((text) => ({ sealed: `e30..aXY.${text}.dGFn` }));
    await guest.save(layoutOf("open"), { base: null });
    const sealed = await guest.save(one, { base: 1 });
    expect([sealed.status, sealed.body.outcome, sealed.body.version]).toEqual([200, "saved", 2]);
    expect((await guest.head()).body.layout).toEqual(one);
    for (const stale of [two, layoutOf("other")]) {
      const refused = await guest.save(stale, { base: 1, query: "?onConflict=merge" });
      expect([refused.status, refused.body.code]).toEqual([412, "version-conflict"]);
      expect(refused.body).toMatchObject({ head: { version: 2, layout: one }, conflicts: [] });
    }
    expect((await guest.save(one, { base: 1 })).body.outcome).toBe("unchanged");
    const back = await guest.save(layoutOf("open again"), { base: 2, setAside: two });
    expect([back.status, back.body.version]).toEqual([200, 4]);
    const aside = await guest.call<VersionWithLayout>("GET", "/layouts/main/versions/3");
    expect([aside.body.setAside, aside.body.layout]).toEqual([true, two]);
    expect((await guest.save({ sealed: "open" }, { base: 4 })).body.code).toBe("layout-invalid");
  });

  it("takes an operation id once, whatever has happened since (law 2)", async () => {
    const guest = await newGuest();
    const headers = { "Idempotency-Key": "op-1" };
    await guest.save(layoutOf("a"), { base: null });
    const first = await guest.save(layoutOf("b"), { base: 1, headers });
    await guest.save(layoutOf("c"), { base: 2 });
    const again = await guest.save(layoutOf("b"), { base: 1, headers });
    expect(again.body).toEqual({ ...first.body, outcome: "replayed" });
    expect((await guest.head()).body.layout).toEqual(layoutOf("c"));

    const other = await guest.save(layoutOf("d"), { base: 3, headers });
    expect([other.status, other.body.code]).toEqual([422, "idempotency-mismatch"]);
    expect((await guest.head()).body.version).toBe(3);
  });

  it("says again what a merge made when the merged save is sent again", async () => {
    const guest = await newGuest();
    const mine = { ...layoutOf("a"), mobile: [{ id: "p", type: "x", x: 0, y: 0, w: 4, h: 2, config: {} }] };
    await guest.save(layoutOf("a"), { base: null });
    await guest.save(layoutOf("b"), { base: 1 });
    const options = { base: 1, query: "?onConflict=merge", headers: { "Idempotency-Key": "op" } };
    const first = await guest.save(mine, options);
    expect(first.body).toMatchObject({ outcome: "merged", version: 3 });
    await guest.save(layoutOf("c"), { base: 3 });
    expect((await guest.save(mine, options)).body).toEqual({ ...first.body, outcome: "replayed" });
  });

  it("makes no version of an unchanged layout, not even from a stale base (laws 4 and 5)", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    await guest.save(layoutOf("b"), { base: 1 });
    const sameAgain = await guest.save(layoutOf("b"), { base: 1, headers: { "Idempotency-Key": "same" } });
    expect([sameAgain.status, sameAgain.body.outcome, sameAgain.body.version]).toEqual([200, "unchanged", 2]);
    await guest.save(layoutOf("c"), { base: 2 });
    const replayed = await guest.save(layoutOf("b"), { base: 1, headers: { "Idempotency-Key": "same" } });
    expect([replayed.status, replayed.body.outcome, replayed.body.version]).toEqual([200, "replayed", 2]);
    expect(await guest.versions()).toHaveLength(3);
  });

  it("keeps the side that lost a conflict as a version before the new head (law 6)", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("a"), { base: null });
    await guest.save(layoutOf("theirs"), { base: 1 });
    const resolved = await guest.save(layoutOf("theirs"), {
      base: 2,
      changeType: "conflict_resolution",
      setAside: layoutOf("mine"),
    });
    expect([resolved.body.outcome, resolved.body.version]).toEqual(["saved", 4]);
    const [head, aside] = await guest.versions();
    expect(head).toMatchObject({ version: 4, setAside: false, changeType: "conflict_resolution" });
    expect(aside).toMatchObject({ version: 3, setAside: true });
    const kept = await guest.call<VersionWithLayout>("GET", "/layouts/main/versions/3");
    expect(kept.body.layout).toEqual(layoutOf("mine"));
  });

  it("refuses to create over a layout that exists, and to change one that does not", async () => {
    const guest = await newGuest();
    const missing = await guest.save(layoutOf("a"), { base: 1 });
    expect([missing.status, missing.body.code]).toEqual([404, "layout-not-found"]);
    await guest.save(layoutOf("a"), { base: null });
    const exists = await guest.save(layoutOf("b"), { base: null });
    expect([exists.status, exists.body.code, exists.headers.get("ETag")]).toEqual([
      409,
      "layout-exists",
      '"1"',
    ]);
  });

  it("gives one of many concurrent saves of one base the next version, and refuses the rest (law 3)", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("start"), { base: null });
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) => guest.save(layoutOf(`racer ${index}`), { base: 1 })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
    expect((await guest.versions()).map(({ version }) => version)).toEqual([2, 1]);
  });

  it("keeps users apart: the same name is another layout for another user (law 9)", async () => {
    const [one, other] = [await newGuest(), await newGuest()];
    await one.save(layoutOf("one"), { base: null });
    expect((await other.head()).status).toBe(404);
    expect((await other.call("GET", "/layouts/main/versions/1")).status).toBe(404);
    await other.save(layoutOf("other"), { base: null });
    expect((await one.head()).body.layout).toEqual(layoutOf("one"));
  });
});

it("answers health without a session, and with one how much is not in the archive yet", async () => {
  expect((await send("GET", "/health")).body).toEqual({ status: "ok", wireVersion: 1 });
  const guest = await newGuest();
  await guest.save(layoutOf("a"), { base: null });
  expect((await guest.call("GET", "/health")).body).toMatchObject({
    status: "ok",
    unpublished: { versions: 1 },
  });
});
