/** How long the exact text, the checksum and a comparison of a big layout take, beside plain JSON.stringify. */
import { atMost, type Figure } from "../bench/figure.ts";
import { medianMs } from "../bench/median.ts";
import { canonical, utf8Length } from "./canonical.ts";
import { checksum } from "./checksum.ts";
import { dashboard } from "./dashboard.testing.ts";
import { same } from "./same.ts";

export default async function bench(): Promise<readonly Figure[]> {
  const layout = dashboard({ widgets: 140, bytes: 250_000 });
  const copy = structuredClone(layout);
  const text = canonical(layout);
  const stringifyMs = medianMs(() => JSON.stringify(layout));
  const canonicalMs = medianMs(() => canonical(layout));
  const sameMs = medianMs(() => same(layout, copy));
  return [
    { name: "canonical, 250 KB", value: canonicalMs, unit: "ms" },
    { name: "canonical, 250 KB, against JSON.stringify", value: canonicalMs / stringifyMs, unit: "x" },
    { name: "checksum, 250 KB", value: await meanMs(() => checksum(layout)), unit: "ms" },
    { name: "utf8Length, 250 KB", value: medianMs(() => utf8Length(text)), unit: "ms" },
    { name: "same, two equal layouts of 250 KB", value: sameMs, unit: "ms" },
    atMost("same, against comparing canonical texts", sameMs / (2 * canonicalMs), "x", 0.25),
  ];
}

/** Of work that waits: a median of such short waits would be the timer's. */
const meanMs = async (work: () => Promise<unknown>, rounds = 50): Promise<number> => {
  for (let round = 0; round < rounds; round += 1) await work();
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) await work();
  return (performance.now() - start) / rounds;
};
