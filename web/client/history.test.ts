import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DescribeRequest } from "../../worker/layout/wire.ts";
import { notes } from "../offline/document.testing.ts";
import type { Remote } from "../offline/remote.ts";
import { createLocks, createPage } from "./manager.testing.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

const MEGABYTE = 1024 * 1024;

/** A page whose server has versions of one size, and counts how often each is asked for. */
const withVersions = async (bytes: number) => {
  const page = createPage();
  const asked: number[] = [];
  const described: unknown[] = [];
  const versionOf = (version: number) =>
    ({
      ...{ version, bytes, checksum: "", chain: "", deviceId: "one", createdAt: "", changeType: "auto" },
      ...{ pinned: false, setAside: false },
      changes: { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 },
    }) as const;
  page.remote.version = (async (_, version) => {
    if (page.network.state === "down") return { kind: "no-answer", error: "" };
    asked.push(version);
    return { kind: "found", value: { ...versionOf(version), layout: notes({ a: `text ${version}` }) } };
  }) as Remote["version"];
  page.remote.describe = (async (_: string, version: number, change: DescribeRequest) => {
    described.push([version, change]);
    return { kind: "found", value: { ...versionOf(version), ...change } };
  }) as unknown as Remote["describe"];
  void page.manager.start();
  await page.clock.advance(2_000);
  page.manager.edit(() => notes({ a: "now" }), { immediate: true });
  await page.clock.advance(100);
  return { ...page, asked, described };
};

describe("versions that were looked at", () => {
  it("are not asked for again, and can be restored without a network", async () => {
    const { manager, network, asked } = await withVersions(1_000);
    for (const version of [1, 2, 3, 1, 2]) await manager.readVersion(version);
    expect(asked).toEqual([1, 2, 3]);
    network.state = "down";
    expect(await manager.rollbackToVersion(2)).toMatchObject({ ok: true });
    expect(manager.state.layout).toEqual(notes({ a: "text 2" }));
  });

  it("are given up from 4 MB on, the one that was not looked at for longest first", async () => {
    const { manager, asked } = await withVersions(MEGABYTE);
    for (const version of [1, 2, 3, 4, 1, 5]) await manager.readVersion(version);
    expect(asked).toEqual([1, 2, 3, 4, 5]);
    await manager.readVersion(1);
    expect(asked).toEqual([1, 2, 3, 4, 5]);
    await manager.readVersion(2);
    expect(asked).toEqual([1, 2, 3, 4, 5, 2]);
  });

  it("are kept one by one where each is more than that", async () => {
    const { manager, asked } = await withVersions(9 * MEGABYTE);
    for (const version of [1, 1, 2, 2]) await manager.readVersion(version);
    expect(asked).toEqual([1, 2]);
  });
});

describe("naming a version", () => {
  it("tells the server, and what was looked at before is read again with its name", async () => {
    const { manager, asked, described } = await withVersions(1_000);
    await manager.readVersion(1);
    const answer = await manager.describeVersion(1, { description: "Monday", pinned: true });
    expect(answer).toMatchObject({ ok: true, value: { version: 1, description: "Monday", pinned: true } });
    expect(described).toEqual([[1, { description: "Monday", pinned: true }]]);
    await manager.readVersion(1);
    expect(asked).toEqual([1, 1]);
  });

  it("is a failure to speak of where the server can't be reached", async () => {
    const page = createPage({ network: { state: "down", session: null, puts: [] } });
    void page.manager.start();
    await page.clock.advance(2_000);
    expect(await page.manager.describeVersion(1, { pinned: true })).toMatchObject({
      failure: { code: "unreachable" },
    });
  });
});
