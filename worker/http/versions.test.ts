import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { sha256 } from "../history/sha256.ts";
import { chainOf } from "../layout/commit.ts";
import type { Problem, SaveReply, VersionPage, VersionWithLayout } from "../layout/wire.ts";
import { type Guest, layoutOf, withHistory } from "./api.testing.ts";

describe.each(["in the room", "in the archive", "in both"])("the history, %s", (place) => {
  const settled = async (): Promise<Guest> => {
    const guest = await withHistory(place === "in both" ? 4 : 7);
    if (place !== "in the room") await runDurableObjectAlarm(guest.room);
    for (let version = 4; place === "in both" && version < 7; version += 1) {
      await guest.save(layoutOf(`v${version + 1}`), { base: version });
    }
    return guest;
  };

  it("lists every version once, newest first, page by page", async () => {
    const guest = await settled();
    const first = await guest.call<VersionPage>("GET", "/layouts/main/versions?limit=3");
    expect(first.body.versions.map(({ version }) => version)).toEqual([7, 6, 5]);
    const second = await guest.call<VersionPage>(
      "GET",
      `/layouts/main/versions?limit=3&before=${first.body.next}`,
    );
    expect(second.body.versions.map(({ version }) => version)).toEqual([4, 3, 2]);
    const third = await guest.call<VersionPage>(
      "GET",
      `/layouts/main/versions?limit=3&before=${second.body.next}`,
    );
    expect([third.body.versions.map(({ version }) => version), third.body.next]).toEqual([[1], null]);
    expect(third.body.incomplete).toBeUndefined();
  });

  it("gives back each version as it was saved", async () => {
    const guest = await settled();
    for (let version = 1; version <= 7; version += 1) {
      const reply = await guest.call<VersionWithLayout>("GET", `/layouts/main/versions/${version}`);
      expect(JSON.stringify(reply.body.layout)).toBe(JSON.stringify(layoutOf(`v${version}`)));
    }
  });

  it("is chained: each version vouches for the one before (law 10)", async () => {
    const oldestFirst = [...(await (await settled()).versions())].reverse();
    let previous = "";
    for (const entry of oldestFirst) {
      expect(entry.chain).toBe(chainOf({ ...entry, previous }, sha256));
      previous = entry.chain;
    }
  });

  it("restores a version as a new one (law 5)", async () => {
    const guest = await settled();
    const options = { body: { version: 2 }, headers: { "If-Match": '"7"', "Idempotency-Key": "back" } };
    const reply = await guest.call<SaveReply>("POST", "/layouts/main/rollback", options);
    expect([reply.status, reply.body.outcome, reply.body.version]).toEqual([200, "saved", 8]);
    expect(reply.body.layout).toEqual(layoutOf("v2"));
    expect((await guest.head()).body.layout).toEqual(layoutOf("v2"));
    const again = await guest.call<SaveReply>("POST", "/layouts/main/rollback", options);
    expect([again.body.outcome, again.body.version]).toEqual(["replayed", 8]);
    const [newest, ...older] = await guest.versions();
    expect(newest).toMatchObject({ version: 8, changeType: "manual", description: "Restored version 2" });
    expect(older).toHaveLength(7);
  });
});

it("refuses a rollback from a stale base", async () => {
  const guest = await withHistory(3);
  const reply = await guest.call<Problem>("POST", "/layouts/main/rollback", {
    ...{ body: { version: 1 }, headers: { "If-Match": '"2"' } },
  });
  expect([reply.status, reply.body.code]).toEqual([412, "version-conflict"]);
  expect(await guest.versions()).toHaveLength(3);
});

describe("GET /api/layouts/{id}/versions", () => {
  it.each([1, 2, 3, 100])(
    "has no gap and no version twice while saves come in, %i at a time",
    async (limit) => {
      const guest = await withHistory(9);
      const seen: number[] = [];
      let head = 9;
      let query = `?limit=${limit}`;
      for (;;) {
        const { versions, next } = (await guest.call<VersionPage>("GET", `/layouts/main/versions${query}`))
          .body;
        seen.push(...versions.map(({ version }) => version));
        if (next === null) break;
        query = `?limit=${limit}&before=${next}`;
        await guest.save(layoutOf(`v${head + 1}`), { base: head });
        head += 1;
        if (head === 12) await runDurableObjectAlarm(guest.room);
      }
      expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    },
  );
});
