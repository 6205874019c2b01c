/** How long a merge takes, beside reading and writing one layout as JSON, which every save does anyway. */
import { atMost, type Figure } from "../bench/figure.ts";
import { medianMs } from "../bench/median.ts";
import { dashboard, worked } from "./dashboard.testing.ts";
import { corpus } from "./layout.testing.ts";
import { type MergeSides, merge } from "./merge.ts";
import { conflictKey, resolve } from "./resolve.ts";
import type { Layout } from "./schema.ts";

const SIZES = [
  { widgets: 140, bytes: 250_000, limitMs: 5 },
  { widgets: 40, bytes: 25_000, limitMs: 1 },
] as const;

export default async function bench(): Promise<readonly Figure[]> {
  return [...SIZES.flatMap(ofSize), ...clashing(), ...real()];
}

const ofSize = ({ widgets, bytes, limitMs }: (typeof SIZES)[number]): Figure[] => {
  const base = dashboard({ widgets, bytes });
  const sides = { base, mine: worked(base, 0), theirs: worked(base, 3) };
  const { conflicts } = merge(sides);
  if (conflicts.length > 0) throw new Error("The sides of this bench are to merge cleanly.");
  return figures(`merge, ${widgets} widgets, ${bytes / 1000} KB`, sides, limitMs);
};

const figures = (name: string, sides: MergeSides, limitMs: number): Figure[] => {
  const ms = medianMs(() => merge(sides));
  return [
    atMost(name, ms, "ms", limitMs),
    { name: `${name}, against JSON of one side`, value: ms / jsonMs(sides.mine), unit: "x" },
  ];
};

const jsonMs = (layout: Layout): number => medianMs(() => JSON.parse(JSON.stringify(layout)));

/** Every widget edited on both sides, and every clash then settled. */
const clashing = (): Figure[] => {
  const base = dashboard(SIZES[0]);
  const retitled = (title: string): Layout => ({
    ...base,
    desktop: structuredClone(base.desktop).map((widget) => ({
      ...widget,
      title,
      y: widget.y + title.length,
    })),
  });
  const question = merge({ base, mine: retitled("mine"), theirs: retitled("theirs") });
  const choices = Object.fromEntries(question.conflicts.map((one) => [conflictKey(one), "theirs"] as const));
  const name = `resolve, ${question.conflicts.length} conflicts`;
  return [{ name, value: medianMs(() => resolve(question, choices)), unit: "ms" }];
};

/** The biggest real dashboard: its newest edit against an older one on another device. */
const real = (): Figure[] => {
  const layouts = corpus()?.find(({ name }) => name.startsWith("haproxy"))?.layouts ?? [];
  const [base, mine] = layouts.slice(-2);
  if (base === undefined || mine === undefined) return [];
  return figures("merge, 98 real widgets, 180 KB", { base, mine, theirs: worked(base, 3) }, 5);
};
