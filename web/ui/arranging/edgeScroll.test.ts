import { describe, expect, it } from "vitest";
import { edgeDepth, edgeSpeed } from "./edgeScroll.ts";

describe("scrolling at the edges", () => {
  it("begins near an edge and is fullest at it and beyond", () => {
    expect([400, 72, 36, 0, -50].map((at) => edgeDepth(at, 0, 800))).toEqual(
      [-0, -0, -0.5, -1, -1].map((n) => n + 0),
    );
    expect([728, 764, 800, 900].map((at) => edgeDepth(at, 0, 800))).toEqual([0, 0.5, 1, 1]);
  });

  it("leaves the middle of a small box alone", () => {
    expect(edgeDepth(40, 0, 80)).toBe(0);
    expect(edgeDepth(5, 0, 80)).toBe(-0.75);
    expect(edgeDepth(5, 0, 0)).toBe(0);
  });

  it("is faster the nearer to the edge, and the longer it lasts, up to a limit", () => {
    expect(edgeSpeed(0, 5000)).toBe(0);
    expect(edgeSpeed(1, 0)).toBeLessThan(edgeSpeed(1, 600));
    expect(edgeSpeed(0.5, 600)).toBeLessThan(edgeSpeed(1, 600));
    expect(edgeSpeed(1, 1200)).toBe(edgeSpeed(1, 60_000));
    expect(edgeSpeed(-0.5, 600)).toBe(-edgeSpeed(0.5, 600));
  });
});
