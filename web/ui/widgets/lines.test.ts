import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf } from "./lines.ts";

const textsOf = (text: string) => linesOf(text).map((line) => line.text);

describe("linesOf", () => {
  it("is one for each line that says something", () => {
    expect(textsOf("Eggs\nBread\r\n\n  Butter \n")).toEqual(["Eggs", "Bread", "Butter"]);
    expect(textsOf(" \n")).toEqual([]);
  });

  it("leaves the marks of another list away, and keeps what was done", () => {
    expect(textsOf("- Eggs\n* Bread\n• 2-3 Butters")).toEqual(["Eggs", "Bread", "2-3 Butters"]);
    expect(linesOf("- [ ] Eggs\n- [x] Bread\n[X] Butter")).toEqual([
      { text: "Eggs", done: false },
      { text: "Bread", done: true },
      { text: "Butter", done: true },
    ]);
    expect(textsOf("-5 degrees\n[a] note")).toEqual(["-5 degrees", "[a] note"]);
  });

  it("loses no word", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,5}( [a-z]{1,5}){0,2}$/)), (lines) => {
        expect(textsOf(lines.join("\n"))).toEqual(lines);
      }),
    );
  });
});
