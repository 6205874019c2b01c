import { describe, expect, it } from "vitest";
import { catalog } from "../../worker/layout/catalog.ts";
import { fieldsOf } from "./schemaFields.ts";
import { KINDS } from "./widgetKinds.ts";
import { DEFAULTS } from "./widgets/defaults.ts";

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
    expect(kinds("countdown")).toMatchObject({ to: "moment", label: "text" });
    expect(kinds("notes")).toMatchObject({ text: "long-text" });
    expect(kinds("links")).toMatchObject({ items: "list" });
  });

  it("hides the ids of items", () => {
    const items = fieldsOf("links").find((field) => field.kind === "list");
    expect(items?.fields.map(({ key }) => key)).toEqual(["label", "url"]);
  });

  it("has valid defaults", () => {
    for (const kind of KINDS) expect(catalog[kind].safeParse(DEFAULTS[kind]).success).toBe(true);
  });
});
