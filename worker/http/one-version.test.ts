import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../layout/apply.ts";
import type { Pruned, Version, VersionChanges, VersionWithLayout } from "../layout/wire.ts";
import { layoutOf, withHistory } from "./api.testing.ts";

describe("a version's ETag", () => {
  it.each(["in the room", "in the archive"])(
    "holds until the version is named or pinned, %s",
    async (place) => {
      const guest = await withHistory(3);
      if (place === "in the archive") await runDurableObjectAlarm(guest.room);
      const get = (version: number, tag?: string) =>
        guest.call<VersionWithLayout>("GET", `/layouts/main/versions/${version}`, {
          headers: tag === undefined ? {} : { "If-None-Match": tag },
        });
      const tag = (await get(1)).headers.get("ETag") ?? "";
      expect((await get(2)).headers.get("ETag")).not.toBe(tag);
      for (const known of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
        const reply = await get(1, known);
        expect([reply.status, reply.text, reply.headers.get("ETag")]).toEqual([304, "", tag]);
      }
      for (const other of ['"1"', tag.slice(0, -2), "", '"x"'])
        expect((await get(1, other)).status).toBe(200);

      await guest.save(layoutOf("v4"), { base: 3 });
      expect((await get(1, tag)).status).toBe(304);
      const tags = [tag];
      for (const body of [{ pinned: true }, { description: "One" }, { description: "Two", pinned: false }]) {
        await guest.call("PATCH", "/layouts/main/versions/1", { body });
        const changed = await get(1, tags.join(", "));
        expect([changed.status, changed.body]).toMatchObject([200, body]);
        tags.push(changed.headers.get("ETag") ?? "");
      }
      await guest.call("PATCH", "/layouts/main/versions/1", { body: { description: "" } });
      expect((await get(1, tag)).status).toBe(304);
    },
  );
});

describe.each(["in the room", "in the archive"])("PATCH /api/layouts/{id}/versions/{n}, %s", (place) => {
  it("names, pins, and takes back both", async () => {
    const guest = await withHistory(3);
    if (place === "in the archive") await runDurableObjectAlarm(guest.room);
    const before = await guest.versions();
    const patch = (version: number, body: object) =>
      guest.call<Version>("PATCH", `/layouts/main/versions/${version}`, { body });
    for (const version of [3, 1]) {
      const plain = before.find((entry) => entry.version === version);
      const named = await patch(version, { description: "Before the move – ä 👩‍👩‍👧" });
      expect([named.status, named.body]).toEqual([
        200,
        { ...plain, description: "Before the move – ä 👩‍👩‍👧" },
      ]);
      const pinned = await patch(version, { pinned: true });
      expect(pinned.body).toEqual({ ...named.body, pinned: true });
      expect((await patch(version, {})).body).toEqual(pinned.body);
      expect((await guest.versions()).find((entry) => entry.version === version)).toEqual(pinned.body);
      expect((await patch(version, { description: "", pinned: false })).body).toEqual(plain);
    }
    expect(await guest.versions()).toEqual(before);
    const report = await guest.call("GET", "/layouts/main/versions/verify");
    expect(report.body).toEqual({ ok: true, versions: 3, damaged: [] });
  });
});

describe("GET /api/layouts/{id}/versions/{n}/changes", () => {
  it("says what changed since the version before, or since another one", async () => {
    const guest = await withHistory(2);
    await guest.save(layoutOf("v2", 3), { base: 2 });
    const changes = async (path: string) =>
      (await guest.call<VersionChanges>("GET", `/layouts/main/versions/${path}`)).body;
    const none = { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 };
    const last = await changes("3/changes");
    expect([last.since, last.version, last.counts]).toEqual([2, 3, { ...none, added: 2 }]);
    expect(await changes("3/changes?since=2")).toEqual(last);
    expect((await changes("3/changes?since=1")).counts).toEqual({ ...none, added: 2, edited: 1 });
    expect((await changes("1/changes?since=3")).counts).toEqual({ ...none, removed: 2, edited: 1 });
    expect(await changes("3/changes?since=3")).toEqual({ since: 3, version: 3, counts: none, changes: [] });
    const [from, to] = [layoutOf("v1"), layoutOf("v2", 3)];
    const whole = (await changes("3/changes?since=1")).changes ?? [];
    expect(applyChanges(from, whole)).toEqual(to);
  });

  it("can't say what changed in what is sealed", async () => {
    const guest = await withHistory(1);
    await guest.save({ sealed: "e30..aXY.b25l.dGFn" }, { base: 1 });
    const { body } = await guest.call<VersionChanges>("GET", "/layouts/main/versions/2/changes");
    expect(body.changes).toBeNull();
  });
});

describe("POST /api/layouts/{id}/versions/prune", () => {
  it("keeps as many as asked for, the newest and what is pinned, and they prove themselves", async () => {
    const guest = await withHistory(12);
    await guest.call("PATCH", "/layouts/main/versions/2", { body: { pinned: true } });
    const prune = (keep: number) =>
      guest.call<Pruned>("POST", "/layouts/main/versions/prune", { body: { keep } });
    expect((await prune(100)).body).toEqual({ kept: 12, removed: 0 });
    const reply = await prune(4);
    expect([reply.status, reply.body]).toEqual([200, { kept: 4, removed: 8 }]);
    const left = (await guest.versions()).map(({ version }) => version);
    expect([left.length, left[0], left.includes(2)]).toEqual([4, 12, true]);
    for (const version of left) {
      const { body } = await guest.call<VersionWithLayout>("GET", `/layouts/main/versions/${version}`);
      expect(body.layout).toEqual(layoutOf(`v${version}`));
    }
    expect((await guest.call("GET", "/layouts/main/versions/verify")).body).toMatchObject({
      ok: true,
      versions: 4,
    });
    expect((await prune(1)).body).toEqual({ kept: 2, removed: 2 });
    expect((await guest.save(layoutOf("v13"), { base: 12 })).body.version).toBe(13);
  });
});
