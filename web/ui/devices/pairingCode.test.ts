import { describe, expect, it } from "vitest";
import { inGroups, isPairingCode } from "./pairingCode.ts";

describe("isPairingCode", () => {
  it("takes a code however it is typed, as the server does", () => {
    for (const one of ["7KQ2M9XA", "7kq2-m9xa", " 7KQ2 M9XA ", "OIL2M9XA"])
      expect(isPairingCode(one)).toBe(true);
  });

  it("refuses what no code can be before anybody is asked", () => {
    for (const one of ["", "7KQ2M9X", "7KQ2M9XAB", "7KQ2M9X!", "7KQ2M9XU"])
      expect(isPairingCode(one)).toBe(false);
  });
});

describe("inGroups", () => {
  it("is still a code", () => {
    expect(inGroups("7KQ2M9XA")).toBe("7KQ2-M9XA");
    expect(isPairingCode(inGroups("7KQ2M9XA"))).toBe(true);
  });
});
