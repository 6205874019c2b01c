import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atPath, parsePath } from "./jsonPath.ts";

const value = { data: { items: [{ price: 3 }, { price: 5 }], "a.b": [1] }, 7: "seven" };
const find = (path: string) => {
  const steps = parsePath(path);
  return steps && atPath(value, steps);
};

describe("a path into JSON", () => {
  it.each([
    ["data.items[0].price", 3],
    ["$.data.items[1].price", 5],
    ["data.items[-1].price", 5],
    ["data.items.0.price", 3],
    ['data["a.b"][0]', 1],
    [" data['a.b'][ 0 ] ", 1],
    ["7", "seven"],
  ])("%s leads somewhere", (path, found) => {
    expect(find(path)).toBe(found);
  });

  it("is the value itself when it is empty", () => {
    expect(find("")).toBe(value);
    expect(find("$")).toBe(value);
  });

  it.each(["nothing", "data.items[2]", "data.items.price", "data.items.length", "data.items[0].price.x"])(
    "%s leads nowhere",
    (path) => {
      expect(find(path)).toBeUndefined();
    },
  );

  it.each(["a..b", "a[", "a[x]", ".", "a.", "a b[0]]", "['x]", "[0]a"])("%s is none", (path) => {
    expect(parsePath(path)).toBeUndefined();
  });

  it("reaches nothing that the value does not have itself", () => {
    for (const path of [
      "constructor",
      "__proto__",
      "toString",
      "data.items.constructor",
      "data.__proto__.x",
    ]) {
      expect(find(path)).toBeUndefined();
    }
  });

  it("never fails", () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (path, json) => {
        const steps = parsePath(path);
        if (steps !== undefined) atPath(json, steps);
      }),
    );
  });
});
