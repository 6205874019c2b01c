import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { hostileJson, json, layouts } from "./arbitrary.testing.ts";
import { canonical } from "./canonical.ts";
import { catalog, registerType } from "./catalog.ts";
import { corpus, layout, NO_CORPUS, nested, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import type { Layout, Widget } from "./schema.ts";
import { sanitizeLayout, sanitizeWidget, validateLayout, validateWidget } from "./validate.ts";

/** What no JSON text can say, but a program can hand over. */
const notJson = () => {
  const cycle: Record<string, unknown> = { type: "x" };
  Object.assign(cycle, { config: cycle, left: cycle, right: cycle, desktop: [cycle, cycle] });
  return fc.constantFrom<unknown>(
    ...[undefined, Number.NaN, Number.NEGATIVE_INFINITY, () => 1, Symbol("s"), 1n, new Date(), new Map()],
    ...[cycle, Object.create(null), /x/],
  );
};
const anything = () =>
  fc.oneof(
    { weight: 4, arbitrary: hostileJson() },
    json(),
    notJson(),
    fc.record({ desktop: fc.array(fc.oneof(hostileJson(), notJson()), { maxLength: 3 }), mobile: notJson() }),
    fc.record({ id: notJson(), type: fc.constantFrom("notes", "x"), config: fc.record({ text: notJson() }) }),
  );

const desktopOf = (value: unknown): readonly Widget[] => (sanitizeLayout(value) as Layout).desktop;
const configOf = (type: string, config: unknown) => sanitizeWidget({ ...widget({ type }), config })?.config;

describe("sanitizeLayout", () => {
  it("gives a valid layout for anything, and the same again for what it gave", () => {
    fc.assert(
      fc.property(anything(), (value) => {
        const nearest = sanitizeLayout(value);
        expect(validateLayout(nearest).errors).toEqual([]);
        expect(sanitizeLayout(nearest)).toBe(nearest);
      }),
      { numRuns: 500 },
    );
  });

  it("ends, whatever a program hands over", () => {
    const endless = new Array(2 ** 32 - 1);
    expect(sanitizeLayout({ desktop: endless })).toEqual(layout());
    expect(sanitizeLayout(endless)).toEqual(layout());
    expect(desktopOf([{ ...widget({ type: "x" }), config: { endless } }, widget({ id: "b" })])).toEqual([
      widget({ id: "b" }),
    ]);
  });

  it("gives back what is valid as it is", () => {
    fc.assert(fc.property(layouts(), (one) => void expect(sanitizeLayout(one)).toBe(one)));
  });

  it("keeps every version of the real histories byte for byte", (ctx) => {
    const files = corpus() ?? ctx.skip(NO_CORPUS);
    expect(files.length).toBeGreaterThan(0);
    for (const { name, layouts } of files) {
      for (const [version, one] of layouts.entries()) {
        const text = canonical(one);
        // Beside a widget that is beyond repair, so that every part is looked at and put together anew.
        const repaired = sanitizeLayout({ ...one, mobile: [...one.mobile, null] });
        expect(canonical(sanitizeLayout(one)) === text, `${name} ${version}`).toBe(true);
        expect(canonical(repaired) === text, `${name} ${version}`).toBe(true);
      }
    }
  });

  it("keeps every valid widget that stands beside bad ones", () => {
    fc.assert(
      fc.property(layouts(), fc.array(fc.constantFrom<unknown>(null, 7, {}, [], { type: 5 })), (one, bad) => {
        const columns = one.columns ?? { desktop: 12, mobile: 4 };
        expect(sanitizeLayout({ ...one, columns, desktop: [...bad, ...one.desktop, ...bad, null] })).toEqual({
          ...one,
          columns,
        });
      }),
    );
  });

  it("takes a bare list for the desktop's", () => {
    expect(sanitizeLayout([widget()])).toEqual(layout([widget()]));
    expect(sanitizeLayout([widget({ x: 23, w: 1 })], { columns: 24 })).toEqual(
      layout([widget({ x: 23, w: 1 })], { columns: { desktop: 24, mobile: 4 } }),
    );
  });

  it("gives new ids to duplicates, past those that are taken", () => {
    const named = (id: unknown) => ({ ...widget(), id });
    const idsOf = (...ids: unknown[]) => desktopOf(ids.map(named)).map(({ id }) => id);
    expect(idsOf("a", "a", "a.2", "a")).toEqual(["a", "a.3", "a.2", "a.4"]);
    expect(idsOf("a b", "a-b", "a b")).toEqual(["a-b.2", "a-b", "a-b.3"]);
    expect(idsOf("__proto__", "__proto__")).toEqual(["__proto__", "__proto__.2"]);
    expect(idsOf("x".repeat(64), "x".repeat(64))[1]).toBe(`${"x".repeat(62)}.2`);
    expect(idsOf("", null, undefined)).toEqual(["widget-desktop", "widget-desktop.2", "widget-desktop.3"]);
  });

  it("never makes one widget of two nameless ones on desktop and phone", () => {
    const { desktop, mobile } = sanitizeLayout({
      desktop: [{ type: "x" }],
      mobile: [{ type: "x" }],
    }) as Layout;
    expect(desktop[0]?.id).not.toBe(mobile[0]?.id);
  });

  it("stops at 500 widgets, not counting what is none", () => {
    const many = Array.from({ length: 600 }, (_, at) => widget({ id: `w${at}`, y: at }));
    expect(desktopOf({ desktop: [null, ...many] })).toEqual(many.slice(0, 500));
  });

  it("keeps, in reading order, what fits into 1 MiB; one giant does not cost the rest", () => {
    const filled = (id: string, length: number) =>
      widget({ id, type: "x", config: { a: "é".repeat(length) } });
    const giant = { desktop: [filled("giant", 600_000), filled("b", 10)], mobile: [filled("c", 10)] };
    expect(sanitizeLayout(giant)).toEqual({ desktop: [filled("b", 10)], mobile: [filled("c", 10)] });
    const crowd = Array.from({ length: 100 }, (_, at) => filled(`w${at}`, 8_000));
    const kept = desktopOf(crowd);
    expect(kept).toEqual(crowd.slice(0, kept.length));
    expect(kept.length).toBe(65);
  });

  it("mends columns, and fits the widgets to them", () => {
    const columns = (value: unknown) => sanitizeLayout({ desktop: [], mobile: [], columns: value });
    expect(columns({ desktop: 99, mobile: "x", extra: 1 })).toEqual(
      layout([], { columns: { desktop: 48, mobile: 4 } }),
    );
    expect(columns("wide")).toEqual(layout());
    const narrow = { desktop: [widget({ x: 10, w: 2 })], mobile: [], columns: { desktop: 3 } };
    expect(desktopOf(narrow)).toEqual([widget({ x: 1, w: 2 })]);
  });

  it("keeps a good seal and nothing beside it; without one, what is open", () => {
    const sealed = "e30..aXY.Y2lwaGVy.dGFn";
    const valid = { sealed };
    expect(sanitizeLayout(valid)).toBe(valid);
    expect(sanitizeLayout({ sealed, desktop: [widget()] })).toEqual({ sealed });
    expect(sanitizeLayout({ sealed: "no", desktop: [widget()] })).toEqual(layout([widget()]));
    expect(sanitizeLayout({ sealed: "no" })).toEqual(layout());
  });
});

describe("sanitizeWidget", () => {
  it("gives a valid widget or none for anything, and the same again for what it gave", () => {
    fc.assert(
      fc.property(anything(), fc.integer({ min: 1, max: 48 }), (value, columns) => {
        const nearest = sanitizeWidget(value, { columns });
        if (nearest === undefined) return;
        expect(validateWidget(nearest, { columns }).errors).toEqual([]);
        expect(sanitizeWidget(nearest, { columns })).toBe(nearest);
      }),
      { numRuns: 500 },
    );
  });

  it.each([null, 7, "notes", [], {}, { type: "" }, { id: "a" }, undefined])(
    "finds no widget in %j",
    (value) => {
      expect(sanitizeWidget(value)).toBeUndefined();
    },
  );

  it("clamps numbers, cuts texts, and drops what is of another kind", () => {
    const odd = {
      ...{ id: "my widget", type: "My Type", title: `${"x".repeat(199)}😀`, colour: "red" },
      ...{ x: 99, y: Infinity, w: 2.4, h: Number.NaN, minW: -1, maxW: "wide", locked: 1, hidden: true },
      config: [],
    };
    expect(sanitizeWidget(odd)).toEqual({
      ...{ id: "my-widget", type: "my-type", title: "x".repeat(199) },
      ...{ x: 10, y: LIMITS.rows - 1, w: 2, h: 1, minW: 1, hidden: true },
      config: {},
    });
    expect(sanitizeWidget({ ...widget(), title: "a\ud800b" })?.title).toBe("a\ufffdb");
  });

  it("carries of a config what JSON can carry", () => {
    const config = {
      a: "\ud800",
      "\udc00": 1,
      "\ufffd": 2,
      b: Number.NaN,
      c: [Number.NaN, 1],
      d: () => 1,
      e: nested(32),
    };
    expect(configOf("x", { ...config, f: { g: undefined, h: null } })).toEqual({
      ...{ a: "\ufffd", "\ufffd": 2, c: [null, 1], f: { h: null } },
      // The innermost of the 32 is too deep, and an item.
      e: JSON.parse(JSON.stringify(nested(31)).replace("[]", "[null]")),
    });
  });

  it("drops only the key or the item that a built-in type refuses", () => {
    expect(configOf("clock", { face: "sun", seconds: true, extra: 1 })).toEqual({ seconds: true, extra: 1 });
    const items = [
      { id: "1", text: "a", done: false },
      { id: "2", text: "b" },
      7,
      { id: "3", text: "c", done: true, x: 1 },
    ];
    expect(configOf("checklist", { items, hideDone: "no" })).toEqual({ items: [items[0], items[3]] });
    const links = ["https://a.example", "javascript:alert(1)"].map((url) => ({ id: "1", label: "x", url }));
    expect(configOf("links", { items: links })).toEqual({ items: links.slice(0, 1) });
    expect(configOf("links", { items: {} })).toEqual({});
  });

  it("cuts texts and lists that are too long, but no address: a part of one leads elsewhere", () => {
    expect(configOf("notes", { text: "x".repeat(100_001), tint: "pink" })).toEqual({
      text: "x".repeat(100_000),
      tint: "pink",
    });
    const item = { id: "1", text: "x".repeat(501), done: false };
    expect(configOf("checklist", { items: Array.from({ length: 501 }, () => item) })).toEqual({
      items: Array.from({ length: 500 }, () => ({ ...item, text: "x".repeat(500) })),
    });
    const url = `https://a.example/${"x".repeat(2000)}`;
    expect(configOf("links", { items: [{ id: "1", label: "", url }] })).toEqual({ items: [] });
  });

  it("keeps a sealed config and nothing open beside it", () => {
    const sealed = { ...widget({ sealed: "jwe" }), config: { text: 1 } };
    expect(sanitizeWidget(sealed)).toEqual(widget({ sealed: "jwe" }));
    expect(sanitizeWidget({ ...widget({ config: { text: "open" } }), sealed: 7 })).toEqual(
      widget({ config: { text: "open" } }),
    );
  });

  it("mends the configs of registered types, and drops a widget that its type can't do without", () => {
    const gauge = z.strictObject({ max: z.number().check(z.lte(10)), label: z.optional(z.string()) });
    const known = registerType(catalog, "gauge", gauge);
    const nearest = (config: unknown) =>
      sanitizeWidget({ ...widget({ type: "gauge" }), config }, { catalog: known });
    expect(nearest({ max: 11, label: 5, colour: "red" })?.config).toEqual({ max: 10 });
    expect(nearest({ label: "no max" })).toBeUndefined();
    expect(sanitizeWidget(widget({ type: "gauge", config: { label: 5 } }))?.config).toEqual({ label: 5 });
  });
});
