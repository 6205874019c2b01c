/** Arbitrary JSON, widgets and layouts. The layouts are valid, and hostile in all that they hold. */
import fc from "fast-check";
import { nested } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import type { Layout, Widget } from "./schema.ts";

const HOSTILE_TEXTS = [
  "",
  "__proto__",
  "constructor",
  "toString",
  "id",
  "👩‍👩‍👧",
  "é",
  "\u2028",
  "<b>",
  "x".repeat(300),
];
const HOSTILE_NUMBERS = [0, -0, 1, 1e21, -1e21, 1e-7, 5e-324, 0.1, Number.MAX_SAFE_INTEGER];

/** Text that JSON can carry. */
export const text = (): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "binary", maxLength: 8 }));

/** Text of a length that a title or label takes. */
const words = () => text().map((one) => one.slice(0, 50).toWellFormed());

const objectOf = (
  key: fc.Arbitrary<string>,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> =>
  // fromEntries defines properties, so that a key `__proto__` comes out as JSON.parse would make it.
  fc.array(fc.tuple(key, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));

const scalar = () =>
  fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.constantFrom(...HOSTILE_NUMBERS),
    fc.integer({ min: 0, max: 3 }),
    text(),
  );

/** Any JSON value that canonical text can carry. */
export const json = (): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalar(),
      fc.array(tie("value"), { maxLength: 4 }),
      objectOf(text(), tie("value")),
    ),
  })).value;

/** What a client could send at worst: also what JSON.parse gives for 1e999, lone surrogates, deep nesting. */
export const hostileJson = (): fc.Arbitrary<unknown> => {
  const leaf = fc.oneof(
    scalar(),
    fc.constantFrom(Infinity, -Infinity, "\ud800", "\udc00x", 1.5, -1, LIMITS.rows, 1e17),
    fc.constantFrom(nested(33), nested(5000)),
  );
  const key = fc.oneof(
    text(),
    fc.constantFrom("\ud800", "id", "type", "x", "y", "w", "h", "config", "items", "url"),
  );
  const part = fc.oneof(leaf, objectOf(key, leaf), fc.array(objectOf(key, leaf), { maxLength: 3 }));
  const likeWidget = fc.record(
    {
      id: fc.oneof(ids, leaf),
      type: fc.oneof(types, leaf),
      title: leaf,
      x: fc.oneof(fc.nat(5), leaf),
      y: fc.oneof(fc.nat(5), leaf),
      w: fc.oneof(fc.integer({ min: 1, max: 4 }), leaf),
      h: fc.oneof(fc.integer({ min: 1, max: 4 }), leaf),
      config: fc.oneof(objectOf(key, part), part),
      sealed: leaf,
      __proto__: leaf,
    },
    { requiredKeys: ["id", "type", "x", "y", "w", "h", "config"] },
  );
  const list = fc.oneof(fc.array(fc.oneof(likeWidget, part), { maxLength: 4 }), part);
  const likeLayout = fc.record(
    {
      desktop: list,
      mobile: list,
      columns: fc.oneof(fc.record({ desktop: leaf, mobile: leaf }), part),
      extra: part,
    },
    { requiredKeys: ["desktop", "mobile"] },
  );
  return fc.oneof(likeLayout, likeWidget, list);
};

const ids = fc.constantFrom("a", "b", "c", "d", "e", "__proto__", "constructor");
export const types = fc.constantFrom(
  "clock",
  "notes",
  "checklist",
  "links",
  "countdown",
  "metric",
  "chart",
  "image",
  "embed",
  "panel",
  "__proto__",
);

const items = (item: Record<string, fc.Arbitrary<unknown>>) =>
  fc.uniqueArray(fc.record({ id: fc.constantFrom("1", "2", "3", "4", "__proto__"), ...item }), {
    selector: ({ id }) => id,
    maxLength: 4,
  });

const few = <T>(values: Record<string, fc.Arbitrary<T>>) => fc.record(values, { requiredKeys: [] });

export const configs: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  clock: few<unknown>({ face: fc.constantFrom("digital", "analog"), seconds: fc.boolean(), extra: json() }),
  notes: few<unknown>({ text: text(), tint: fc.constantFrom("plain", "pink") }),
  checklist: few<unknown>({
    items: items({ text: fc.constantFrom("buy", "sell"), done: fc.boolean() }),
    hideDone: fc.boolean(),
  }),
  links: few<unknown>({
    items: items({ label: words(), url: fc.constantFrom("https://a.example", "http://b.example/x?y") }),
  }),
  countdown: few<unknown>({ to: fc.constantFrom("", "2027-01-01"), label: words() }),
  metric: few<unknown>({
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    decimals: fc.nat(6),
    url: fc.constantFrom("", "http://localhost:8080/x", "https://a.example?b"),
  }),
  chart: few<unknown>({ kind: fc.constantFrom("bar", "candlestick"), csv: text(), path: words() }),
  image: few<unknown>({ url: fc.constantFrom("", "https://a.example/b.png"), alt: words() }),
  embed: few<unknown>({ url: fc.constantFrom("", "https://a.example"), storage: fc.boolean() }),
};

/** A config that is valid for the type. A foreign type's may hold anything, at built-in types' keys too. */
export const configOf = (type: string): fc.Arbitrary<Record<string, unknown>> =>
  (Object.hasOwn(configs, type) ? configs[type] : undefined) ??
  objectOf(
    fc.constantFrom("items", "targets", "text", "face", "__proto__", "a"),
    fc.oneof(json(), items({ n: fc.nat(2) })),
  );

const box = (columns: number) =>
  fc
    .record({
      x: fc.nat(columns - 1),
      y: fc.nat(8),
      w: fc.integer({ min: 1, max: columns }),
      h: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ x, y, w, h }) => ({ x, y, w: Math.min(w, columns - x), h }));

export const widgets = (columns = 12, maxLength = 5): fc.Arbitrary<readonly Widget[]> =>
  fc.uniqueArray(
    types.chain((type) =>
      fc
        .tuple(
          box(columns),
          fc.record(
            {
              id: ids,
              type: fc.constant(type),
              config: configOf(type),
              title: words(),
              hidden: fc.boolean(),
              locked: fc.boolean(),
            },
            { requiredKeys: ["id", "type", "config"] },
          ),
        )
        .map(([place, rest]): Widget => ({ ...place, ...rest })),
    ),
    { selector: ({ id }) => id, maxLength },
  );

/** Valid layouts; overlaps, hidden and locked widgets, and phone lists of every kind among them. */
export const layouts = (): fc.Arbitrary<Layout> =>
  fc
    .constantFrom(
      undefined,
      { desktop: 12, mobile: 4 },
      { desktop: 24, mobile: 4 },
      { desktop: 5, mobile: 2 },
    )
    .chain((columns) =>
      fc.record({
        desktop: widgets(columns?.desktop ?? 12),
        mobile: fc.oneof(fc.constant([]), widgets(columns?.mobile ?? 4)),
        ...(columns === undefined ? {} : { columns: fc.constant(columns) }),
      }),
    );
