/**
 * Saves under load, beside the floor. All that a save entails is in it: the product's versions are published to D1
 * within the time that is measured, those of the warm-up too, and in the end not one is left.
 */
import { setTimeout as wait } from "node:timers/promises";
import { anyone, type Crowd, gather } from "./crowd.ts";
import { createDrafts } from "./draft.ts";
import { drive, type Round } from "./drive.ts";
import type { Figure } from "./figure.ts";
import { save } from "./requests.ts";
import { scratch } from "./scratch.ts";
import { settled } from "./settled.ts";
import { compared, eachSide, onBoth, type Side, type Sides, startSides, stopSides } from "./sides.ts";

const CONNECTIONS = 8;
/** There and back, so that a machine that grows slower or faster treats both alike. */
const TURNS: readonly Side[] = ["floor", "product", "product", "floor"];
/** What the product leaves for later than publication is not to be done while the floor is measured. */
const REST_MS = 35_000;

const PHASES = [
  // One at a time, as each save builds on the one before: what a single person can get at most.
  { name: "1 user, 20 widgets", people: 1, widgets: 20 },
  { name: "50 users, 20 widgets", people: 50, widgets: 20 },
  { name: "50 users, 140 widgets", people: 50, widgets: 140 },
] as const;
type Phase = (typeof PHASES)[number]["name"];

/** Longer than a version waits to be published, so that while saves are counted as many are published. */
const WARM_UP_MS: Sides<number> = { floor: 1_000, product: 6_500 };
const MEASURE_MS: Sides<number> = { floor: 3_000, product: 4_000 };

export default async function bench(): Promise<readonly Figure[]> {
  const sites = await startSides(eachSide(() => scratch()));
  const crowds = await onBoth((side) => crowdsAt(sites[side].url));
  await settle(crowds.product);
  const rounds = eachSide(() => new Map<Phase, Round[]>(PHASES.map(({ name }) => [name, []])));
  for (const [turn, side] of TURNS.entries()) {
    if (turn === TURNS.length - 1) await wait(REST_MS);
    for (const [name, crowd] of crowds[side]) rounds[side].get(name)?.push(await measure(crowd, side, turn));
    if (side === "product") await settle(crowds.product);
  }
  await stopSides(sites);
  return PHASES.flatMap(({ name }) =>
    compared(
      `saves, ${name}`,
      eachSide((side) => rounds[side].get(name) ?? []),
      { perSecond: 0.8, p50: 1.3 },
    ),
  );
}

const crowdsAt = async (url: URL): Promise<ReadonlyMap<Phase, Crowd>> => {
  const crowds = new Map<Phase, Crowd>();
  for (const { name, people, widgets } of PHASES) {
    crowds.set(name, await gather(url, createDrafts(people, widgets)));
  }
  return crowds;
};

const measure = (crowd: Crowd, side: Side, seed: number): Promise<Round> =>
  drive({
    ...{ url: crowd.url, connections: CONNECTIONS, next: anyone(crowd, save, seed) },
    ...{ warmUpMs: WARM_UP_MS[side], measureMs: MEASURE_MS[side] },
  });

const settle = async (crowds: ReadonlyMap<Phase, Crowd>): Promise<void> => {
  for (const crowd of crowds.values()) await settled(crowd);
};
