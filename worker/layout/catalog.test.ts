import { describe, expect, it } from "vitest";
import { catalog, isBuiltIn } from "./catalog.ts";

describe("the catalog", () => {
  it("knows its own types, and none that every object has", () => {
    expect(Object.keys(catalog)).toEqual(["clock", "notes", "checklist", "links", "countdown"]);
    expect(isBuiltIn("clock")).toBe(true);
    for (const type of ["constructor", "__proto__", "toString", "chart"]) expect(isBuiltIn(type)).toBe(false);
  });

  it("keeps keys that it does not know, and takes a config with nothing in it", () => {
    for (const schema of Object.values(catalog)) {
      expect(schema.parse({})).toEqual({});
      expect(schema.parse({ fromTheFuture: 1 })).toEqual({ fromTheFuture: 1 });
    }
  });
});
