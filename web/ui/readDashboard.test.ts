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

  it("is total", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readDashboard(text).kind));
  });
});
