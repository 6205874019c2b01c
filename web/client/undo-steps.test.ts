import { describe, expect, it } from "vitest";
import { same } from "../../worker/layout/same.ts";
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { readHistory } from "../e2e/corpus.ts";
import { notes, SEED } from "../offline/document.testing.ts";
import { merge } from "../offline/rules.ts";
import { NO_HISTORY, recorded, travelled, type UndoHistory } from "./undo.ts";
import { createStepPacker, type StoredSteps } from "./undo-steps.ts";

/** As `edits` made it, one step after the other. */
const historyOf = (layouts: readonly Layout[]): UndoHistory =>
  layouts
    .slice(1)
    .reduce((history, after, at) => recorded(history, { before: layouts[at] ?? after, after }), NO_HISTORY);

const packedOf = (history: UndoHistory): StoredSteps => {
  const stored = createStepPacker().packed(history, 1_000);
  if (stored === null) throw new Error("Nothing was packed.");
  return structuredClone(stored);
};
const reloaded = (history: UndoHistory): UndoHistory => createStepPacker().unpacked([packedOf(history)]);

const texts = (count: number): readonly Layout[] =>
  Array.from({ length: count + 1 }, (_, at) => notes({ a: `${at}`, b: "same" }));

describe("steps that are stored and read again", () => {
  it("are the same steps, to undo and to redo, whatever came in between them", () => {
    let history = historyOf(texts(5));
    // Another device wrote b before the next step was made.
    history = recorded(history, {
      before: notes({ a: "5", b: "theirs" }),
      after: notes({ a: "6", b: "theirs", c: "new" }),
    });
    for (let steps = 0; steps < 2; steps += 1) {
      const result = travelled(history, history.past.at(-1)?.after ?? notes({}), {
        direction: "undo",
        merge,
      });
      history = result?.history ?? NO_HISTORY;
    }
    const again = reloaded(history);
    expect([again.past.length, again.future.length]).toEqual([4, 2]);
    expect(again).toEqual(history);
  });

  it("bring back moves, sizes, columns, phones and the order of things", () => {
    const [first = [], second = []] = [notes({ a: "1", b: "2", c: "3" }), notes({ b: "2" })].map(
      ({ desktop }) => desktop,
    );
    const layouts: readonly Layout[] = [
      { desktop: first, mobile: [] },
      { desktop: first.toReversed().map((one) => ({ ...one, x: 3, w: 2 })), mobile: second },
      { desktop: first.slice(1), mobile: [], columns: { desktop: 24, mobile: 4 } },
      { desktop: [], mobile: [] },
    ];
    expect(reloaded(historyOf(layouts))).toEqual(historyOf(layouts));
  });

  it("of several pages come in the order in which they were made", () => {
    const [one, two] = [createStepPacker(), createStepPacker()];
    const [early, middle, late] = ["early", "middle", "late"].map((a) => notes({ a }));
    if (early === undefined || middle === undefined || late === undefined) throw new Error("Three.");
    const first = historyOf([SEED, early]);
    one.packed(first, 10);
    const pages = [
      one.packed(recorded(first, { before: early, after: late }), 30),
      two.packed(historyOf([SEED, middle]), 20),
    ];
    const again = createStepPacker().unpacked(pages);
    expect(again.past.map(({ after }) => after)).toEqual([early, middle, late]);
  });

  it("are none where a program saved what can't be told as changes, nor any before that", () => {
    const twice = notes({ a: "1" }).desktop;
    const odd: Layout = { desktop: [...twice, ...twice], mobile: [] };
    const again = reloaded(historyOf([notes({ a: "0" }), odd, notes({ a: "1" }), notes({ a: "2" })]));
    expect(again.past.at(-1)?.after).toEqual(notes({ a: "2" }));
    expect(again.past.length).toBeLessThan(3);
  });
});

