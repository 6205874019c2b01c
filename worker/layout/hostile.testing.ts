/** JSON of 1 MiB, the most that a request may bring, made to be slow. */
import { layout, nested, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import type { Widget } from "./schema.ts";

const MIB = LIMITS.layoutBytes;

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** As many widgets as may be, each with an equal share of the megabyte. */
const crowd = (fields: (at: number, room: number) => Partial<Widget>) => () =>
  layout(
    times(LIMITS.widgets, (at) =>
      widget({ id: `w${at}`, type: "chart", ...fields(at, MIB / LIMITS.widgets - 90) }),
    ),
  );

const values: Readonly<Record<string, () => unknown>> = {
  "one text": () => layout([widget({ type: "chart", config: { text: "x".repeat(MIB - 200) } })]),
  "escapes and surrogate pairs": () =>
    layout([widget({ type: "chart", config: { text: "\u0001😀".repeat(MIB / 10) } })]),
  "short keys": () =>
    layout([
      widget({
        type: "chart",
        config: Object.fromEntries(times(115_000, (at) => [at.toString(36).padStart(4, "k"), 0])),
      }),
    ]),
  numbers: () => layout([widget({ type: "chart", config: { list: times(MIB / 2, () => 1) } })]),
  "long fractions": () =>
    layout([widget({ type: "chart", config: { list: times(MIB / 22, (at) => Math.PI / (at + 1)) } })]),
  "empty objects": () => layout([widget({ type: "chart", config: { list: times(MIB / 3, () => ({})) } })]),
  "nesting as deep as allowed": () =>
    layout([widget({ type: "chart", config: { list: times(MIB / 61, () => nested(30)) } })]),
  "nesting deeper than allowed": crowd((_, room) => ({ config: { deep: nested(Math.floor(room / 2)) } })),
  "widgets that all overlap": crowd((_, room) => ({ w: 12, h: 100, config: { text: "x".repeat(room) } })),
  "things that are no widgets": () => ({
    desktop: times(LIMITS.widgets, () => times(1000, () => 0)),
    mobile: [],
  }),
  "too many widgets": () => ({ desktop: times(MIB / 3, () => ({})), mobile: [] }),
  "unknown fields": crowd((_, room) =>
    Object.fromEntries(times(Math.floor(room / 14), (at) => [`unknown${at}`, 0])),
  ),
  "checklists of nonsense": crowd((_, room) => ({
    type: "checklist",
    config: { items: times(Math.floor(room / 3), () => ({})) },
  })),
  "bad links": crowd((_, room) => ({
    type: "links",
    config: { items: times(Math.floor(room / 45), (at) => ({ id: `${at}`, label: "", url: "https://x y" })) },
  })),
  "unknown top-level fields": () => ({
    ...layout([]),
    ...Object.fromEntries(times(62_000, (at) => [`unknown${at}`, 0])),
  }),
};

/** As many units as make 1 MiB with their commas. */
const filled = (unit: (index: number) => string): string => {
  const units: string[] = [];
  let length = 300;
  for (let index = 0; ; index += 1) {
    const text = unit(index);
    length += text.length + 1;
    if (length > LIMITS.layoutBytes) return units.join();
    units.push(text);
  }
};
const key = (index: number) => `"${index.toString(36)}":1`;
const widgetText = (type: string, config: string, id = "a") =>
  `{"id":"${id}","type":"${type}","x":0,"y":0,"w":1,"h":1,"config":${config}}`;
const one = (type: string, config: string) => `{"desktop":[${widgetText(type, config)}],"mobile":[]}`;
const crowdText = (config: string, type = "x") =>
  Array.from({ length: 500 }, (_, at) => widgetText(type, config, `w${at}`)).join();
const both = (list: string) => `{"desktop":[${list}],"mobile":[${list}]}`;

/** Texts of JSON, by what is bad about them. */
export const hostileTexts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(values).map(([shape, value]) => [shape, JSON.stringify(value())])),
  "a thousand widgets on two spots": both(crowdText(`{"a":"${"x".repeat(900)}"}`)),
  "a config of all keys": one("x", `{${filled(key)}}`),
  "a clock of all keys": one("clock", `{${filled(key)}}`),
  "a widget of all keys": `{"desktop":[{${filled(key)}}],"mobile":[]}`,
  "a layout of all keys": `{${filled(key)}}`,
  "columns of all keys": `{"desktop":[],"mobile":[],"columns":{${filled(key)}}}`,
  "an item of all keys": one("links", `{"items":[{"id":"1","label":"","url":"http://a",${filled(key)}}]}`),
  "objects in objects": one("x", `{${filled((at) => `"${at}":{"__proto__":{}}`)}}`),
  "keys of broken characters": one("x", `{${filled((at) => `"\\ud800${at}":1`)}}`),
  "a text of broken characters": one("x", `{"a":"${"\\ud800".repeat(170_000)}"}`),
  "a text of escapes": one("x", `{"a":"${"\\u0001".repeat(170_000)}"}`),
  "a title without end": one("x", "{}").replace('"x":0', `"title":"${"é".repeat(500_000)}","x":0`),
  "lists in lists": "[".repeat(500_000) + "]".repeat(500_000),
  "objects nested far too deep": one("notes", `${'{"a":'.repeat(170_000)}1${"}".repeat(170_000)}`),
  "a list of numbers for widgets": `{"desktop":[${filled(() => "1")}],"mobile":[]}`,
  "a bare list of empty widgets": `[${filled(() => "{}")}]`,
  "items without anything": one("checklist", `{"items":[${filled(() => "{}")}]}`),
  "items of bad addresses": one("links", `{"items":[${filled(() => '{"id":"1","url":"http:// "}')}]}`),
  "an address without end": one(
    "links",
    `{"items":[{"id":"1","label":"","url":"http://${"a".repeat(1e6)} "}]}`,
  ),
  "small numbers": one("x", `{"a":[${filled(() => "5e-324")}]}`),
  "empty texts": one("x", `{"a":[${filled(() => '""')}]}`),
  "a thousand widgets of bad items": both(crowdText(`{"items":[${"{},".repeat(140)}{}]}`, "checklist")),
  "a thousand widgets all wrong": both(crowdText("[]").replaceAll('"w":1', '"w":0,"title":5,"minW":0,"z":1')),
  "a seal": JSON.stringify({ sealed: `e30..aXY.${"c".repeat(1e6)}.dGFn` }),
  "a broken seal": JSON.stringify({ sealed: `e30..aXY.${"c".repeat(1e6)}.dGFn!` }),
};
