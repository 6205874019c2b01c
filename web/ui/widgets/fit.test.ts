import { describe, expect, it } from "vitest";
import { emsOf, sizeToFit } from "./fit.ts";

describe("emsOf", () => {
  it("is wider for more letters, and for digits than for what stands between them", () => {
    expect(emsOf("1,234,567,890.12")).toBeGreaterThan(emsOf("1,234.50"));
    expect(emsOf("1111")).toBeGreaterThan(emsOf("1,.1"));
    expect(emsOf("WWWW")).toBeGreaterThan(emsOf("1111"));
    expect(emsOf("人数")).toBeGreaterThan(2);
    expect(emsOf("")).toBe(0);
  });
});

describe("sizeToFit", () => {
  it("is smaller the longer the text, and no larger than asked for", () => {
    const size = (text: string) => sizeToFit(emsOf(text), { height: 38, most: 6 });
    expect(size("1,234,567,890.12")).toBe("clamp(0.6875rem, min((100cqi - 24px) / 8.64, 38cqb), 6rem)");
    expect(size("7")).toBe("clamp(0.6875rem, min((100cqi - 24px) / 2.20, 38cqb), 6rem)");
  });
});