describe("damage", () => {
  const stored = () => packedOf(historyOf(texts(5)));
  const spoilt = (change: unknown): unknown => {
    const whole = stored();
    return { ...whole, past: whole.past.map((step, at) => (at === 2 ? { ...step, change } : step)) };
  };

  it.each([
    ["of another layout", [{ kind: "removed", form: "desktop", widgetId: "gone" }]],
    [
      "that starts from something else",
      [
        {
          kind: "edited",
          form: "desktop",
          widgetId: "a",
          edits: [{ key: "config.text", before: "?", after: "" }],
        },
      ],
    ],
    [
      "that makes no layout",
      [{ kind: "moved", form: "desktop", widgetId: "a", from: { x: 0, y: 0 }, to: { x: "far", y: 0 } }],
    ],
    ["of a later kind", [{ kind: "dreamt" }]],
    ["that is none", "nonsense"],
    ["that is missing", undefined],
    ["with holes", [null]],
  ])("a step %s is dropped with those before it", (_, change) => {
    const { past } = createStepPacker().unpacked([spoilt(change)]);
    expect(past.map(({ after }) => after)).toEqual([
      notes({ a: "4", b: "same" }),
      notes({ a: "5", b: "same" }),
    ]);
  });

  it.each([
    ["nothing", null],
    ["text", "steps"],
    ["a later schema", { ...stored(), schemaVersion: 2 }],
    ["no layout", { ...stored(), newest: { desktop: "?" } }],
    ["no list", { ...stored(), past: 7 }],
    ["a list of nothing", { ...stored(), past: [null, 1], future: [undefined] }],
  ])("%s in place of the steps is no step", (_, one) => {
    expect(createStepPacker().unpacked([one])).toEqual(NO_HISTORY);
    expect(createStepPacker().unpacked([one, stored()]).past).toHaveLength(5);
  });
});

describe("size", () => {
  const bytesOf = (history: UndoHistory): number =>
    Buffer.byteLength(JSON.stringify(createStepPacker().packed(history, 0)));

  /** 100 widgets of 2.5 KB: 250 KB, as the largest of the real dashboards. */
  const large: Layout = {
    desktop: Array.from({ length: 100 }, (_, at): Widget => {
      const targets = Array.from(
        { length: 20 },
        (__, no) => `${at}/${no} ${"sum by (pod) (rate(x[5m])) ".repeat(4)}`,
      );
      const place = { x: (at % 4) * 3, y: Math.floor(at / 4) * 3, w: 3, h: 3 };
      return { id: `w${at}`, type: "chart", ...place, config: { title: `Panel ${at}`, targets } };
    }),
    mobile: [],
  };

  it("100 steps on a layout of 250 KB, each moving all that is below, stay below 1 MB", () => {
    expect(JSON.stringify(large).length).toBeGreaterThan(220_000);
    const layouts = [large];
    for (let step = 0; step < 100; step += 1) {
      const from = layouts[step] ?? large;
      const desktop = from.desktop.map((one, at) =>
        at === step % 100
          ? { ...one, config: { ...one.config, title: `${step}` } }
          : at > 80
            ? { ...one, y: one.y + 1 }
            : one,
      );
      layouts.push({ ...from, desktop });
    }
    const history = historyOf(layouts);
    expect(bytesOf(history)).toBeLessThan(1_000_000);
    const again = reloaded(history);
    expect(again.past).toHaveLength(100);
    expect(same(again.past[0]?.before, large)).toBe(true);
  });

  it("however large the steps are, the newest are kept and the rest is let go", () => {
    const flip = (at: number): Layout => (at % 2 === 0 ? large : { desktop: [], mobile: [] });
    const history = historyOf(Array.from({ length: 101 }, (_, at) => flip(at)));
    expect(bytesOf(history)).toBeLessThan(1_000_000);
    expect(reloaded(history).past.length).toBeGreaterThan(1);
  });

  it("100 steps of typing into a long text are all kept", () => {
    const text = "Something that is said at length. ".repeat(400);
    const history = historyOf(
      Array.from({ length: 101 }, (_, at) => notes({ a: `${text}${"x".repeat(at)} and so on. ${text}` })),
    );
    expect(bytesOf(history)).toBeLessThan(100_000);
    expect(reloaded(history)).toEqual(history);
  });

  const real = [
    "bind9-full",
    "haproxy-2-full",
    "k8s-system-coredns",
    "k8s-views-namespaces",
    "k8s-views-pods",
  ];
  it.skipIf(readHistory("bind9-full") === null)(
    "the steps of real histories stay below 1 MB, the newest whole",
    () => {
      for (const name of real) {
        const layouts = (readHistory(name) ?? []).map(({ layout }) => layout);
        const history = historyOf(layouts);
        expect(bytesOf(history)).toBeLessThan(1_000_000);
        const { past } = reloaded(history);
        expect(past.length).toBeGreaterThan(4);
        expect(past).toEqual(history.past.slice(-past.length));
      }
    },
  );
});
