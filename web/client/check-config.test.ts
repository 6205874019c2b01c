import fc from "fast-check";
import { expect, it } from "vitest";
import { checkConfig } from "./check-config.ts";
import { DEFAULT_CONFIG } from "./config.ts";

/** What an embedder that is not type-checked may hand in. */
const checked = (change: unknown) => Reflect.apply(checkConfig, undefined, [change]);

it("takes what is said and keeps the rest", () => {
  const answer = checkConfig({ autoSave: false, retry: { firstMs: 500 } });
  const retry = { firstMs: 500, mostMs: 60_000 };
  expect(answer).toEqual({ ok: true, value: { ...DEFAULT_CONFIG, autoSave: false, retry } });
  expect(checkConfig({ maxVersions: 7 }, { ...DEFAULT_CONFIG, autoSave: false })).toMatchObject({
    value: { autoSave: false, maxVersions: 7 },
  });
});

it.each([
  [{ autosave: true }, "autosave is no setting."],
  [{ retry: { first: 1 } }, "first is no setting."],
  [JSON.parse('{"__proto__": {"autoSave": false}}'), "__proto__ is no setting."],
  [{ constructor: 1 }, "constructor is no setting."],
  [{ autoSave: "yes" }, "autoSave must be of type boolean."],
  [{ autoSave: undefined }, "autoSave must be of type boolean."],
  [{ retry: null }, "retry must be of type object."],
  [{ retry: 5 }, "retry must be of type object."],
  [{ maxVersions: "50" }, "maxVersions must be of type number."],
  [{ maxVersions: 0 }, "maxVersions must be a whole number from 1 to 1000."],
  [{ maxVersions: 1_001 }, "maxVersions must be a whole number from 1 to 1000."],
  [{ autoSaveDelay: -1 }, "autoSaveDelay must be a whole number from 0 to 3600000."],
  [{ autoSaveDelay: Number.NaN }, "autoSaveDelay must be a whole number from 0 to 3600000."],
  [{ autoSaveDelay: 0.5 }, "autoSaveDelay must be a whole number from 0 to 3600000."],
  [{ retry: { mostMs: Number.POSITIVE_INFINITY } }, "mostMs must be a whole number from 100 to 600000."],
  [{ autoSaveDelay: 20_000 }, "autoSaveMaxDelay is below autoSaveDelay."],
  [{ retry: { firstMs: 90_000 } }, "retry.mostMs is below retry.firstMs."],
  [null, "The configuration must be of type object."],
  ["autoSave", "The configuration must be of type object."],
])("refuses %j and says why", (change, message) => {
  expect(checked(change)).toEqual({ ok: false, failure: { code: "invalid-config", message } });
});

it("is never thrown off by what it is given, and what it lets through is whole", () => {
  fc.assert(
    fc.property(fc.anything(), (change) => {
      const answer = checked(change);
      if (answer.ok) expect(Object.keys(answer.value)).toEqual(Object.keys(DEFAULT_CONFIG));
    }),
  );
});
