import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Version } from "../../worker/layout/wire.ts";
import { createLocks, createPage, serverOf, sessionOf } from "../client/manager.testing.ts";
import { notes, type TestServer } from "../offline/document.testing.ts";
import type { Remote } from "../offline/remote.ts";
import { createVersionHistory, type LoadedVersions } from "./version-history.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

/** A dashboard with so many versions, and a history of it that somebody looks at. */
const looked = async ({ saves = 3, pageSize = 20 } = {}) => {
  const page = createPage();
  /** What was given up, and whether what is in the archive (all up to a version) can be listed. */
  const archive = { gone: new Set<number>(), isDown: false, upTo: 0 };
  const asked = vi.fn(async (docId: string, { limit, before = Infinity }: Page): Answered => {
    if (page.network.state === "down") return { kind: "no-answer", error: "offline" };
    const user = docId.split("/")[0] ?? "";
    if (page.network.session?.user.id !== user) return { kind: "signed-out" };
    const { versions } = serverOf(page.server, page.network, user);
    const older = versions
      .filter(({ version }) => version < before && !archive.gone.has(version))
      .filter(({ version }) => !archive.isDown || version > archive.upTo)
      .reverse();
    const incomplete = archive.isDown ? ({ incomplete: true } as const) : {};
    const next = older.length > limit ? (older[limit - 1]?.version ?? null) : null;
    return { kind: "found", value: { versions: older.slice(0, limit).map(listed), next, ...incomplete } };
  });
  page.remote.versions = asked;
  void page.manager.start();
  await page.clock.advance(2_000);
  const save = async (text: string): Promise<void> => {
    page.manager.edit(() => notes({ a: text }), { immediate: true });
    await page.clock.advance(100);
  };
  for (let n = 1; n <= saves; n += 1) await save(`text ${n}`);
  /** So many versions of another device, which the page hears of all at once. */
  const theirs = async (count: number): Promise<void> => {
    const { server } = page;
    for (let n = 1; n <= count; n += 1) {
      const { version = null, layout = notes({}) } = server.current() ?? {};
      const row = { base: { version, layout }, layout: notes({ a: `theirs ${version}` }) };
      server.put({ ...row, opId: `theirs ${version}`, changeType: "auto" } as never, "device-2");
    }
    await page.manager.sync();
    await page.clock.advance(100);
  };
  const history = createVersionHistory(page.manager, pageSize);
  const seen: LoadedVersions[] = [];
  const stop = history.subscribe(() => seen.push(history.state()));
  await page.clock.advance(100);
  return { ...page, history, save, theirs, asked, seen, stop, archive };
};

type Page = Parameters<Remote["versions"]>[1];
type Answered = ReturnType<Remote["versions"]>;

const listed = ({ version, checksum, deviceId, updatedAt, setAside }: Saved): Version => ({
  ...{ version, checksum, deviceId, createdAt: updatedAt, setAside },
  ...{ chain: "", changeType: "auto", pinned: false, bytes: 0 },
  changes: { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 },
});

type Saved = TestServer["versions"][number];

const numbers = ({ versions }: LoadedVersions): readonly number[] => versions.map(({ version }) => version);

