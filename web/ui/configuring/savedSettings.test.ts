import { describe, expect, it } from "vitest";
import { EMPTY_LAYOUT } from "../../../worker/layout/limits.ts";
import type { Config, Layout } from "../../../worker/layout/schema.ts";
import { type Settings, savedSettings } from "./savedSettings.ts";

const item = (id: string, text = id) => ({ id, text, done: false });
const board = (config: Config, title = "To do", x = 0): Layout => ({
  desktop: [
    { id: "list", type: "checklist", title, x, y: 0, w: 4, h: 4, config },
    { id: "other", type: "notes", x: 6, y: 0, w: 4, h: 4, config: { text: "other" } },
  ],
  mobile: [],
});
const opened = board({ items: [item("a"), item("b")] });
const save = (wanted: Settings, now: Layout, insists = false) =>
  savedSettings({ id: "list", opened, wanted, now, insists });

describe("saving settings", () => {
  const renamed: Settings = { title: "To do", config: { items: [item("a", "A!"), item("b")] } };

  it("writes what was edited", () => {
    expect(save(renamed, opened)).toEqual({ kind: "saved", layout: board(renamed.config) });
  });

  it("changes nothing where nothing was edited, whatever came meanwhile", () => {
    const now = board({ items: [] });
    expect(save({ title: "To do", config: { items: [item("a"), item("b")] } }, now)).toEqual({
      kind: "saved",
      layout: now,
    });
  });

  it("keeps what came in meanwhile: an item, a title, a place, another widget's text", () => {
    const now = board({ items: [item("a"), item("b"), item("c")] }, "Groceries", 2);
    expect(save(renamed, now)).toEqual({
      kind: "saved",
      layout: board({ items: [item("a", "A!"), item("b"), item("c")] }, "Groceries", 2),
    });
  });

  it("asks where the same was changed, and writes its own once that is wanted, with all else of the other", () => {
    const now = board({ items: [item("a", "another"), item("b"), item("c")] });
    expect(save(renamed, now)).toEqual({ kind: "clash" });
    expect(save(renamed, now, true)).toEqual({
      kind: "saved",
      layout: board({ items: [item("a", "A!"), item("b"), item("c")] }),
    });
  });

  it("asks where the widget is gone, and brings it back with the edit once that is wanted", () => {
    const now: Layout = { ...opened, desktop: opened.desktop.slice(1) };
    expect(save(renamed, now)).toEqual({ kind: "gone" });
    const back = save(renamed, now, true);
    expect(back.kind === "saved" && back.layout.desktop.map(({ id }) => id).sort()).toEqual([
      "list",
      "other",
    ]);
    expect(back.kind === "saved" && back.layout.desktop.find(({ id }) => id === "list")).toEqual(
      board(renamed.config).desktop[0],
    );
    expect(save(renamed, EMPTY_LAYOUT, true)).toMatchObject({ kind: "saved" });
  });

  it("takes a title away", () => {
    const saved = save({ title: "", config: { items: [item("a"), item("b")] } }, opened);
    expect(saved.kind === "saved" && saved.layout.desktop[0]).not.toHaveProperty("title");
  });
});
