import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { canonical } from "./canonical.ts";
import { checksum } from "./checksum.ts";
import { layout, widget } from "./layout.testing.ts";
import type { Layout } from "./schema.ts";

const reversedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversedKeys(member)]),
  );
};

describe("checksum", () => {
  it("is the lower-case hex SHA-256 of the canonical text in UTF-8", async () => {
    expect(await checksum(layout())).toBe("ef5a978e5e6bea4d31adc797b605e73cc7eeee088d48553667f2bbf2b8993671");
    const named = layout([widget({ title: "Zürich 😀" })]);
    expect(await checksum(named)).toBe(createHash("sha256").update(canonical(named), "utf8").digest("hex"));
  });

  it("ignores key order", async () => {
    await fc.assert(
      fc.asyncProperty(layouts(), async (one) => {
        expect(await checksum(reversedKeys(one) as Layout)).toBe(await checksum(one));
      }),
      { numRuns: 50 },
    );
  });

  it("changes with any value and with the order of widgets", async () => {
    const [a, b] = [widget({ id: "a" }), widget({ id: "b", x: 2 })];
    const sums = [[a, b], [b, a], [a], [{ ...a, x: 1 }, b]].map((list) => checksum(layout(list)));
    expect(new Set(await Promise.all(sums)).size).toBe(4);
  });
});
