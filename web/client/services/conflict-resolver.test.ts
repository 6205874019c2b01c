import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "../../../worker/layout/arbitrary.testing.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { widgetConflictResolver } from "./conflict-resolver.ts";
import { board, widgetOf } from "./ports.testing.ts";

const { detectConflict, suggestResolution, resolveConflict } = widgetConflictResolver;

const BASE = board("a", "b");
const titled = (id: string, title: string, from: Layout = BASE): Layout => ({
  ...from,
  desktop: from.desktop.map((one) => (one.id === id ? { ...one, title } : one)),
});
const [MINE, THEIRS] = [titled("a", "mine"), titled("a", "theirs")];
const [OLD, NEW] = [{ version: 3 }, { version: 4, deviceId: "other" }];

describe("detectConflict", () => {
  it("finds none between equal layouts, whatever is said of them (law 4)", () => {
    expect(detectConflict(MINE, structuredClone(MINE), OLD, NEW)).toMatchObject({
      ...{ conflict: false, relation: "equal" },
    });
    const sums = [
      { ...OLD, checksum: "same" },
      { ...NEW, checksum: "same" },
    ] as const;
    expect(detectConflict(MINE, THEIRS, ...sums).conflict).toBe(false);
    // The checksum is of the version that was saved, and there are edits on top of it.
    const edited = detectConflict(MINE, THEIRS, { ...sums[0], pending: 1 }, sums[1]);
    expect(edited.conflict).toBe(true);
  });

  it("finds none with a version that the local layout was made from, or an older one", () => {
    for (const version of [3, 2, 1])
      expect(detectConflict(MINE, THEIRS, OLD, { version })).toMatchObject({
        ...{ conflict: false, relation: "local-ahead" },
      });
  });

  it("finds none with this device's own save, of which the answer was lost", () => {
    const own = { ...NEW, deviceId: "me" };
    expect(detectConflict(MINE, THEIRS, { ...OLD, ownDeviceId: "me" }, own, BASE).conflict).toBe(false);
    const first = { version: 1, deviceId: "me" };
    expect(detectConflict(MINE, THEIRS, { version: null, ownDeviceId: "me" }, first).conflict).toBe(false);
    // Somebody else's may lie between.
    const later = { version: 5, deviceId: "me" };
    expect(detectConflict(MINE, THEIRS, { ...OLD, ownDeviceId: "me" }, later, BASE).conflict).toBe(true);
    // The same other device twice is not this one.
    expect(detectConflict(MINE, THEIRS, { ...OLD, deviceId: "other" }, NEW, BASE).conflict).toBe(true);
  });

  it("finds none where only one side changed", () => {
    expect(detectConflict(MINE, THEIRS, { ...OLD, pending: 0 }, NEW).relation).toBe("remote-ahead");
    expect(detectConflict(BASE, THEIRS, OLD, NEW, BASE).relation).toBe("remote-ahead");
    expect(detectConflict(MINE, null, OLD).relation).toBe("local-ahead");
    expect(detectConflict(null, THEIRS).relation).toBe("remote-ahead");
    expect(detectConflict(null, null).relation).toBe("equal");
  });

  it("finds none where both changed different widgets (law 4)", () => {
    expect(detectConflict(MINE, titled("b", "theirs"), OLD, NEW, BASE)).toEqual({
      ...{ conflict: false, relation: "apart", conflicts: [] },
    });
  });

  it("finds one where both changed the same thing, and says what", () => {
    expect(detectConflict(MINE, THEIRS, OLD, NEW, BASE)).toMatchObject({
      ...{ conflict: true, relation: "clash" },
      conflicts: [{ kind: "edit", widgetId: "a", path: ["title"], mine: "mine", theirs: "theirs" }],
    });
  });

  it("without a base finds one in every difference (section 2 of the contract)", () => {
    const { conflicts } = detectConflict(MINE, titled("b", "theirs"), OLD, NEW);
    expect(conflicts).toHaveLength(2);
  });

  it("never finds one between a layout and itself, by any versions", () => {
    fc.assert(
      fc.property(layouts(), fc.nat(3), fc.nat(3), (one, mine, theirs) => {
        const found = detectConflict(one, structuredClone(one), { version: mine }, { version: theirs });
        expect(found.conflict).toBe(false);
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});

describe("suggestResolution", () => {
  it.each<[string, string, Parameters<typeof suggestResolution>]>([
    ["remote", "Both are the same.", [MINE, MINE, OLD, NEW, BASE]],
    ["local", "Nothing else was saved since this was changed here.", [MINE, THEIRS, OLD, OLD, BASE]],
    ["remote", "Nothing was changed here since the other was saved.", [BASE, THEIRS, OLD, NEW, BASE]],
    ["merge", "Both changed, but not the same things.", [MINE, titled("b", "x"), OLD, NEW, BASE]],
  ])("says %s and why", (strategy, reason, sides) => {
    expect(suggestResolution(...sides)).toEqual({ strategy, reason, conflicts: [] });
  });

  it("names what clashes, and no more of it than a person reads", () => {
    const clash = suggestResolution(MINE, THEIRS, OLD, NEW, BASE);
    expect(clash).toMatchObject({ strategy: "merge", conflicts: [{ widgetId: "a" }] });
    expect(clash.reason).toBe(
      "Both changed “mine”. Merging keeps everything else of both, and there what this device has.",
    );
    const ids = ["a", "b", "c", "d", "e"];
    const many = (title: string) => ids.reduce((now, id) => titled(id, title, now), board(...ids));
    expect(suggestResolution(board(...ids), many("x"), OLD, NEW).reason).toBe(
      "What both started from isn't known, and they differ in “a”, “b”, “c”, and others. Merging keeps the widgets of both.",
    );
    const wide = { ...BASE, columns: { desktop: 24, mobile: 4 } };
    expect(
      suggestResolution({ ...wide, columns: { desktop: 6, mobile: 4 } }, wide, OLD, NEW).reason,
    ).toContain("differ in the number of columns");
  });
});

describe("resolveConflict", () => {
  it("takes one side as it is, with nothing left to decide", () => {
    expect(resolveConflict(MINE, THEIRS, "local", BASE)).toEqual({ layout: MINE, conflicts: [] });
    expect(resolveConflict(MINE, THEIRS, "remote", BASE)).toEqual({ layout: THEIRS, conflicts: [] });
  });

  it("merges both, with this side where they clash, and says what is left to decide", () => {
    const { layout, conflicts } = resolveConflict(MINE, titled("b", "theirs", THEIRS), "merge", BASE);
    expect(layout).toEqual(titled("b", "theirs", MINE));
    expect(conflicts).toMatchObject([{ widgetId: "a", path: ["title"] }]);
  });

  it("without a base keeps the widgets of both", () => {
    const apart: Layout = { desktop: [widgetOf("c", { y: 9 })], mobile: [] };
    const { layout, conflicts } = resolveConflict(BASE, apart, "merge");
    expect(layout.desktop.map(({ id }) => id).sort()).toEqual(["a", "b", "c"]);
    expect(conflicts).toEqual([]);
  });
});

describe("what is no layout", () => {
  const sealed = { sealed: "e30..aXY.Y2lwaGVy.dGFn" };
  it.each([
    undefined,
    7,
    [],
    {},
    sealed,
    { desktop: [null], mobile: [] },
    { desktop: [{ id: 1 }], mobile: [] },
  ])("is refused with an error that says so: %j", (value) => {
    const bad = value as never;
    expect(() => detectConflict(bad, MINE)).toThrow("the local layout");
    expect(() => suggestResolution(MINE, bad)).toThrow("the remote layout");
    expect(() => resolveConflict(MINE, THEIRS, "merge", bad ?? ([] as never))).toThrow("the base layout");
  });

  it("is a strategy neither, if it is another word", () => {
    expect(() => resolveConflict(MINE, THEIRS, "newest" as never)).toThrow('"newest" is not');
    expect(() => resolveConflict(null as never, THEIRS, "local")).toThrow(TypeError);
  });

  it("leaves versions that are no numbers unknown", () => {
    const odd = { version: "9" } as never;
    expect(detectConflict(MINE, THEIRS, odd, odd, BASE).conflict).toBe(true);
  });
});
