import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSplitter, type SplitLimits } from "./json-members.ts";
import { Refusal } from "./problem.ts";

const ROOMY: SplitLimits = { elementBytes: 1_000_000, restBytes: 1_000_000, elements: 1_000_000 };

type Split = { readonly elements: readonly unknown[]; readonly rest: unknown };

const splitTexts = (parts: Iterable<string>, limits = ROOMY): { elements: string[]; rest: string } => {
  const splitter = createSplitter("versions", limits);
  const elements: string[] = [];
  for (const part of parts) elements.push(...splitter.push(part));
  return { elements, rest: splitter.rest() };
};

const split = (parts: Iterable<string>, limits = ROOMY): Split => {
  const { elements, rest } = splitTexts(parts, limits);
  return { elements: elements.map((text) => JSON.parse(text)), rest: JSON.parse(rest) };
};

/** What the splitter must make of a text: undefined where it is no JSON. */
const expected = (text: string): Split | undefined => {
  try {
    const rest = JSON.parse(text);
    const isObject = typeof rest === "object" && rest !== null && !Array.isArray(rest);
    const isCut = isObject && Object.hasOwn(rest, "versions") && Array.isArray(rest.versions);
    return isCut ? { elements: rest.versions, rest: { ...rest, versions: [] } } : { elements: [], rest };
  } catch {
    return undefined;
  }
};

const attempt = (parts: Iterable<string>): Split | undefined => {
  try {
    return split(parts);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Refusal && error.code === "malformed-json") return undefined;
    throw error;
  }
};

/** Names that could be taken for the list's, texts full of marks, and the names that objects inherit. */
const name = fc.constantFrom("versions", "Versions", "version", "__proto__", "a", "", '"', "[", "versions\\");
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom('"],[{"', "\\", '\\"', "👩‍👧"),
  name,
);
const json = fc.letrec<{ value: unknown; object: Record<string, unknown>; list: unknown[] }>((tie) => ({
  object: fc
    .array(fc.tuple(name, tie("value")), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries)),
  list: fc.array(tie("value"), { maxLength: 4 }),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    tie("list"),
    tie("object"),
  ),
}));

/** Top levels with the list early, late, or not there; written with blanks, with escapes, or with neither. */
const document = fc
  .tuple(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(json.object, json.list, json.object)
          .map(([a, versions, b]) => ({ ...a, versions, ...b })),
      },
      { weight: 1, arbitrary: json.value },
    ),
    fc.constantFrom(undefined, 2, "\r\n\t"),
    fc.boolean(),
  )
  .map(([value, blanks, isEscaped]) => {
    const plain = JSON.stringify(value, null, blanks);
    return isEscaped ? plain.replaceAll("versions", "\\u0076ersio\\u006es") : plain;
  });

const cutAt = (whole: string, places: readonly number[]): string[] => {
  const sorted = [...new Set([0, ...places.map((place) => place % (whole.length + 1)), whole.length])].sort(
    (a, b) => a - b,
  );
  return sorted.slice(1).map((end, index) => whole.slice(sorted[index], end));
};
const places = fc.array(fc.nat(), { maxLength: 12 });

describe("cutting a list out of a document", () => {
  it("gives what JSON.parse gives, however the text is cut into parts", () => {
    fc.assert(
      fc.property(document, places, (whole, cuts) => {
        expect(split(cutAt(whole, cuts))).toEqual(expected(whole));
        expect(split(whole)).toEqual(expected(whole));
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes a damaged text for JSON exactly when JSON.parse does", () => {
    const damage = fc.oneof(
      fc.tuple(fc.nat(), fc.constant("cut")),
      fc.tuple(fc.nat(), fc.constantFrom("", ...'[]{},:"\\ 1', "[]", "],[", '"versions":[1],')),
    );
    fc.assert(
      fc.property(document, damage, places, (whole, [place, change], cuts) => {
        const at = place % (whole.length + 1);
        const damaged =
          change === "cut" ? whole.slice(0, at) : whole.slice(0, at) + change + whole.slice(at + (place % 3));
        const wanted = expected(damaged);
        const given = attempt(cutAt(damaged, cuts));
        // The one difference: of two members of the name JSON.parse takes the last.
        const isTwice = (damaged.match(/"(versions|\\u0076ersio\\u006es)"/g)?.length ?? 0) > 1;
        if (given !== undefined || !isTwice) expect(given).toEqual(wanted);
      }),
      { numRuns: 5_000 },
    );
  });

  it("gives each element before the part after it came", () => {
    const splitter = createSplitter("versions", ROOMY);
    const given = ['{"versions":[{"a":1}', ",", " 2", "]", "}"].map((part) => [...splitter.push(part)]);
    expect(given).toEqual([[], ['{"a":1}'], [], [" 2"], []]);
    expect(splitter.rest()).toBe('{"versions":[]}');
  });

  it("leaves a list elsewhere, and what is no list, where it is", () => {
    for (const whole of [
      '{"a":{"versions":[1]}}',
      '[{"versions":[1]}]',
      '["versions",[1]]',
      '{"a":"versions","b":[1]}',
      '{"versions":{"versions":[1]}}',
      '{"versions":"[1]"}',
    ]) {
      expect(splitTexts([whole])).toEqual({ elements: [], rest: whole });
    }
  });

  it.each([
    ["commas without elements", '{"versions":[,]}'],
    ["a comma too many", '{"versions":[1,]}'],
    ["a bracket of another kind", '{"versions":[1}}'],
    ["brackets across an element's end", '{"versions":[{]}]}'],
    ["an end inside the list", '{"versions":[1'],
    ["an end inside a string", '{"versions":["]}'],
    ["two documents", '{"versions":[1]}{"versions":[2]}'],
    ["something after the end", '{"versions":[1]}]'],
    ["the list twice", '{"versions":[1],"versions":[2]}'],
    ["the name twice, once for another thing", '{"versions":[1],"versions":2}'],
    ["the list twice, once with an escape", '{"versions":[1],"version\\u0073":[2]}'],
    ["nothing", ""],
  ])("does not take for JSON: %s", (_title, whole) => {
    expect(attempt([whole])).toBeUndefined();
    expect(attempt(whole)).toBeUndefined();
  });

  it("refuses what is larger than its bounds, in bytes and before all of it has come", () => {
    const limits = { elementBytes: 10, restBytes: 30, elements: 2 };
    const isRefused = (...parts: string[]) => {
      const tooLarge = expect.objectContaining({ code: "layout-too-large" });
      expect(() => splitTexts(parts, limits), parts.join()).toThrow(tooLarge);
    };
    const open = '{"versions":[';
    expect(splitTexts([open, '"12345678",', '"éééé"', "]}"], limits).elements).toHaveLength(2);
    isRefused(open, '"123456789"');
    isRefused(open, '"', "1".repeat(11));
    isRefused(open, '"ééééé",');
    isRefused(open, "1,1,1]");
    isRefused(open, " ".repeat(11));
    isRefused(`{"a":"${"x".repeat(30)}`);
    isRefused(`{"a":"${"é".repeat(12)}"}`);
    isRefused('{"', "x".repeat(40));
  });
});
