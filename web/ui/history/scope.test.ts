import { describe, expect, it } from "vitest";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { withParts } from "../../client/restoring.ts";
import { onlyOf, resultOf, type Scope } from "./scope.ts";

const note = (id: string, text: string, y: number): Widget => ({
  ...{ id, type: "notes", x: 0, y, w: 4, h: 2, config: { text } },
});
const version: Layout = {
  desktop: [note("a", "then", 0), note("b", "then", 2)],
  mobile: [note("a", "then", 0)],
};
const head: Layout = {
  desktop: [note("a", "now", 4), note("b", "now", 2), note("c", "now", 0)],
  mobile: [note("a", "now", 0)],
};

describe("what a preview shows before restoring", () => {
  const scopes: readonly Scope[] = [
    { kind: "form", form: "desktop" },
    { kind: "form", form: "mobile" },
    { kind: "widgets", ids: ["a"] },
    { kind: "widgets", ids: ["a", "b", "c"] },
  ];

  it("is the very layout that the library makes of it", () => {
    for (const scope of scopes) {
      const made = withParts(head, version, onlyOf(scope) ?? {});
      expect(resultOf({ head, version, scope })).toEqual(made.ok && made.value);
    }
    expect(resultOf({ head, version, scope: { kind: "all" } })).toEqual(version);
  });

  it("asks for no more than what was chosen", () => {
    expect(scopes.map(onlyOf)).toEqual([
      { form: "desktop" },
      { form: "mobile" },
      { widgetIds: ["a"] },
      { widgetIds: ["a", "b", "c"] },
    ]);
    expect([onlyOf({ kind: "all" }), onlyOf({ kind: "widgets", ids: [] })]).toEqual([undefined, null]);
  });

  it("is what is there now where nothing is chosen, or nothing would change", () => {
    expect(resultOf({ head, version, scope: { kind: "widgets", ids: [] } })).toBe(head);
    expect(resultOf({ head, version: structuredClone(head), scope: { kind: "all" } })).toBe(head);
    expect(resultOf({ head, version, scope: { kind: "widgets", ids: ["gone"] } })).toBe(head);
  });
});
