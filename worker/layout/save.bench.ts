/** How long the rules keep a save on the server: what the door asks of one layout, and what the room asks of two. */
import type { Figure } from "../bench/figure.ts";
import { medianMs } from "../bench/median.ts";
import { canonical, utf8Length } from "./canonical.ts";
import { type CurrentHead, commit, type Save } from "./commit.ts";
import { dashboard, desk } from "./dashboard.testing.ts";
import type { Checksum, Layout } from "./schema.ts";
import { validateLayout } from "./validate.ts";

export default async function bench(): Promise<readonly Figure[]> {
  return [
    ...figures("20 widgets, 5.8 KB", desk(20)),
    ...figures("140 widgets, 40 KB", desk(140)),
    ...figures("140 widgets, 250 KB", dashboard({ widgets: 140, bytes: 250_000 })),
  ];
}

const figures = (size: string, before: Layout): Figure[] => {
  const text = JSON.stringify(edited(before));
  const save = saveOf(JSON.parse(text));
  const [sent, stored] = [text, JSON.stringify(before)].map(copiesOf) as [() => Layout, () => Layout];
  const microseconds = (name: string, work: () => unknown): Figure => ({
    name: `${name}, ${size}`,
    value: 1000 * medianMs(work),
    unit: "us",
  });
  return [
    microseconds("JSON.parse", () => JSON.parse(text)),
    microseconds("validate", () => validateLayout(sent())),
    microseconds("canonical", () => read(canonical(sent()))),
    microseconds("commit", () => commit(headOf(stored()), { ...save, layout: sent() }, context)),
    microseconds("a whole save", () => {
      const layout: Layout = JSON.parse(text);
      validateLayout(layout);
      read(canonical(layout));
      return commit(headOf(stored()), { ...save, layout }, context);
    }),
  ];
};

/** One copy after the other, each parsed apart: no two requests share a text, and to compare shared ones costs nothing. */
const copiesOf = (text: string): (() => Layout) => {
  const copies = Array.from({ length: 4 }, (): Layout => JSON.parse(text));
  let at = 0;
  return () => {
    at = (at + 1) % copies.length;
    return copies[at] ?? JSON.parse(text);
  };
};

/** What nobody reads stays a heap of parts that is never put together. */
const read = (text: string): number => text.charCodeAt(text.length - 1);

/** One widget moved and another renamed, as between two autosaves. */
const edited = (layout: Layout): Layout => ({
  ...layout,
  desktop: layout.desktop.map((widget, at) => {
    if (at === 3) return { ...widget, y: widget.y + 1000 };
    return at === 7 ? { ...widget, title: "Renamed" } : widget;
  }),
});

const headOf = (layout: Layout): CurrentHead => ({
  ...{ version: 7, chain: "c".repeat(64), checksum: "b".repeat(64) as Checksum },
  layout,
});

const saveOf = (layout: Layout): Save => ({
  layout,
  checksum: "a".repeat(64) as Checksum,
  bytes: utf8Length(canonical(layout)),
  base: 7,
  onConflict: "merge",
  changeType: "auto",
  deviceId: "laptop",
  fingerprint: "f".repeat(64),
});

/** Hashing is the platform's, and left out. */
const context = {
  now: "2026-11-23T08:00:00.000Z",
  sha256: () => "d".repeat(64),
  past: null,
  baseLayout: null,
} as const;