describe("the history of versions", () => {
  it("loads its first page, and each time the head moves the new one comes on top", async () => {
    const { history, save } = await looked();
    expect(history.state()).toMatchObject({ loading: false, error: null, hasMore: false });
    expect(numbers(history.state())).toEqual([3, 2, 1]);
    await save("text 4");
    expect(numbers(history.state())).toEqual([4, 3, 2, 1]);
  });

  it("is empty before the first save, without asking, and follows from there", async () => {
    const { history, save, asked } = await looked({ saves: 0 });
    expect(history.state()).toMatchObject({ versions: [], loading: false, error: null });
    expect(asked).not.toHaveBeenCalled();
    await save("text 1");
    expect(numbers(history.state())).toEqual([1]);
  });

  it("brings older ones page by page, and keeps them when a new head comes", async () => {
    const { history, save, clock } = await looked({ saves: 5, pageSize: 2 });
    expect(numbers(history.state())).toEqual([5, 4]);
    await history.more();
    expect(history.state().hasMore).toBe(true);
    expect(numbers(history.state())).toEqual([5, 4, 3, 2]);
    await save("text 6");
    await history.more();
    await clock.advance(100);
    expect(numbers(history.state())).toEqual([6, 5, 4, 3, 2, 1]);
    expect(history.state().hasMore).toBe(false);
  });

  it("starts over where more came at once than a page holds, and leaves nothing out on the way back", async () => {
    const { history, theirs } = await looked({ saves: 4, pageSize: 2 });
    await history.more();
    await theirs(3);
    expect(numbers(history.state())).toEqual([7, 6]);
    expect(history.state().hasMore).toBe(true);
    await history.more();
    await history.more();
    expect(numbers(history.state())).toEqual([7, 6, 5, 4, 3, 2]);
  });

  it("keeps what is loaded where a page of new ones reaches down to it", async () => {
    const { history, theirs } = await looked({ saves: 4, pageSize: 3 });
    await history.more();
    await theirs(2);
    expect(numbers(history.state())).toEqual([6, 5, 4, 3, 2, 1]);
    expect(history.state().hasMore).toBe(false);
  });

  it("drops versions that were given up among those that it loads again", async () => {
    const { history, theirs, archive } = await looked({ saves: 6, pageSize: 4 });
    await history.more();
    for (const version of [5, 4]) archive.gone.add(version);
    await theirs(1);
    expect(numbers(history.state())).toEqual([7, 6, 3, 2, 1]);
    expect(history.state().hasMore).toBe(false);
  });

  it("is what one page says where that is all there is", async () => {
    const { history, archive } = await looked({ saves: 5, pageSize: 3 });
    await history.more();
    for (const version of [1, 2, 4]) archive.gone.add(version);
    await history.refresh();
    expect(numbers(history.state())).toEqual([5, 3]);
    expect(history.state().hasMore).toBe(false);
  });

  it("drops nothing while the archive can't be asked, and starts over once it can", async () => {
    const { history, theirs, archive } = await looked({ saves: 6, pageSize: 3 });
    archive.isDown = true;
    archive.upTo = 9;
    await theirs(4);
    expect(numbers(history.state())).toEqual([10, 6, 5, 4]);
    expect(history.state()).toMatchObject({ incomplete: true, hasMore: true });
    archive.isDown = false;
    await history.refresh();
    expect(history.state()).toMatchObject({ incomplete: false, hasMore: true });
    expect(numbers(history.state())).toEqual([10, 9, 8]);
  });

  it("says that the archive could not be asked until what that left out is there", async () => {
    const { history, archive } = await looked({ saves: 6, pageSize: 2 });
    archive.isDown = true;
    archive.upTo = 3;
    await history.refresh();
    archive.isDown = false;
    await history.more();
    expect(history.state().incomplete).toBe(true);
    await history.refresh();
    expect(history.state().incomplete).toBe(false);
  });

  it("asks once for a page, however often a person presses the button", async () => {
    const { history, asked } = await looked({ saves: 5, pageSize: 2 });
    const before = asked.mock.calls.length;
    await Promise.all([history.more(), history.more(), history.more()]);
    expect(asked.mock.calls.length - before).toBe(1);
  });

  it("says a failure as a value, keeps what it had, and recovers when asked again", async () => {
    const { history, network } = await looked();
    network.state = "down";
    await history.refresh();
    expect(history.state()).toMatchObject({ loading: false, error: { code: "unreachable" } });
    expect(numbers(history.state())).toEqual([3, 2, 1]);
    network.state = "up";
    await history.refresh();
    expect(history.state().error).toBeNull();
  });

  it("drops an answer that comes after that to a later question", async () => {
    const { history, asked } = await looked();
    const late = Promise.withResolvers<Awaited<Answered>>();
    asked.mockImplementationOnce(() => late.promise);
    const slow = history.refresh();
    await history.refresh();
    late.resolve({ kind: "no-answer", error: "timeout" });
    await slow;
    expect(history.state()).toMatchObject({ loading: false, error: null });
  });

  it("shows nothing of one user to the next", async () => {
    const { history, network, manager, clock, seen } = await looked();
    network.session = sessionOf("guest-2");
    seen.length = 0;
    await manager.retry();
    await clock.advance(5_000);
    expect(manager.state.session?.user.id).toBe("guest-2");
    expect(history.state()).toMatchObject({ versions: [], loading: false, error: null });
    expect(seen.filter(({ error }) => error !== null)).toEqual([]);
  });

  it("stops with its last listener and goes on with the next, asking again only for what is new", async () => {
    const { history, save, asked, stop, clock } = await looked();
    stop();
    const before = asked.mock.calls.length;
    history.subscribe(() => {})();
    expect(asked.mock.calls.length).toBe(before);
    await save("text 4");
    expect(asked.mock.calls.length).toBe(before);
    history.subscribe(() => {});
    await clock.advance(100);
    expect(numbers(history.state())).toEqual([4, 3, 2, 1]);
  });

  it("says why it is empty where there has never been a server to ask", async () => {
    const page = createPage({ network: { state: "down", session: null, puts: [] } });
    const history = createVersionHistory(page.manager, 20);
    history.subscribe(() => {});
    expect(history.state()).toMatchObject({ loading: true, error: null });
    await page.clock.advance(5_000);
    page.manager.edit(() => notes({ a: "alone" }), { immediate: true });
    await page.clock.advance(1_000);
    expect(history.state()).toMatchObject({ loading: false, error: { code: "unreachable" }, versions: [] });
  });

  it("says a version's name as soon as the server has it, also of one that came with a later page", async () => {
    const { history, remote } = await looked({ saves: 5, pageSize: 2 });
    await history.more();
    remote.describe = (async (_docId, version, change) => ({
      kind: "found",
      value: { ...history.state().versions.find((one) => one.version === version), ...change },
    })) as Remote["describe"];
    const before = history.state().versions;
    await history.describe(2, { description: "Monday", pinned: true });
    const { versions } = history.state();
    expect(versions.find(({ version }) => version === 2)).toMatchObject({
      description: "Monday",
      pinned: true,
    });
    expect(versions.filter((one, at) => one === before[at])).toHaveLength(3);
  });
});
