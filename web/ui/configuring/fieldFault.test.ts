import { describe, expect, it } from "vitest";
import { fieldAt, fieldFault } from "./fieldFault.ts";
import { fieldsOf } from "./schemaFields.ts";

const said = (type: Parameters<typeof fieldsOf>[0], config: object, path: string): string | undefined => {
  const at = fieldAt(fieldsOf(type), config, path);
  return at && fieldFault(at.field, at.value);
};

describe("what is wrong with a field", () => {
  it("is said by what it takes", () => {
    expect(said("metric", { decimals: 9 }, "/config/decimals")).toBe("A whole number from 0 to 6 goes here.");
    expect(said("notes", { text: "x".repeat(200_000) }, "/config/text")).toMatch(/200,000/);
    expect(said("image", { url: "nowhere" }, "/config/url")).toMatch(/https:/);
    expect(said("clock", { face: "round" }, "/config/face")).toBe("This can't be kept.");
  });

  it("is about an entry of a list where that is what is wrong, or about its length", () => {
    expect(said("links", { items: [{ id: "a", label: "", url: "x" }] }, "/config/items/0/url")).toMatch(
      /http/,
    );
    const items = Array.from({ length: 100_000 }, (_, n) => ({ id: `${n}`, text: "", done: false }));
    expect(said("checklist", { items }, "/config/items")).toMatch(/^At most [\d,]+ entries fit\.$/);
  });

  it("is nothing where there is no such field", () => {
    expect(said("clock", {}, "/config/unheard")).toBeUndefined();
    expect(said("clock", {}, "/title")).toBeUndefined();
  });
});
