import { describe, expect, it } from "vitest";
import * as classic from "zod";
import * as z from "zod/mini";
import { catalog, configIssues, hasSchema, isBuiltIn, registerType } from "./catalog.ts";
import { layout, widget } from "./layout.testing.ts";
import { validateLayout, validateWidget } from "./validate.ts";

describe("the catalog", () => {
  it("knows its own types, and none that every object has", () => {
    expect(Object.keys(catalog)).toEqual([
      ...["clock", "notes", "checklist", "links", "countdown"],
      ...["metric", "chart", "image", "embed"],
    ]);
    expect(isBuiltIn("clock")).toBe(true);
    for (const type of ["constructor", "__proto__", "toString", "panel"]) {
      expect(isBuiltIn(type)).toBe(false);
      expect(hasSchema(catalog, type)).toBe(false);
      expect(configIssues(catalog, type, { items: 7 })).toEqual([]);
    }
  });

  it("keeps keys that it does not know, and takes a config with nothing in it", () => {
    for (const schema of Object.values(catalog)) {
      expect(schema.parse({})).toEqual({});
      expect(schema.parse({ fromTheFuture: 1 })).toEqual({ fromTheFuture: 1 });
    }
  });

  it("allows no list longer than it looks at", () => {
    const items = (length: number) => Array.from({ length }, () => ({ id: "1", text: "", done: true }));
    expect(configIssues(catalog, "checklist", { items: items(500) })).toEqual([]);
    for (const length of [501, 502, 5000]) {
      expect(configIssues(catalog, "checklist", { items: items(length) })).toMatchObject([
        { code: "too_big", path: ["items"] },
      ]);
    }
  });
});

describe("addresses that a page loads by itself", () => {
  const takes = (type: string, url: string) => configIssues(catalog, type, { url }).length === 0;

  it("are encrypted ones, or none yet", () => {
    for (const type of ["image", "embed", "metric", "chart"]) {
      for (const url of ["", "https://a.example", "https://a.example:8443/b?c=d#e", "HTTPS://A.example/@b"]) {
        expect(takes(type, url), `${type} ${url}`).toBe(true);
      }
      for (const url of [
        ...["javascript:alert(1)", "data:text/html,<script>", "blob:https://a.example/1", "file:///etc"],
        ...[
          "//a.example",
          "/api/session",
          "http://a.example",
          "https://",
          "https:///a",
          "https://a.example/ b",
        ],
        ...[
          "https://me:secret@a.example/",
          "https://me@a.example",
          " https://a.example",
          "https:\\a.example",
        ],
        ...[
          "http://localhost.evil.example/",
          "http://localhost@evil.example",
          "http://127.0.0.1.evil.example",
        ],
      ]) {
        expect(takes(type, url), `${type} ${url}`).toBe(false);
      }
    }
  });

  it("are of this very machine too where numbers are read", () => {
    for (const url of ["http://localhost:3000/x.json", "http://127.0.0.1/x", "http://localhost"]) {
      for (const type of ["metric", "chart"]) expect(takes(type, url), url).toBe(true);
      for (const type of ["image", "embed"]) expect(takes(type, url), url).toBe(false);
    }
  });
});

describe("registerType", () => {
  const schema = z.looseObject({ city: z.string() });
  const known = registerType(catalog, "weather", schema);

  it("makes a catalog that judges the type, and leaves every other as it was", () => {
    const wrong = widget({ type: "weather", config: { city: 5 } });
    expect(validateWidget(wrong, { catalog: known }).errors).toEqual([
      { path: "/config/city", code: "config", message: "This must be a text." },
    ]);
    expect(validateLayout(layout([wrong]), { catalog: known }).errors).toMatchObject([
      { path: "/desktop/0/config/city" },
    ]);
    expect(validateWidget(wrong)).toMatchObject({ valid: true, warnings: [{ code: "unknown-type" }] });
    const right = widget({ type: "weather", config: { city: "Bern" } });
    expect(validateWidget(right, { catalog: known })).toEqual({ valid: true, errors: [], warnings: [] });
    expect(Object.keys(catalog)).not.toContain("weather");
  });

  it("takes schemas of zod as well as of zod/mini, a type again, and even one called __proto__", () => {
    const again = registerType(known, "weather", classic.z.object({ city: classic.z.number() }));
    expect(validateWidget(widget({ type: "weather", config: { city: 5 } }), { catalog: again }).valid).toBe(
      true,
    );
    const odd = registerType(known, "__proto__", schema);
    expect(validateWidget(widget({ type: "__proto__" }), { catalog: odd }).errors).toHaveLength(1);
    expect(validateWidget(widget({ type: "constructor" }), { catalog: odd }).valid).toBe(true);
    expect(validateWidget(widget({ type: "weather" }), { catalog: odd }).errors).toHaveLength(1);
  });

  it("refuses to change a built-in type", () => {
    expect(() => registerType(catalog, "notes", schema)).toThrow(TypeError);
    // Nor by the back door of a catalog that has none.
    expect(() => registerType({}, "notes", schema)).toThrow('"notes" is built in');
  });

  it.each(["", "Weather", "a b", "x".repeat(65), "ü", 7])("refuses the name %j", (type) => {
    expect(() => registerType(catalog, type as string, schema)).toThrow(TypeError);
  });

  it.each([null, {}, () => true, { parse: () => 1 }])("refuses what is no schema", (value) => {
    expect(() => registerType(catalog, "weather", value as never)).toThrow("no Zod schema");
  });
});
