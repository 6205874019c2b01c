import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, layoutIdAt } from "./address.ts";

describe("the address of a dashboard", () => {
  it("names it", () => {
    expect(layoutIdAt("/")).toBe("main");
    expect(layoutIdAt("/d/home-2_B")).toBe("home-2_B");
    expect(layoutIdAt("/d/home/")).toBe("home");
    expect(addressOf("main")).toBe("/");
    expect(addressOf("home")).toBe("/d/home");
  });

  it("never names one of the product's own layouts, nor anything that is no id", () => {
    for (const path of [
      "/d/gridkeep.key",
      "/d/gridkeep.dashboards",
      "/d/",
      "/d/a/b",
      "/d/%2e",
      `/d/${"a".repeat(65)}`,
    ])
      expect(layoutIdAt(path)).toBe("main");
  });

  it("leads back to it", () => {
    const id = fc.stringMatching(/^[\w-]{1,64}$/);
    fc.assert(fc.property(id, (one) => layoutIdAt(addressOf(one)) === one));
  });
});
