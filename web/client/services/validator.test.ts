import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as classic from "zod";
import * as z from "zod/mini";
import { hostileJson } from "../../../worker/layout/arbitrary.testing.ts";
import type { Widget } from "../../../worker/layout/schema.ts";
import { widgetOf } from "./ports.testing.ts";
import { createValidator, type StandardSchema, widgetValidator } from "./validator.ts";

const weather = (config: Widget["config"]): Widget => widgetOf("w", { type: "weather", config });
const City = z.looseObject({ city: z.string().check(z.maxLength(20)) });

/** What makes a promise of any object. */
const LATER = "then";

/** What another library's schema is to this one. */
const standard = (validate: (value: unknown) => unknown): StandardSchema => ({ "~standard": { validate } });
const cityByHand = standard((value) => {
  const { city } = value as { city?: unknown };
  return typeof city === "string"
    ? { value }
    : { issues: [{ message: "A city has a name.", path: ["city", { key: "name/de" }, Symbol("odd")] }] };
});

const withWeather = (schema: unknown) => {
  const validator = createValidator();
  expect(validator.registerType("weather", schema as StandardSchema)).toEqual({ ok: true, value: "weather" });
  return validator;
};

describe("a validator", () => {
  it("judges by the rules of the server", () => {
    expect(widgetValidator.validateWidget(widgetOf("a"))).toEqual({ valid: true, errors: [], warnings: [] });
    expect(widgetValidator.validateWidget(widgetOf("a", { x: 11 })).errors).toMatchObject([
      { code: "bounds" },
    ]);
    expect(widgetValidator.validateWidget(widgetOf("a", { x: 11 }), { columns: 24 }).valid).toBe(true);
    expect(widgetValidator.validateLayout([widgetOf("a"), widgetOf("a")]).errors).toMatchObject([
      { code: "duplicate-id", path: "/desktop/1/id" },
    ]);
    expect(widgetValidator.sanitizeWidget(widgetOf("a", { x: 11 }))).toEqual(widgetOf("a", { x: 10 }));
    expect(widgetValidator.sanitizeLayout([widgetOf("a")])).toEqual({ desktop: [widgetOf("a")], mobile: [] });
  });

  it("warns of a type that it does not know, and takes its config as it is", () => {
    expect(widgetValidator.validateWidget(weather({ city: 5 }))).toMatchObject({
      ...{ valid: true, warnings: [{ code: "unknown-type" }] },
    });
  });
});

