import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileJson, json } from "./arbitrary.testing.ts";
import { canonical } from "./canonical.ts";
import { fromGrafana, isGrafana, toGrafana } from "./grafana.ts";
import { corpus, layout, NO_CORPUS, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import { validateLayout } from "./validate.ts";

const panel = (rest: object = {}) => ({
  id: 3,
  type: "stat",
  title: "Up",
  gridPos: { x: 12, y: 4, w: 6, h: 5 },
  ...rest,
});
const widgetsOf = (panels: readonly unknown[]) => fromGrafana({ panels })?.desktop ?? [];

describe("fromGrafana", () => {
  it("makes a widget of a panel, all that it does not know in its config", () => {
    const expected = layout(
      [widget({ id: "panel-3", type: "stat", title: "Up", x: 12, y: 4, w: 6, h: 5, config: { unit: "s" } })],
      {
        columns: { desktop: 24, mobile: 4 },
      },
    );
    expect(fromGrafana({ panels: [panel({ unit: "s" })], title: "Ignored" })).toEqual(expected);
    expect(fromGrafana({ dashboard: { panels: [panel({ unit: "s" })] }, meta: {} })).toEqual(expected);
  });

  it("puts the panels of a collapsed row right after it", () => {
    const row = {
      id: 1,
      type: "row",
      collapsed: true,
      gridPos: { x: 0, y: 0, w: 24, h: 1 },
      panels: [panel()],
    };
    expect(widgetsOf([row, panel({ id: 4 })]).map(({ id, config }) => [id, config])).toEqual([
      ["panel-1", { collapsed: true }],
      ["panel-3", {}],
      ["panel-4", {}],
    ]);
  });

  it.each([
    null,
    7,
    "panels",
    [],
    [panel()],
    {},
    { panels: {} },
    { panels: [1] },
    { dashboard: {} },
    layout([widget()]),
  ])("refuses %j", (value) => {
    expect(isGrafana(value)).toBe(false);
    expect(fromGrafana(value)).toBeUndefined();
  });

  it("gives every panel a name of its own and a valid place and type", () => {
    const odd = [
      panel(),
      panel(),
      {},
      panel({ id: 1e21, type: "My Panel!", title: 5, gridPos: { x: 99, y: -1, w: Infinity, h: 0.4 } }),
    ];
    const result = fromGrafana({ panels: odd });
    expect(validateLayout(result).errors).toEqual([]);
    expect(result?.desktop.map(({ id, type, x, y, w, h }) => [id, type, x, y, w, h])).toEqual([
      ["panel-3", "stat", 12, 4, 6, 5],
      ["panel-3.2", "stat", 12, 4, 6, 5],
      ["panel-new-3", "unknown", 0, 16, 12, 8],
      ["panel-new-4", "my-panel-", 0, 0, 24, 1],
    ]);
  });

  it("cuts a long title without breaking a character", () => {
    const title = `${"x".repeat(199)}😀`;
    expect(validateLayout(fromGrafana({ panels: [panel({ title })] })).errors).toEqual([]);
  });

  it("never throws, whatever JSON comes, and faults only in configs and in number", () => {
    fc.assert(
      fc.property(
        fc.oneof(json(), hostileJson()),
        fc.array(fc.oneof(json(), hostileJson()), { maxLength: 4 }),
        (value, panels) => {
          fromGrafana(value);
          const result = fromGrafana({
            panels: panels.filter((one) => typeof one === "object" && one !== null && !Array.isArray(one)),
          });
          expect(validateLayout(result).errors.filter(({ code }) => code !== "config")).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is done at once with a hundred thousand panels of one id", () => {
    expect(widgetsOf(Array.from({ length: 100_000 }, () => ({ id: 1 }))).at(-1)?.id).toBe("panel-1.100000");
  }, 20_000);
});

describe("a text panel", () => {
  const text = (rest: object) => panel({ type: "text", transparent: true, ...rest });
  const OLD = text({ mode: "markdown", content: "# On call" });
  const NEW = text({ options: { mode: "text", content: "On call", code: { language: "plaintext" } } });
  const FIRST = text({ content: "", options: { unused: true } });

  it("is a note that says the same, old or new", () => {
    const notes = widgetsOf([OLD, NEW, FIRST]);
    expect(notes.map(({ type, config }) => [type, config["text"]])).toEqual([
      ["notes", "# On call"],
      ["notes", "On call"],
      ["notes", ""],
    ]);
    expect(validateLayout(fromGrafana({ panels: [OLD, NEW, FIRST] })).errors).toEqual([]);
  });

  it("goes back as it came, and with what was written since in the same place", () => {
    for (const came of [OLD, NEW, FIRST]) expect(toGrafana(layout(widgetsOf([came]))).panels).toEqual([came]);
    const edited = widgetsOf([NEW]).map((one) => ({ ...one, config: { ...one.config, text: "Off" } }));
    expect(toGrafana(layout(edited)).panels).toEqual([
      text({ options: { mode: "text", content: "Off", code: { language: "plaintext" } } }),
    ]);
  });

  it("stays a panel where it is HTML, or nothing that a note can hold", () => {
    for (const config of [
      { options: { mode: "html", content: "<b>x</b>" } },
      { mode: "html", content: "<b>x</b>" },
      { options: { mode: "markdown", content: "x".repeat(LIMITS.notesLength + 1) } },
      { content: 7 },
      {},
    ])
      expect(widgetsOf([text(config)])[0]).toMatchObject({ type: "text", config });
  });

  it("leaves a note of somebody's own a note", () => {
    const own = { text: "mine", tint: "blue" };
    expect(toGrafana(layout([widget({ id: "panel-3", config: own })])).panels).toMatchObject([
      { type: "notes", ...own },
    ]);
  });

  it("goes through whole, whatever else it has", () => {
    const panels = fc.record({ content: fc.string() }).chain((said) =>
      fc.oneof(
        json().map((extra) => text({ ...said, extra })),
        json().map((extra) => text({ options: { ...said, mode: "markdown", extra }, extra })),
      ),
    );
    fc.assert(
      fc.property(panels, (came) => {
        expect(toGrafana(layout(widgetsOf([came]))).panels).toEqual([came]);
      }),
    );
  });
});

describe("toGrafana", () => {
  it("gives back every widget of the real histories, byte for byte", (ctx) => {
    const files = corpus() ?? ctx.skip(NO_CORPUS);
    expect(files.length).toBeGreaterThan(0);
    for (const { name, layouts } of files) {
      for (const [version, { desktop }] of layouts.entries()) {
        const back = fromGrafana(JSON.parse(JSON.stringify(toGrafana(layout(desktop)))));
        expect(canonical(back?.desktop) === canonical(desktop), `${name} ${version}`).toBe(true);
      }
    }
  });

  it("lets no config stand in for a panel's id, type or place", () => {
    const config = { id: 9, type: "x", gridPos: {}, unit: "s" };
    expect(toGrafana(layout([widget({ id: "panel-3", config })])).panels).toEqual([
      { id: 3, type: "notes", gridPos: { x: 0, y: 0, w: 2, h: 2 }, unit: "s" },
    ]);
  });
});
