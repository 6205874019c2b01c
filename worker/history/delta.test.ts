import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf, utf8 } from "./bytes.ts";
import { applyDelta, deltaBetween } from "./delta.ts";

const LIMIT = 1_000_000;
const SEED = 20_261_123;

/** Bytes that repeat in themselves and share stretches with one another. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom('{"id":"a","x":1},', '{"id":"b","config":{"text":"hello"}},', "é😀"),
      fc.string(),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => utf8(parts.join("")));
const bytes = fc.oneof(pieces, fc.uint8Array({ maxLength: 60, max: 3 }), fc.uint8Array({ maxLength: 60 }));

describe("a delta", () => {
  it("makes the target out of the base, whatever the two are", () => {
    fc.assert(
      fc.property(bytes, bytes, (base, target) => {
        expect(applyDelta(base, deltaBetween(base, target), LIMIT)).toEqual(target);
      }),
      { numRuns: 1000, seed: SEED },
    );
  });

  it("costs a few bytes where a long stretch stays, moves or doubles", () => {
    const [a, b, c] = [1, 2, 3].map((part) => utf8(`<${part}>${`${part * 7919}`.repeat(500)}`));
    if (!a || !b || !c) throw new Error("three parts");
    const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
    for (const target of [join(a, b, c), join(a, c), join(c, b, a), join(a, b, b, c)])
      expect(deltaBetween(join(a, b, c), target).length).toBeLessThan(50);
  });

  it("never throws, makes too much or reads beyond, whatever it is given for one", () => {
    fc.assert(
      fc.property(
        bytes,
        fc.oneof(
          bytes,
          fc.tuple(bytes, bytes).map(([a, b]) => deltaBetween(a, b)),
        ),
        (base, delta) => {
          expect(applyDelta(base, delta, 100)?.length ?? 0).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 1000, seed: SEED },
    );
    for (let cut = 0; cut < 20; cut += 1)
      expect(
        applyDelta(
          utf8("base"),
          deltaBetween(utf8("base"), utf8("other text, quite new")).slice(0, cut),
          LIMIT,
        ),
      ).toBeNull();
  });

  it("copies nothing from before the base or from behind it", () => {
    const copyTwo = (offset: number) => Uint8Array.from([2, 3, 0, 2, offset]);
    expect(applyDelta(utf8("abcd"), copyTwo(4), LIMIT)).toEqual(utf8("cd"));
    expect(applyDelta(utf8("abcd"), copyTwo(6), LIMIT)).toBeNull();
    expect(applyDelta(utf8("abcd"), copyTwo(7), LIMIT)).toBeNull();
  });
});

it("gives back a text from its bytes, a byte order mark too, and none from what is not UTF-8", () => {
  expect(textOf(utf8("\ufeffé😀"))).toBe("\ufeffé😀");
  expect(textOf(Uint8Array.from([0xff]))).toBeNull();
});
