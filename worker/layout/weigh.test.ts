import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileJson, json } from "./arbitrary.testing.ts";
import { canonical } from "./canonical.ts";
import { nested } from "./layout.testing.ts";
import { isPlainObject, weigh } from "./weigh.ts";

const LIMITS = { depth: 32, bytes: 1_000_000 };

describe("weigh", () => {
  it("gives the bytes of the canonical text, and a fault exactly where there is none", () => {
    fc.assert(
      fc.property(fc.oneof(json(), hostileJson()), (value) => {
        const { bytes, fault } = weigh(value, LIMITS);
        if (fault?.includes("deep")) return;
        if (fault === undefined) expect(bytes).toBe(new TextEncoder().encode(canonical(value)).length);
        else expect(() => canonical(value)).toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  it("weighs every character as RFC 8785 writes it", () => {
    for (let unit = 0; unit < 0x10000; unit += 1) {
      const text = String.fromCharCode(unit);
      if (!text.isWellFormed()) expect(weigh(text, LIMITS).fault).toBe("a broken character");
      else if (weigh(text, LIMITS).bytes !== new TextEncoder().encode(JSON.stringify(text)).length)
        expect.fail(unit.toString(16));
    }
    expect(weigh("😀", LIMITS)).toEqual({ bytes: 6 });
  });

  it("stops at a depth and at a weight", () => {
    expect(weigh(nested(32), LIMITS)).toEqual({ bytes: 64 });
    expect(weigh(nested(33), LIMITS).fault).toContain("deeper than 32");
    expect(weigh(nested(100_000), LIMITS).fault).toContain("deeper than 32");
    expect(weigh("12345678", { depth: 1, bytes: 10 })).toEqual({ bytes: 10 });
    for (const value of ["123456789", [1, 2, 3, 4, 5], { a: "1234" }, new Array(2 ** 32 - 1)]) {
      expect(weigh(value, { depth: 1, bytes: 10 })).toEqual({ bytes: Number.POSITIVE_INFINITY });
    }
    const cycle: Record<string, unknown> = {};
    Object.assign(cycle, { a: cycle, b: cycle });
    expect(weigh(cycle, LIMITS).bytes).not.toBeNaN();
  });

  it.each([
    undefined,
    Number.NaN,
    Infinity,
    () => 1,
    Symbol("x"),
    1n,
    new Date(),
    new Map(),
    new Array(1),
    /x/,
  ])("finds no JSON in %o", (value) => {
    expect(weigh(value, LIMITS).fault).toBeDefined();
    expect(weigh({ a: [value] }, LIMITS).fault).toBeDefined();
  });
});

describe("isPlainObject", () => {
  it("knows objects of JSON, whatever their keys", () => {
    for (const text of ["{}", '{"__proto__":{}}', '{"constructor":1}'])
      expect(isPlainObject(JSON.parse(text))).toBe(true);
    expect(isPlainObject(Object.create(null))).toBe(true);
    for (const value of [null, [], "", new Date(), new (class A {})()])
      expect(isPlainObject(value)).toBe(false);
  });
});
