import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merge } from "../../../worker/layout/merge.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { validateLayout } from "../../../worker/layout/validate.ts";
import {
  added,
  type Dashboard,
  dashboardsIn,
  moved,
  removed,
  renamed,
  replaced,
  withDashboards,
} from "./list.ts";

const NONE: Layout = { desktop: [], mobile: [] };
const list = (...ids: string[]): readonly Dashboard[] => ids.map((id) => ({ id, name: `The ${id}` }));
const ids = (names: Layout) => dashboardsIn(names).map(({ id }) => id);
const lists = fc
  .uniqueArray(fc.stringMatching(/^[\w-]{1,12}$/), { minLength: 1, maxLength: 20 })
  .map((all) => list(...all));

describe("one that is kept after it was deleted", () => {
  const [main, home] = [
    { id: "main", name: null },
    { id: "home", name: "Home" },
  ];
  const both = [main, home];

  it("takes the place and the name of the one that is gone", () => {
    const kept = { dashboard: { id: "new", name: "Untitled" }, at: 1 };
    expect(replaced(both, "home", kept)).toEqual([main, { id: "new", name: "Home" }]);
    expect(replaced(both, "main", kept)).toEqual([{ id: "new", name: "Untitled" }, home]);
    expect(replaced(both, "none", kept)).toEqual([main, kept.dashboard, home]);
  });
});

describe("the list of dashboards", () => {
  it("is the first one alone where nothing was named", () => {
    expect(dashboardsIn(NONE)).toEqual([{ id: "main", name: null }]);
  });

  it("comes back from the layout as it went in, and the layout is one that can be saved", () => {
    fc.assert(
      fc.property(lists, (all) => {
        const names = withDashboards(NONE, all);
        expect(dashboardsIn(names)).toEqual(all);
        expect(validateLayout(names).valid).toBe(true);
        expect(withDashboards(names, all)).toBe(names);
      }),
    );
  });

  it("keeps what it does not know, and shows none of it", () => {
    const other = { id: "x", type: "acme", x: 0, y: 0, w: 1, h: 1, config: {} };
    const odd = { ...other, id: "a.b", type: "dashboard" };
    const names = withDashboards({ desktop: [other, odd], mobile: [] }, list("main", "home"));
    expect(ids(names)).toEqual(["main", "home"]);
    expect(names.desktop).toEqual(expect.arrayContaining([other, odd]));
  });

  it("adds at the end or where it is said, and never twice", () => {
    const home = { id: "home", name: "Home" };
    expect(added(list("a", "b"), home).map(({ id }) => id)).toEqual(["a", "b", "home"]);
    expect(added(list("a", "b"), home, 1).map(({ id }) => id)).toEqual(["a", "home", "b"]);
    expect(added(added(list("a"), home), home)).toHaveLength(2);
  });

  it("moves one by a place and stops at the ends", () => {
    const names = (by: number, id: string) =>
      moved(list("a", "b", "c"), id, by)
        .map((one) => one.id)
        .join("");
    expect([names(-1, "b"), names(1, "b"), names(-1, "a"), names(1, "c"), names(1, "?")]).toEqual([
      ...["bac", "acb", "abc", "abc", "abc"],
    ]);
  });

  it("takes a name without what surrounds it, and none for an empty one", () => {
    expect(renamed(list("a"), "a", "  Out  of office ")).toEqual([{ id: "a", name: "Out of office" }]);
    expect(renamed(list("a"), "a", "  ")).toEqual([{ id: "a", name: null }]);
    expect(renamed(list("a"), "b", "New")).toHaveLength(2);
  });

  it("has both dashboards where two devices made one each, and the new name of a moved one", () => {
    const base = withDashboards(NONE, list("main", "a"));
    const mine = withDashboards(base, added(dashboardsIn(base), { id: "b", name: "B" }));
    const theirs = withDashboards(base, added(dashboardsIn(base), { id: "c", name: "C" }));
    const both = merge({ base, mine, theirs });
    expect(both.conflicts).toEqual([]);
    expect(ids(both.layout).toSorted()).toEqual(["a", "b", "c", "main"]);

    const up = withDashboards(base, moved(dashboardsIn(base), "a", -1));
    const named = withDashboards(base, renamed(dashboardsIn(base), "a", "Garden"));
    const after = merge({ base, mine: up, theirs: named });
    expect(after.conflicts).toEqual([]);
    expect(dashboardsIn(after.layout)[0]).toEqual({ id: "a", name: "Garden" });
  });

  it("is rid of what one device removed and another one moved", () => {
    const base = withDashboards(NONE, list("main", "a", "b"));
    const mine = withDashboards(base, removed(dashboardsIn(base), "a"));
    const theirs = withDashboards(base, moved(dashboardsIn(base), "b", -1));
    expect(ids(merge({ base, mine, theirs }).layout)).not.toContain("a");
  });
});
