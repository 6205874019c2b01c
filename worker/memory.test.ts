import { expect, it } from "vitest";
import { createMemory } from "./memory.ts";

it("forgets each thing at its time", () => {
  let time = 0;
  const memory = createMemory<string>({ most: 10, now: () => time });
  memory.set("a", "A", 5);
  time = 4;
  expect(memory.get("a")).toBe("A");
  time = 5;
  expect(memory.get("a")).toBeNull();
});

it("never holds more than it may: what was remembered first goes first", () => {
  const memory = createMemory<string>({ most: 2, now: () => 0 });
  for (const key of ["a", "b", "a", "c"]) memory.set(key, key.toUpperCase(), 1);
  expect(["a", "b", "c"].map(memory.get)).toEqual(["A", null, "C"]);
});
