import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KINDS } from "../widgetKinds.ts";
import { DEFAULTS, readConfig } from "./defaults.ts";

describe("readConfig", () => {
  it("takes a value of another kind for missing", () => {
    expect(readConfig("clock", { face: 7, seconds: "yes", date: false })).toEqual({
      ...DEFAULTS.clock,
      date: false,
    });
  });

  it("keeps the items that are items", () => {
    const items = [{ id: "a", text: "Milk", done: false }, null, 3, { text: "no id" }];
    expect(readConfig("checklist", { items }).items).toEqual([items[0]]);
  });

  it("never fails, whatever a config holds", () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.dictionary(fc.string(), fc.jsonValue()), (kind, config) => {
        expect(Object.keys(readConfig(kind, config))).toEqual(Object.keys(DEFAULTS[kind]));
      }),
    );
  });
});
