import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { json } from "./arbitrary.testing.ts";
import { canonical, utf8Length } from "./canonical.ts";
import { nested } from "./layout.testing.ts";
import { same } from "./same.ts";

/** The same value with the keys of every object the other way round. */
const reversedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversedKeys(member)]),
  );
};

/** RFC 8785, word for word: ECMAScript's own texts of strings and numbers, and the members sorted. */
const byTheBook = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(byTheBook).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${byTheBook(member)}`).join(",")}}`;
};

describe("canonical", () => {
  it("writes the numbers of RFC 8785, appendix B", () => {
    const table: readonly (readonly [number, string])[] = [
      [0, "0"],
      [-0, "0"],
      [5e-324, "5e-324"],
      [-5e-324, "-5e-324"],
      [1.7976931348623157e308, "1.7976931348623157e+308"],
      [9007199254740992, "9007199254740992"],
      [-9007199254740992, "-9007199254740992"],
      [295147905179352830000, "295147905179352830000"],
      [9.999999999999997e22, "9.999999999999997e+22"],
      [1e23, "1e+23"],
      [1.0000000000000001e23, "1.0000000000000001e+23"],
      [999999999999999700000, "999999999999999700000"],
      [1e21, "1e+21"],
      [9.999999999999997e-7, "9.999999999999997e-7"],
      [0.000001, "0.000001"],
      [333333333.33333325, "333333333.33333325"],
      [0.1 + 0.2, "0.30000000000000004"],
    ];
    for (const [value, text] of table) expect(canonical(value)).toBe(text);
  });

  it("writes the example of RFC 8785, section 3.2.2", () => {
    const example = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "€$\u000F\u000aA'\u0042\u0022\u005c\\\u0022\u002f",
      literals: [null, true, false],
    };
    expect(canonical(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("escapes what JSON must escape and nothing else", () => {
    expect(canonical('\b\t\n\f\r"\\/\u0000\u001f\u007f\u2028é')).toBe(
      '"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\u007f\u2028é"',
    );
  });

  it("orders keys by UTF-16 units, as in RFC 8785, section 3.2.3", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const text = canonical(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(text).toBe('{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\ud83d\ude00":0,"\ufb33":0}');
  });

  it("writes any value by the book, however many objects share their keys", () => {
    const members = fc.dictionary(fc.constantFrom("a", "b", "10", "9", "é", "__proto__", '"'), json(), {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(fc.oneof(json(), fc.array(members, { maxLength: 60 })), (value) => {
        expect(canonical(value)).toBe(byTheBook(value));
      }),
    );
  });

  it("writes every character as JSON does", () => {
    for (let unit = 0; unit < 0x10000; unit += 1) {
      const text = `a${String.fromCharCode(unit)}`;
      if (!text.isWellFormed()) expect(() => canonical(text)).toThrow(TypeError);
      else if (canonical(text) !== JSON.stringify(text)) expect.fail(unit.toString(16));
    }
  });

  it("leaves out absent members and keeps a key called __proto__", () => {
    expect(canonical({ b: undefined, a: 1 })).toBe('{"a":1}');
    expect(canonical(JSON.parse('{"b":1,"__proto__":{"x":2}}'))).toBe('{"__proto__":{"x":2},"b":1}');
  });

  it.each([["\ud800"], [{ "\udc00": 1 }], [Infinity], [NaN], [undefined], [[undefined]], [() => 1]])(
    "refuses %j, which JSON can't carry",
    (value) => expect(() => canonical(value)).toThrow(TypeError),
  );

  it("is read back as the same value, and keeps the order of lists", () => {
    fc.assert(
      fc.property(
        json(),
        (value) => void expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value)),
      ),
    );
    expect(canonical([2, 1])).toBe("[2,1]");
    expect(canonical(nested(500))).toBe("[".repeat(500) + "]".repeat(500));
  });
});

describe("same", () => {
  it("does not mind key order, and minds list order, absence and null", () => {
    expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same(undefined, undefined)).toBe(true);
    expect(same(undefined, null)).toBe(false);
    expect(same(0, -0)).toBe(true);
    expect(same([], {})).toBe(false);
    expect(same({ a: undefined }, {})).toBe(true);
    expect(same({}, { a: undefined, b: 1 })).toBe(false);
  });

  it("takes nothing inherited for a member", () => {
    expect(same({ constructor: Object }, {})).toBe(false);
    expect(same(JSON.parse('{"__proto__":{}}'), {})).toBe(false);
    expect(same(JSON.parse('{"__proto__":{"a":1},"b":0}'), JSON.parse('{"b":0,"__proto__":{"a":1}}'))).toBe(
      true,
    );
    expect(same(JSON.parse('{"__proto__":{}}'), { another: 1 })).toBe(false);
    expect(same({ toString: 1 }, JSON.parse('{"__proto__":{"toString":1}}'))).toBe(false);
  });

  it("says what canonical texts say, of any two values", () => {
    const pair = fc.oneof(
      fc.tuple(json(), json()),
      json().map((one) => [one, reversedKeys(one)] as const),
      fc.tuple(json(), json(), json()).map(
        ([one, a, b]) =>
          [
            [one, a],
            [one, b],
          ] as const,
      ),
      fc.tuple(json(), fc.constantFrom("a", "__proto__", "constructor"), json(), json()).map(
        ([one, key, a, b]) =>
          [
            Object.fromEntries([
              ["x", one],
              [key, a],
            ]),
            Object.fromEntries([
              [key, b],
              ["x", one],
            ]),
          ] as const,
      ),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(same(a, b)).toBe(canonical(a) === canonical(b));
        expect(same(b, a)).toBe(same(a, b));
      }),
      { numRuns: 2000 },
    );
    expect(same(nested(3000), nested(3000))).toBe(true);
    expect(same(nested(3000), nested(3001))).toBe(false);
  });
});

describe("utf8Length", () => {
  it("equals what TextEncoder makes", () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => void expect(utf8Length(text)).toBe(encoder.encode(text).length),
      ),
    );
    for (const edge of ["\u007f", "\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "😀"]) {
      expect(utf8Length(edge)).toBe(encoder.encode(edge).length);
    }
  });
});
