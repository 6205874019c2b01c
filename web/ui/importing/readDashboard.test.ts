import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDashboard } from "./readDashboard.ts";

const panel = { id: 1, type: "stat", title: "CPU", gridPos: { x: 0, y: 0, w: 6, h: 4 } };

describe("readDashboard", () => {
  it("reads a Grafana dashboard, bare or wrapped", () => {
    const bare = { title: "Pods", panels: [panel] };
    expect(readDashboard(JSON.stringify(bare))).toMatchObject({
      kind: "ready",
      from: "grafana",
      title: "Pods",
    });
    expect(readDashboard(JSON.stringify({ dashboard: bare }))).toMatchObject({
      kind: "ready",
      title: "Pods",
    });
  });

  it("reads what was downloaded here", () => {
    expect(readDashboard('{"desktop":[],"mobile":[]}')).toMatchObject({ kind: "ready", from: "gridkeep" });
  });

  it("makes notes of Grafana's text, and counts what is not drawn without them", () => {
    const text = { id: 2, type: "text", options: { mode: "markdown", content: "# On call" } };
    expect(readDashboard(JSON.stringify({ panels: [panel, text] }))).toMatchObject({
      layout: { desktop: [{ type: "stat" }, { type: "notes", config: { text: "# On call" } }] },
      foreign: [{ type: "stat", count: 1 }],
    });
  });

  it("counts the panels that lie over others", () => {
    const reading = readDashboard(JSON.stringify({ panels: [panel, { ...panel, id: 2 }] }));
    expect(reading).toMatchObject({ kind: "ready", overlaps: 1 });
  });

  it("says why a text can't be imported", () => {
    expect(readDashboard(" ").kind).toBe("nothing");
    expect(readDashboard("{").kind).toBe("not-json");
    expect(readDashboard("[]").kind).toBe("unknown");
    expect(readDashboard('{"panels":[1,null]}').kind).toBe("unreadable");
    expect(readDashboard('{"dashboard":{"panels":"many"}}').kind).toBe("unreadable");
    expect(readDashboard('{"desktop":[{"id":1}],"mobile":[]}')).toMatchObject({ kind: "invalid" });
  });

  it("reads an export, with the name that it has, and of a whole account each dashboard", () => {
    const layout = { desktop: [], mobile: [] };
    const one = { format: "gridkeep/1", id: "home", name: "Home", layout, versions: [] };
    expect(readDashboard(JSON.stringify(one))).toMatchObject({ kind: "ready", title: "Home" });
    const names = {
      desktop: [{ id: "home", type: "dashboard", title: "The home", x: 0, y: 0, w: 1, h: 1, config: {} }],
      mobile: [],
    };
    const layouts = [
      { id: "gridkeep.dashboards", layout: names },
      { id: "home", layout },
      { id: "main", layout: { sealed: "e30..aXY.b25l.dGFn" } },
      { id: "gone", layout, deletedAt: "2026-01-01T00:00:00Z" },
    ];
    expect(readDashboard(JSON.stringify({ format: "gridkeep-account/1", layouts }))).toMatchObject({
      kind: "several",
      entries: [
        { title: "The home", reading: { kind: "ready", title: "The home" } },
        { title: "My dashboard", reading: { kind: "sealed" } },
      ],
    });
    expect(readDashboard('{"layouts":[]}').kind).toBe("unknown");
  });

  it("takes nothing that is encrypted: nobody could open it", () => {
    const sealed = {
      id: "a",
      type: "notes",
      x: 0,
      y: 0,
      w: 1,
      h: 1,
      config: {},
      sealed: "e30..aXY.b25l.dGFn",
    };
    expect(readDashboard(JSON.stringify({ desktop: [sealed], mobile: [] })).kind).toBe("sealed");
    expect(readDashboard('{"layout":{"sealed":"x"}}').kind).toBe("sealed");
  });

  it("counts the kinds that are not drawn", () => {
    const types = ["stat", "graph", "stat", "notes"];
    const panels = types.map((type, id) => ({ ...panel, id, type }));
    expect(readDashboard(JSON.stringify({ panels }))).toMatchObject({
      foreign: [
        { type: "stat", count: 2 },
        { type: "graph", count: 1 },
      ],
    });
  });

  it("refuses what is too much, and what is nested without end", () => {
    expect(readDashboard("[".repeat(2_000_000)).kind).toBe("not-json");
    const many = Array.from({ length: 501 }, (_, id) => ({ ...panel, id }));
    expect(readDashboard(JSON.stringify({ panels: many })).kind).toBe("invalid");
  });

  it("is total", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readDashboard(text).kind));
  });
});
