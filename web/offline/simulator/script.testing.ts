/** What happens in a run, as data: any step can be left out, and the others stay what they are. */
import { createRandom, type Random } from "./random.testing.ts";

/** Which device and tab, how long after the step before, and a number for whatever else the step has to choose. */
export type Step = {
  readonly index: number;
  readonly kind: Kind;
  readonly device: number;
  readonly slot: number;
  readonly waitMs: number;
};

const WEIGHTS = {
  edit: 14,
  "edit shared": 8,
  "save now": 3,
  name: 3,
  add: 1,
  remove: 1,
  move: 2,
  undo: 4,
  "change mind": 3,
  redo: 2,
  restore: 3,
  answer: 5,
  sync: 2,
  "look at history": 1,
  network: 9,
  "sign out": 1,
  crash: 6,
  close: 2,
  hide: 1,
  "kill browser": 2,
  "kill worker": 1,
  "wake worker": 2,
  "fill disk": 2,
  "set clock": 1,
  archive: 3,
} as const;

export type Kind = keyof typeof WEIGHTS;

const BAG: readonly Kind[] = Object.entries(WEIGHTS).flatMap(([kind, weight]) =>
  Array.from({ length: weight }, () => kind as Kind),
);

export type Script = {
  readonly seed: number;
  /** Tabs of each device. */
  readonly slots: readonly number[];
  readonly steps: readonly Step[];
};

const WAITS_MS = [0, 1, 10, 60, 150, 300, 1_000, 2_500, 6_000, 25_000] as const;

export const scriptOf = (seed: number): Script => {
  const random = createRandom(seed, "script");
  const slots = Array.from({ length: random.chance(0.35) ? 3 : 2 }, () => random.between(1, 2));
  const steps = Array.from({ length: random.between(12, 30) }, (_, index): Step => {
    const device = random.between(0, slots.length - 1);
    return {
      ...{ index, device, kind: random.pick(BAG), waitMs: random.pick(WAITS_MS) },
      slot: random.between(0, (slots[device] ?? 1) - 1),
    };
  });
  return { seed, slots, steps };
};

/** The choices of one step, which no other step has a part in. */
export const chanceOf = ({ seed }: Script, { index }: Step): Random => createRandom(seed, "step", index);
