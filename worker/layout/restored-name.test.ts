import { describe, expect, it } from "vitest";
import { readRestoredName, restoredName } from "./restored-name.ts";
import type { Only } from "./wire.ts";

describe("the name of a save that restored", () => {
  it.each([
    [undefined, "Restored version 4", "all"],
    [{ form: "desktop" }, "Restored the desktop of version 4", "desktop"],
    [{ form: "mobile" }, "Restored the phone of version 4", "mobile"],
    [{ widgetIds: ["a"] }, "Restored 1 widget of version 4", 1],
    [{ form: "mobile", widgetIds: ["a", "b", "a"] }, "Restored 2 widgets of version 4", 2],
  ] satisfies [Only | undefined, string, string | number][])(
    "of %j is %j, and is read back",
    (only, name, part) => {
      expect(restoredName(4, only)).toBe(name);
      expect(readRestoredName(name)).toEqual({ version: 4, part });
    },
  );

  it.each([
    "",
    "Restored",
    "Restored version",
    "Restored the house of version 4",
    "Restored version 4!",
    "x",
  ])("is not what a person called one: %j", (name) => {
    expect(readRestoredName(name)).toBeNull();
  });
});