describe("a registered type", () => {
  it.each([
    ["zod/mini", City],
    ["zod", classic.z.looseObject({ city: classic.z.string().max(20) })],
  ])("is judged by a schema of %s, with paths", (_, schema) => {
    const validator = withWeather(schema);
    expect(validator.validateWidget(weather({ city: 5 })).errors).toEqual([
      { path: "/config/city", code: "config", message: "This must be a text." },
    ]);
    expect(validator.validateLayout([weather({})]).errors).toMatchObject([
      { path: "/desktop/0/config/city", code: "config" },
    ]);
    const right = weather({ city: "Bern" });
    expect(validator.validateWidget(right)).toEqual({ valid: true, errors: [], warnings: [] });
    expect(validator.sanitizeWidget(right)).toBe(right);
    expect(validator.sanitizeWidget(weather({ city: "x".repeat(30) }))?.config).toEqual({
      city: "x".repeat(20),
    });
  });

  it("is judged by any other Standard Schema, in its own words", () => {
    const validator = withWeather(cityByHand);
    expect(validator.validateWidget(weather({ city: 5 })).errors).toEqual([
      { path: "/config/city/name~1de", code: "config", message: "A city has a name." },
    ]);
    expect(validator.validateWidget(weather({ city: "Bern" })).valid).toBe(true);
  });

  it("is refused in the words of a check that its schema of zod makes itself", () => {
    const schema = z.looseObject({ city: z.string() }).check(z.refine(({ city }) => city !== "", "No city."));
    expect(withWeather(schema).validateWidget(weather({ city: "" })).errors).toEqual([
      { path: "/config", code: "config", message: "No city." },
    ]);
  });

  it("may be a schema that is a function, as those of some libraries are", () => {
    const schema = Object.assign(() => true, cityByHand);
    expect(withWeather(schema).validateWidget(weather({})).valid).toBe(false);
  });

  it("leaves no trace in another validator", () => {
    withWeather(City);
    for (const other of [widgetValidator, createValidator()])
      expect(other.validateWidget(weather({ city: 5 })).warnings).toMatchObject([{ code: "unknown-type" }]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("broken");
      },
      "failed",
    ],
    [
      "answers later",
      async () => {
        throw new Error("later");
      },
      "at once",
    ],
    ["answers later in its own way", () => ({ [LATER]: () => undefined }), "at once"],
    ["says nothing", () => undefined, "no answer"],
    ["has no list of issues", () => ({ issues: "many" }), "can't be kept"],
    ["has issues without words", () => ({ issues: [null, {}, { message: 7, path: "x" }] }), "can't be kept"],
  ])("whose schema %s refuses the config, and nothing is thrown", (_, validate, message) => {
    const validator = withWeather(standard(validate));
    const { valid, errors } = validator.validateWidget(weather({ city: "Bern" }));
    expect(valid).toBe(false);
    expect(errors[0]).toMatchObject({
      path: "/config",
      code: "config",
      message: expect.stringContaining(message),
    });
    // Its schema takes no config at all, so no widget of the type can be kept.
    expect(validator.sanitizeWidget(weather({ city: "Bern" }))).toBeUndefined();
  });

  it("whose schema of zod has to wait refuses the config as well", () => {
    const slow = z.looseObject({ city: z.string().check(z.refine(async () => true)) });
    expect(withWeather(slow).validateWidget(weather({ city: "Bern" })).valid).toBe(false);
  });
});

describe("registerType", () => {
  it("refuses a type twice, and the first schema stays", () => {
    const validator = withWeather(City);
    expect(validator.registerType("weather", z.unknown())).toMatchObject({ failure: { code: "type-taken" } });
    expect(validator.validateWidget(weather({ city: 5 })).valid).toBe(false);
  });

  it.each([
    ["type-taken", "notes", City],
    ["invalid-type", "", City],
    ["invalid-type", "Weather", City],
    ["invalid-type", "a b", City],
    ["invalid-type", 7, City],
    ["invalid-schema", "weather", null],
    ["invalid-schema", "weather", {}],
    ["invalid-schema", "weather", () => true],
    ["invalid-schema", "weather", { "~standard": { validate: "no" } }],
  ])("refuses as %s: %j", (code, type, schema) => {
    const validator = createValidator();
    expect(validator.registerType(type as string, schema as never)).toMatchObject({
      ...{ ok: false, failure: { code } },
    });
    expect(validator.validateWidget(weather({ city: 5 })).warnings).toMatchObject([{ code: "unknown-type" }]);
  });

  it("minds no type that every object has", () => {
    const validator = createValidator();
    for (const type of ["constructor", "__proto__"]) {
      expect(validator.registerType(type, City).ok).toBe(true);
      expect(validator.validateWidget({ ...weather({}), type }).valid).toBe(false);
    }
  });
});

it("throws on nothing, whatever the value and the schema", () => {
  const validator = withWeather(cityByHand);
  fc.assert(
    fc.property(hostileJson(), (value) => {
      validator.validateWidget(value);
      validator.validateLayout({ desktop: [weather({}), value], mobile: value });
      expect(
        validator.validateLayout(validator.sanitizeLayout([value, weather({ city: "Bern" })])).valid,
      ).toBe(true);
    }),
    { seed: 9, numRuns: 100 },
  );
});
