import { describe, expect, it, vi } from "vitest";
import { checksum } from "../../../worker/layout/checksum.ts";
import { applyChanges } from "../../../worker/layout/diff.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { board, widgetOf } from "./ports.testing.ts";
import type { VersionKeeper } from "./ports.ts";
import { createVersionService } from "./version-service.ts";

const setUp = () => {
  const keeper = {
    layoutId: "main",
    rollbackToVersion: vi.fn<VersionKeeper["rollbackToVersion"]>(async () => ({ ok: true, value: null })),
    pruneVersions: vi.fn<VersionKeeper["pruneVersions"]>(async (keep) => {
      return { ok: true, value: { kept: keep, removed: 2 } };
    }),
  };
  return { keeper, service: createVersionService(keeper) };
};
const { service } = setUp();

const BEFORE = board("a", "b");
const AFTER: Layout = {
  desktop: [widgetOf("a", { x: 4, title: "Alpha" }), widgetOf("c", { y: 6 })],
  mobile: [],
};

describe("createVersion", () => {
  it("describes a layout against the version before", async () => {
    const record = await service.createVersion(AFTER, BEFORE, "manual", "Tidied");
    expect(record).toMatchObject({
      ok: true,
      value: {
        ...{ changeType: "manual", description: "Tidied", checksum: await checksum(AFTER) },
        counts: { added: 1, removed: 1, moved: 1, resized: 0, edited: 1 },
        summary: "Added c, removed b, moved Alpha, edited Alpha",
        bytes: new TextEncoder().encode(JSON.stringify(AFTER)).length,
      },
    });
  });

  it("counts everything as added in the first version", async () => {
    const record = await service.createVersion(BEFORE, null);
    expect(record).toMatchObject({ value: { counts: { added: 2 }, changeType: "manual" } });
    expect(record.ok && "description" in record.value).toBe(false);
  });

  it.each([
    ["layout-invalid", [null, null]],
    ["layout-invalid", [{ sealed: "e30..aXY.Y2lwaGVy.dGFn" }, null]],
    ["layout-invalid", [BEFORE, []]],
    ["layout-invalid", [{ ...BEFORE, desktop: [{ ...widgetOf("a"), x: Number.NaN }] }, null]],
    ["layout-invalid", [{ ...BEFORE, desktop: [widgetOf("a", { title: "\ud800" })] }, null]],
    ["invalid-parameter", [BEFORE, null, "by hand"]],
    ["invalid-parameter", [BEFORE, null, "auto", "x".repeat(501)]],
    ["invalid-parameter", [BEFORE, null, "auto", "\ud800"]],
    ["invalid-parameter", [BEFORE, null, "auto", 7]],
  ])("refuses malformed input as %s", async (code, args) => {
    const [current, previous, type, description] = args as never[];
    expect(await service.createVersion(current as never, previous as never, type, description)).toMatchObject(
      {
        ...{ ok: false, failure: { code } },
      },
    );
  });
});

describe("compareVersions", () => {
  it("gives what makes the one of the other, counts, and words", () => {
    const { changes, summary } = service.compareVersions(BEFORE, AFTER);
    expect(applyChanges(BEFORE, changes)).toEqual(AFTER);
    expect(summary).toBe("Added c, removed b, moved Alpha, edited Alpha");
  });

  it("says so where nothing changed, and names no more than a few", () => {
    expect(service.compareVersions(BEFORE, BEFORE)).toMatchObject({
      changes: [],
      summary: "Nothing changed",
    });
    expect(service.compareVersions(null, board("a", "b", "c", "d", "e")).summary).toBe(
      "Added a, b, c, and 2 more",
    );
    const turned = { ...BEFORE, desktop: BEFORE.desktop.toReversed(), columns: { desktop: 24, mobile: 4 } };
    expect(service.compareVersions(BEFORE, turned).summary).toBe(
      "Changed the reading order, changed the number of columns",
    );
  });

  it("throws on what is no layout", () => {
    expect(() => service.compareVersions(BEFORE, {} as never)).toThrow(TypeError);
    expect(() => service.compareVersions(7 as never, BEFORE)).toThrow(TypeError);
  });
});

describe("the history on the server", () => {
  it("is gone back in by the manager, whole or in part", async () => {
    const { keeper, service } = setUp();
    const only = { only: { form: "mobile" as const } };
    expect(await service.rollbackToVersion("main", 3, only)).toEqual({ ok: true, value: null });
    expect(keeper.rollbackToVersion).toHaveBeenCalledExactlyOnceWith(3, only);
  });

  it("is thinned by the manager, whose failures come back as they are", async () => {
    const { keeper, service } = setUp();
    expect(await service.cleanupOldVersions("main", 20)).toEqual({
      ok: true,
      value: { kept: 20, removed: 2 },
    });
    const failure = { code: "unreachable", message: "The server can't be reached right now." } as const;
    keeper.pruneVersions.mockResolvedValueOnce({ ok: false, failure });
    expect(await service.cleanupOldVersions("main", 20)).toEqual({ ok: false, failure });
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "3", null, 10_001])(
    "is not touched for a number like %j",
    async (number) => {
      const { keeper, service } = setUp();
      const refused = { ok: false, failure: { code: "invalid-parameter" } };
      expect(await service.cleanupOldVersions("main", number as number)).toMatchObject(refused);
      if (number !== 10_001)
        expect(await service.rollbackToVersion("main", number as number)).toMatchObject(refused);
      expect(keeper.pruneVersions).not.toHaveBeenCalled();
      expect(keeper.rollbackToVersion).not.toHaveBeenCalled();
    },
  );

  it("is never that of another dashboard", async () => {
    const { keeper, service } = setUp();
    const refused = { ok: false, failure: { code: "layout-not-found" } };
    expect(await service.cleanupOldVersions("other", 5)).toMatchObject(refused);
    expect(await service.rollbackToVersion("other", 5)).toMatchObject(refused);
    expect(keeper.pruneVersions).not.toHaveBeenCalled();
    expect(keeper.rollbackToVersion).not.toHaveBeenCalled();
  });
});
