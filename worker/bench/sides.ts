/** The two that are compared, each running in a folder of its own. */

import type { Round } from "./drive.ts";
import type { Figure } from "./figure.ts";
import { atLeast, atMost, plain } from "./figure.ts";
import { median } from "./median.ts";
import type { Running } from "./runtime.ts";
import { startSite } from "./site.ts";

export const SIDES = ["floor", "product"] as const;
export type Side = (typeof SIDES)[number];
export type Sides<T> = Readonly<Record<Side, T>>;

export const startSides = async (folders: Sides<string>): Promise<Sides<Running>> => ({
  floor: await startSite(folders.floor, "worker/bench/edge/floor.ts"),
  product: await startSite(folders.product),
});

export const stopSides = async ({ floor, product }: Sides<Running>): Promise<void> => {
  await Promise.all([floor.stop(), product.stop()]);
};

/** The same for each side, the sides at the same time. */
export const onBoth = async <T>(work: (side: Side) => Promise<T>): Promise<Sides<T>> => {
  const [floor, product] = await Promise.all([work("floor"), work("product")]);
  return { floor, product };
};

export const eachSide = <T>(make: (side: Side) => T): Sides<T> => ({
  floor: make("floor"),
  product: make("product"),
});

/** Round by round, as neighbours in time have the most in common; of these the median. */
export const ratio = (rounds: Sides<readonly Round[]>, of: keyof Round): number =>
  median(rounds.product.map((round, at) => round[of] / (rounds.floor[at]?.[of] ?? Number.NaN)));

/** What promises something first, then what it is made of. `name` begins with what was done. */
export const compared = (
  name: string,
  rounds: Sides<readonly Round[]>,
  { perSecond, p50 }: { readonly perSecond: number; readonly p50?: number },
): Figure[] => [
  atLeast(`${name}: a second, product : floor`, ratio(rounds, "perSecond"), "x", perSecond),
  ...(p50 === undefined ? [] : [atMost(`${name}: p50, product : floor`, ratio(rounds, "p50Ms"), "x", p50)]),
  ...SIDES.toReversed().flatMap((side) => absolute(`${name}: ${side}`, rounds[side])),
];

export const absolute = (name: string, rounds: readonly Round[]): Figure[] => {
  const middle = (of: keyof Round): number => median(rounds.map((round) => round[of]));
  return [
    plain(name, middle("perSecond"), "/s"),
    plain(`${name}, p50`, middle("p50Ms"), "ms"),
    plain(`${name}, p99`, middle("p99Ms"), "ms"),
  ];
};
