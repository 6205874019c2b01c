import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileJson, json, layouts, widgets } from "./arbitrary.testing.ts";
import { canonical, utf8Length } from "./canonical.ts";
import { corpus, layout, NO_CORPUS, nested, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import { overlaps } from "./placement.ts";
import type { Layout, Widget } from "./schema.ts";
import { type Validation, validateLayout, validateWidget } from "./validate.ts";

const errors = ({ errors }: Validation) => errors.map(({ path, code }) => `${code} ${path}`);
const warnings = ({ warnings }: Validation) => warnings.map(({ path, code }) => `${code} ${path}`);
const spread = (count: number) =>
  Array.from({ length: count }, (_, at) => widget({ id: `w${at}`, y: at * 2 }));

describe("validateLayout", () => {
  it("accepts every arbitrary layout of these tests", () => {
    fc.assert(fc.property(layouts(), (one) => void expect(errors(validateLayout(one))).toEqual([])));
  });

  it("accepts every version of the real histories", (ctx) => {
    const files = corpus() ?? ctx.skip(NO_CORPUS);
    for (const { name, layouts } of files) {
      for (const [version, one] of layouts.entries()) {
        const { errors, warnings } = validateLayout(one);
        expect(errors, `${name} ${version}`).toEqual([]);
        expect(
          warnings.filter(({ code }) => code === "off-screen"),
          `${name} ${version}`,
        ).toEqual([]);
      }
    }
  });

  it("warns of every overlap, in the order of the list", () => {
    fc.assert(
      fc.property(widgets(6, 7), (list) => {
        const wanted = overlaps(list).map(([, b]) => `overlap /desktop/${list.indexOf(b)}`);
        const found = warnings(validateLayout(layout(list))).filter((one) => one.startsWith("overlap"));
        expect(found).toEqual(wanted);
      }),
    );
  });

  it("never throws, whatever JSON comes, and answers in a small reply", () => {
    fc.assert(
      fc.property(fc.oneof(json(), hostileJson()), (value) => {
        const result = validateLayout(value);
        expect(result.valid).toBe(result.errors.length === 0);
        expect(canonical(result).length).toBeLessThan(100_000);
        if (result.valid) canonical(value);
      }),
      { numRuns: 500 },
    );
  });

  it("names the place and code of a wrong shape", () => {
    expect(errors(validateLayout(null))).toEqual(["shape "]);
    expect(errors(validateLayout({ desktop: [] }))).toEqual(["shape /mobile"]);
    expect(errors(validateLayout({ desktop: [], mobile: [], extra: 1 }))).toEqual(["shape "]);
    expect(errors(validateLayout(JSON.parse('{"desktop":[],"mobile":[],"__proto__":{}}')))).toEqual([
      "shape ",
    ]);
    expect(errors(validateLayout({ desktop: [], mobile: [], columns: { desktop: 49, mobile: 0 } }))).toEqual([
      "shape /columns/desktop",
      "shape /columns/mobile",
    ]);
    expect(errors(validateLayout({ desktop: [{}], mobile: [7] }))).toContain("shape /mobile/0");
  });

  it("refuses numbers that are not whole, not finite or out of range", () => {
    const text = JSON.stringify(layout([widget()]))
      .replace('"x":0', '"x":1e999')
      .replace('"y":0', '"y":0.5');
    expect(errors(validateLayout(JSON.parse(text)))).toEqual(["shape /desktop/0/x", "shape /desktop/0/y"]);
    expect(errors(validateLayout(layout([widget({ x: -1, w: 0 })])))).toEqual([
      "shape /desktop/0/x",
      "shape /desktop/0/w",
    ]);
  });

  it("keeps widgets within the columns and rows of their form factor", () => {
    const wide = widget({ x: 11 });
    expect(errors(validateLayout(layout([wide])))).toEqual(["bounds /desktop/0"]);
    expect(errors(validateLayout(layout([wide], { columns: { desktop: 13, mobile: 4 } })))).toEqual([]);
    expect(errors(validateLayout(layout([], { mobile: [widget({ x: 3 })] })))).toEqual(["bounds /mobile/0"]);
    expect(errors(validateLayout(layout([widget({ y: LIMITS.rows - 2 })])))).toEqual([]);
    expect(errors(validateLayout(layout([widget({ y: LIMITS.rows - 1 })])))).toEqual(["bounds /desktop/0"]);
  });

  it("refuses a second widget of one id on one form factor, even `__proto__`", () => {
    const odd = widget({ id: "__proto__" });
    expect(errors(validateLayout(layout([odd, { ...odd, y: 2 }])))).toEqual(["duplicate-id /desktop/1/id"]);
    expect(validateLayout(layout([odd], { mobile: [odd] })).valid).toBe(true);
  });

  it("stops at 500 widgets of a form factor", () => {
    expect(validateLayout(layout(spread(500))).valid).toBe(true);
    expect(errors(validateLayout(layout(spread(501))))).toEqual(["limit /desktop"]);
  });

  it("stops at 1 MiB of canonical UTF-8", () => {
    const filled = (length: number) => layout([widget({ type: "x", config: { a: "é".repeat(length) } })]);
    const overhead = utf8Length(canonical(filled(0)));
    const most = Math.floor((LIMITS.layoutBytes - overhead) / 2);
    expect(errors(validateLayout(filled(most)))).toEqual([]);
    expect(errors(validateLayout(filled(most + 1)))).toEqual(["limit "]);
  });

  it("counts the bytes of everything in a layout, exactly", () => {
    fc.assert(
      fc.property(layouts(), (one) => {
        const padded = (length: number): Layout => ({
          ...one,
          desktop: [widget({ id: "pad", type: "x", config: { a: "x".repeat(length) } }), ...one.desktop],
        });
        const most = LIMITS.layoutBytes - utf8Length(canonical(padded(0)));
        expect(errors(validateLayout(padded(most)))).toEqual([]);
        expect(errors(validateLayout(padded(most + 1)))).toEqual(["limit "]);
      }),
      { numRuns: 20 },
    );
  });

  it("says every fault in a sentence", () => {
    const bad = [
      widget({ id: "a", x: 11, y: LIMITS.rows }),
      widget({
        id: "b",
        type: "links",
        config: { items: [{ id: "", label: "x".repeat(201), url: "ftp:" }] },
      }),
      { ...widget({ id: "b", type: "clock", config: { face: 1 } }), x: -1, w: "2", h: 0.5, z: 1 },
      widget({ id: "b", config: { text: "\ud800" } }),
    ];
    const { errors } = validateLayout(layout(bad as Widget[]));
    expect(errors.map(({ path, code, message }) => `${code} ${path}: ${message}`)).toMatchInlineSnapshot(`
      [
        "bounds /desktop/0: "a" reaches past the last of 12 columns.",
        "bounds /desktop/0: "a" reaches below row 100000.",
        "config /desktop/1/config/items/0/id: This is shorter than 1.",
        "config /desktop/1/config/items/0/label: This is longer than 200.",
        "config /desktop/1/config/items/0/url: This is not written in a form that can be kept here.",
        "shape /desktop/2: Unknown: z.",
        "shape /desktop/2/x: This must be at least 0.",
        "shape /desktop/2/w: This must be a number.",
        "shape /desktop/2/h: This must be a whole number.",
        "config /desktop/3/config: "b" holds a broken character.",
        "duplicate-id /desktop/3/id: The id "b" is taken by another widget.",
      ]
    `);
    const more = [
      widget({ id: "a", title: "Here" }),
      widget({ id: "b", type: "x", title: " " }),
      widget({ id: "c", y: 900 }),
    ];
    const { warnings } = validateLayout(layout(more));
    expect(warnings.map(({ path, code, message }) => `${code} ${path}: ${message}`)).toMatchInlineSnapshot(`
      [
        "unknown-type /desktop/1/type: No known widget is called "x".",
        "empty-title /desktop/1/title: The title is empty.",
        "overlap /desktop/1: "b" lies over "Here".",
        "off-screen /desktop/2: "c" stands far below the others.",
      ]
    `);
  });

  it("lists a hundred faults at most, and quotes no long names", () => {
    const bad = spread(300).map((one) => ({ ...one, y: -1, ["k".repeat(3000)]: 1 }));
    const result = validateLayout(layout(bad));
    expect(result.errors).toHaveLength(100);
    expect(JSON.stringify(result).length).toBeLessThan(50_000);
  });

  it("judges a bare list as the desktop's", () => {
    expect(warnings(validateLayout([widget()]))).toEqual([]);
    expect(errors(validateLayout([widget({ x: 23, w: 1 })]))).toEqual(["bounds /desktop/0"]);
    expect(errors(validateLayout([widget({ x: 23, w: 1 })], { columns: 24 }))).toEqual([]);
  });

  it("warns of overlaps, but not with hidden widgets", () => {
    const [low, high] = [widget({ id: "b", x: 1 }), widget({ id: "a" })];
    expect(warnings(validateLayout(layout([low, high])))).toEqual(["overlap /desktop/1"]);
    expect(warnings(validateLayout(layout([{ ...low, hidden: true }, high])))).toEqual([]);
  });

  it("warns of a widget so far below the others that nobody finds it", () => {
    const lost = widget({ id: "b", y: 5000 });
    expect(warnings(validateLayout(layout([widget(), lost])))).toEqual(["off-screen /desktop/1"]);
    expect(warnings(validateLayout(layout([lost, widget()])))).toEqual(["off-screen /desktop/0"]);
    expect(warnings(validateLayout(layout([widget(), { ...lost, hidden: true }])))).toEqual([]);
    expect(warnings(validateLayout(layout(spread(400))))).toEqual([]);
  });
});

describe("validateLayout of a sealed layout", () => {
  const sealed = "e30.a2V5.aXY.Y2lwaGVy.dGFn";

  it("takes the compact form of a JWE, its key and nonce perhaps empty", () => {
    for (const text of [sealed, "e30..aXY.Y2lwaGVy.dGFn", "e30...Y2lwaGVy.dGFn"])
      expect(validateLayout({ sealed: text })).toEqual({ valid: true, errors: [], warnings: [] });
  });

  it.each([
    "",
    "a.b.c.d",
    `${sealed}.e`,
    ".a.b.c.d",
    "a.b.c..e",
    "a.b.c.d+.e",
    `${sealed}\n`,
    "a.b.c.d=.e",
    7,
    null,
  ])("refuses %j as a seal", (text) =>
    expect(errors(validateLayout({ sealed: text }))).toEqual(["shape /sealed"]),
  );

  it("lets nothing open stand beside the seal", () => {
    expect(errors(validateLayout({ ...layout(), sealed }))).toEqual(["shape "]);
  });

  it("stops at 1 MiB of canonical UTF-8", () => {
    const filled = (length: number) => ({ sealed: `e30..aXY.${"a".repeat(length)}.dGFn` });
    const most = LIMITS.layoutBytes - canonical(filled(0)).length;
    expect(errors(validateLayout(filled(most)))).toEqual([]);
    expect(errors(validateLayout(filled(most + 1)))).toEqual(["limit "]);
  });
});

describe("validateWidget", () => {
  it("never throws, whatever JSON comes", () => {
    fc.assert(
      fc.property(fc.oneof(json(), hostileJson()), (value) => void validateWidget(value)),
      { numRuns: 300 },
    );
  });

  it("takes 12 columns unless told", () => {
    expect(errors(validateWidget(widget({ x: 11 })))).toEqual(["bounds "]);
    expect(validateWidget(widget({ x: 11 }), { columns: 13 }).valid).toBe(true);
  });

  it.each([["", "a b", "ü", "😀", "a/b", "x".repeat(65), "a\n"]].flat())("refuses the id %j", (id) => {
    expect(errors(validateWidget(widget({ id })))).toEqual(["shape /id"]);
  });

  it.each(["", "Clock", "a b", "x".repeat(65)])("refuses the type %j", (type) => {
    expect(errors(validateWidget(widget({ type })))).toEqual(["shape /type"]);
  });

  it("refuses unknown fields and a config that is no object", () => {
    expect(errors(validateWidget({ ...widget(), colour: "red" }))).toEqual(["shape "]);
    expect(errors(validateWidget({ ...widget(), config: [] }))).toEqual(["shape /config"]);
    expect(errors(validateWidget({ ...widget(), title: "x".repeat(201) }))).toEqual(["shape /title"]);
  });

  it("warns of unknown types and empty titles", () => {
    expect(warnings(validateWidget(widget({ type: "constructor", title: " " })))).toEqual([
      "unknown-type /type",
      "empty-title /title",
    ]);
  });

  it("takes configs 32 levels deep and no deeper", () => {
    expect(validateWidget(widget({ type: "x", config: { a: nested(31) } })).valid).toBe(true);
    expect(errors(validateWidget(widget({ type: "x", config: { a: nested(32) } })))).toEqual([
      "config /config",
    ]);
    expect(errors(validateWidget(widget({ type: "notes", config: { text: nested(100_000) } })))).toEqual([
      "config /config",
    ]);
  });

  it("refuses text and numbers that canonical JSON can't carry, wherever they are", () => {
    for (const value of [Infinity, "\ud800", { "\ud800": 1 }, [["\udc00"]], undefined]) {
      expect(errors(validateWidget(widget({ type: "x", config: { a: value } })))).toEqual(["config /config"]);
    }
    expect(errors(validateWidget(widget({ title: "\ud800" })))).toEqual(["shape /title"]);
    expect(errors(validateWidget(widget({ sealed: "\ud800" })))).toEqual(["shape /sealed"]);
  });

  it.each([
    [
      "clock",
      { face: "analog", timeZone: "Europe/Zurich", hour12: true, seconds: false, date: true },
      { face: "sun" },
      "/face",
    ],
    ["notes", { text: "hi", tint: "yellow" }, { text: 5 }, "/text"],
    [
      "checklist",
      { items: [{ id: "1", text: "a", done: false }] },
      { items: [{ id: "1", text: "a" }] },
      "/items/0/done",
    ],
    ["links", { items: [{ id: "1", label: "a", url: "https://a.example" }] }, { items: {} }, "/items"],
    ["countdown", { to: "2027-01-01T12:00", timeZone: "UTC", label: "x" }, { to: "soon" }, "/to"],
    ["metric", { value: -1.5, previous: 0, decimals: 2, better: "down" }, { decimals: 7 }, "/decimals"],
    ["chart", { kind: "candlestick", csv: "a,b", refresh: "15s" }, { csv: "x".repeat(100_001) }, "/csv"],
    ["image", { url: "https://a.example/b.png", alt: "b", fit: "cover" }, { fit: "tile" }, "/fit"],
    ["embed", { url: "https://a.example", storage: false }, { url: "http://a.example" }, "/url"],
  ])("judges the config of a %s", (type, good, bad, path) => {
    expect(validateWidget(widget({ type, config: { ...good, fromTheFuture: 1 } }))).toEqual({
      valid: true,
      errors: [],
      warnings: [],
    });
    expect(validateWidget(widget({ type, config: {} })).valid).toBe(true);
    expect(errors(validateWidget(widget({ type, config: bad })))).toEqual([`config /config${path}`]);
  });

  it.each([
    "javascript:alert(1)",
    " https://a.example",
    "data:text/html,x",
    "//a.example",
    "https://a b",
    "ftp://a",
  ])("refuses the link %j", (url) => {
    const config = { items: [{ id: "1", label: "x", url }] };
    expect(errors(validateWidget(widget({ type: "links", config })))).toEqual(["config /config/items/0/url"]);
  });

  it("lets no open config ride along with a sealed one, where nothing would judge it", () => {
    const config = { items: [{ id: "1", label: "x", url: "javascript:alert(1)" }] };
    expect(errors(validateWidget(widget({ type: "links", config, sealed: "jwe" })))).toEqual([
      "config /config",
    ]);
    expect(validateWidget(widget({ type: "links", sealed: "jwe" })).valid).toBe(true);
  });
});
