import { describe, expect, it } from "vitest";
import { catalog } from "../../../worker/layout/catalog.ts";
import { words } from "../moreWords.ts";
import { KINDS } from "../widgetKinds.ts";
import { DEFAULTS } from "../widgets/defaults.ts";
import { fieldsOf } from "./schemaFields.ts";

describe("settings fields", () => {
  it("has a view, a form and defaults for every type of the catalog", () => {
    expect([...KINDS].sort()).toEqual(Object.keys(catalog).sort());
    for (const kind of KINDS) {
      expect(fieldsOf(kind).map(({ key }) => key)).toEqual(Object.keys(DEFAULTS[kind]));
    }
  });

  it("gives each kind of value its own control", () => {
    const kinds = (type: (typeof KINDS)[number]) =>
      Object.fromEntries(fieldsOf(type).map((f) => [f.key, f.kind]));
    expect(kinds("clock")).toMatchObject({ face: "choice", timeZone: "time-zone", seconds: "flag" });
    expect(kinds("countdown")).toMatchObject({ to: "moment", timeZone: "time-zone", label: "text" });
    expect(kinds("notes")).toMatchObject({ text: "long-text" });
    expect(kinds("links")).toMatchObject({ items: "list" });
    expect(kinds("metric")).toMatchObject({ value: "number", better: "choice", url: "address" });
    expect(kinds("chart")).toMatchObject({ csv: "table", kind: "choice", fromZero: "flag", path: "text" });
    expect(kinds("image")).toEqual({ url: "address", alt: "text", fit: "choice" });
    expect(kinds("embed")).toEqual({ url: "address", storage: "flag" });
  });

  it("tells a number's range, an address's form, and what a title can't say", () => {
    const field = (type: (typeof KINDS)[number], key: string) =>
      fieldsOf(type).find((one) => one.key === key);
    expect(field("metric", "decimals")).toMatchObject({ isWhole: true, least: 0, most: 6 });
    expect(field("metric", "value")).toMatchObject({ isWhole: false });
    expect(field("chart", "url")).toMatchObject({ format: "data-address", maxLength: 2000 });
    expect(field("embed", "url")).toMatchObject({ format: "secure-address", hint: words.hints["embed.url"] });
  });

  it("has a hint for no field that there is not, and a word for every choice", () => {
    for (const id of Object.keys(words.hints)) {
      const [type = "", key] = id.split(".");
      expect(
        KINDS.some((kind) => kind === type && fieldsOf(kind).some((one) => one.key === key)),
        id,
      ).toBe(true);
    }
    for (const kind of KINDS) {
      for (const one of fieldsOf(kind)) {
        if (one.kind === "choice")
          for (const value of one.values) expect(words.choices[value], value).toBeDefined();
      }
    }
  });

  it("hides the ids of items", () => {
    const items = fieldsOf("links").find((field) => field.kind === "list");
    expect(items?.fields.map(({ key }) => key)).toEqual(["label", "url"]);
  });

  it("has valid defaults", () => {
    for (const kind of KINDS) expect(catalog[kind].safeParse(DEFAULTS[kind]).success).toBe(true);
  });
});
