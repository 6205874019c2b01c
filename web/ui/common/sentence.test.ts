import { describe, expect, it } from "vitest";
import { sentence } from "./sentence.ts";

describe("a text as a sentence", () => {
  it("ends once", () => {
    expect(sentence("Clock removed")).toBe("Clock removed.");
    for (const ended of ["Another device changed it.", "Sure?", "Opening…"])
      expect(sentence(ended)).toBe(ended);
  });
});
