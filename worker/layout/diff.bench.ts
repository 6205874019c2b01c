/** How long a diff takes and its way back, and what 1 MiB of hostile JSON makes of both. */
import type { Figure } from "../bench/figure.ts";
import { medianMs } from "../bench/median.ts";
import { applyChanges } from "./apply.ts";
import { dashboard, worked } from "./dashboard.testing.ts";
import { diff } from "./diff.ts";
import { layout, widget } from "./layout.testing.ts";
import type { Layout } from "./schema.ts";

export default async function bench(): Promise<readonly Figure[]> {
  const base = dashboard({ widgets: 140, bytes: 250_000 });
  const mine = worked(base, 0);
  const changes = diff(base, mine);
  const diffMs = medianMs(() => diff(base, mine));
  const jsonMs = medianMs(() => JSON.parse(JSON.stringify(base)));
  return [
    { name: "diff, 140 widgets, 250 KB", value: diffMs, unit: "ms" },
    { name: "diff, against JSON of one side", value: diffMs / jsonMs, unit: "x" },
    { name: "applyChanges of it", value: medianMs(() => applyChanges(base, changes)), unit: "ms" },
    ...Object.entries(hostile).map(([shape, [from, to]]) => thereAndBack(shape, from, to)),
  ];
}

const thereAndBack = (shape: string, from: Layout, to: Layout): Figure => ({
  name: `diff and back, 1 MiB of ${shape}`,
  value: medianMs(() => applyChanges(from, diff(from, to)), { warmUpMs: 0, measureMs: 300 }),
  unit: "ms",
});

const holding = (config: Record<string, unknown>): Layout => layout([widget({ type: "chart", config })]);

const keyed = (count: number, entry: (at: number) => readonly [string, unknown]): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => entry(at)));

const hostile: Readonly<Record<string, readonly [Layout, Layout]>> = {
  "keys, each with another value": [
    holding(keyed(80_000, (at) => [`k${at}`, 0])),
    holding(keyed(80_000, (at) => [`k${at}`, 1])),
  ],
  "keys, none of them kept": [
    holding(keyed(80_000, (at) => [`k${at}`, 0])),
    holding(keyed(80_000, (at) => [`m${at}`, 0])),
  ],
  "objects, each in another order of keys": [
    holding({ list: Array.from({ length: 60_000 }, () => ({ a: 1, b: 2 })), turn: 1 }),
    holding({ list: Array.from({ length: 60_000 }, () => ({ b: 2, a: 1 })), turn: 2 }),
  ],
};
