import { describe, expect, it } from "vitest";
import { layout } from "./layout.testing.ts";
import { columnsOf } from "./limits.ts";
import { Id } from "./schema.ts";

describe("Id", () => {
  it.each(["a", "A-z_0.9:x", "x".repeat(64), "__proto__"])("takes %j", (id) =>
    expect(Id.safeParse(id).success).toBe(true),
  );
  it.each(["", "x".repeat(65), "a b", "a/b", "é", "a\n", 7, null])("refuses %j", (id) =>
    expect(Id.safeParse(id).success).toBe(false),
  );
});

describe("columnsOf", () => {
  it("is 12 and 4 unless the layout says otherwise", () => {
    expect([columnsOf(layout(), "desktop"), columnsOf(layout(), "mobile")]).toEqual([12, 4]);
    expect(columnsOf(layout([], { columns: { desktop: 24, mobile: 2 } }), "mobile")).toBe(2);
  });
});
