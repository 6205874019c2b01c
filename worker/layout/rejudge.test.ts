import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileJson, layouts } from "./arbitrary.testing.ts";
import { sides } from "./arbitrary-edits.testing.ts";
import { canonical, utf8Length } from "./canonical.ts";
import { hostileTexts } from "./hostile.testing.ts";
import { validateLayout } from "./judge.ts";
import { layout, nested, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import { rejudge } from "./rejudge.ts";
import type { AnyLayout } from "./schema.ts";

const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const judgedAlone = (value: unknown) => {
  if (Array.isArray(value))
    return { kind: "invalid", issues: [{ path: "", code: "shape", message: "This must be an object." }] };
  const { valid, errors } = validateLayout(value);
  if (!valid) return { kind: "invalid", issues: errors };
  const canonicalText = canonical(value);
  const bytes = utf8Length(canonicalText);
  return { kind: "valid", layout: value, text: JSON.stringify(value), canonicalText, bytes };
};

const agrees = (value: unknown, before: AnyLayout | null): void =>
  expect(rejudge(value, before)).toEqual(judgedAlone(value));

describe("judging a layout that follows another", () => {
  it("says what judging it alone says, to the letter", () => {
    fc.assert(
      fc.property(sides(), fc.boolean(), ({ base, mine, theirs }, known) => {
        const before = known ? (parsed(base) as AnyLayout) : null;
        agrees(parsed(mine), before);
        agrees(parsed(theirs), before);
        agrees(parsed(base), before);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("says so of whatever a client may send", () => {
    fc.assert(
      fc.property(
        layouts(),
        hostileJson(),
        fc.constantFrom("desktop", "mobile", "columns", "extra"),
        (one, hostile, key) => {
          agrees({ ...one, [key]: hostile }, one);
          agrees({ ...one, desktop: [...one.desktop, hostile] }, one);
          agrees(hostile, one);
        },
      ),
      { seed: 5, numRuns: 300 },
    );
    for (const text of Object.values(hostileTexts)) agrees(JSON.parse(text), layout([widget()]));
  });

  it("is total on a known widget that comes back nested beyond all measure", () => {
    const before = layout([widget()]);
    const deep = layout([{ ...widget(), config: { deep: nested(100_000) } }]);
    expect(rejudge(deep, before).kind).toBe("invalid");
  });

  it("shares what did not change, and what another order of keys makes is a change", () => {
    const before = layout([widget({ id: "a" }), widget({ id: "b", y: 2 })]);
    const after = parsed({ ...before, desktop: [before.desktop[0], { ...before.desktop[1], x: 3 }] });
    const judged = rejudge(after, before);
    if (judged.kind !== "valid" || !("desktop" in judged.layout)) throw new Error(judged.kind);
    expect(judged.layout.desktop[0]).toBe(before.desktop[0]);
    expect(judged.layout.desktop[1]).not.toBe(before.desktop[1]);
    const { id, ...rest } = widget({ id: "a" });
    agrees(parsed(layout([{ ...rest, id }])), before);
  });

  it("refuses an id that is taken, one widget too many and a layout too large, all made of known widgets", () => {
    const one = widget({ id: "a" });
    agrees(layout([one, one]), layout([one]));
    const many = Array.from({ length: LIMITS.widgets }, (_, y) => widget({ id: `w${y}`, y: 2 * y }));
    agrees(layout([...many, widget({ id: "last", y: 2_000 })]), layout(many));
    const large = [
      widget({ id: "a", config: { text: "x".repeat(60_000) } }),
      widget({ id: "b", type: "x", y: 2, config: { t: "é".repeat(492_000) } }),
    ];
    agrees(layout(large), layout([large[0] ?? one]));
  });

  it("judges by the number of columns that is given with it", () => {
    const before = layout([widget({ x: 10 })]);
    agrees({ ...before, columns: { desktop: 6, mobile: 4 } }, before);
    agrees({ ...before, columns: { desktop: 12, mobile: 4 } }, before);
  });
});
