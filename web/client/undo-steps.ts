/**
 * Steps of undo as they are stored: the newest layout whole, every other one as what changed from the one beside it.
 * Pure, total: what can't be read any more is dropped, with all that builds on it.
 */

import { diff } from "../../worker/layout/diff.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { isLayout } from "./is-layout.ts";
import { MOST_STEPS, type Step, type UndoHistory } from "./undo.ts";
import { applied, type StoredChange, storedOf } from "./undo-changes.ts";

/** One step, seen from the newest layout: what leads to its near side, and from there to its far side. */
export type StoredStep = {
  readonly gap: readonly StoredChange[];
  readonly change: readonly StoredChange[];
  /** Milliseconds since 1970; only orders the steps of several pages. */
  readonly at: number;
};

export type StoredSteps = {
  readonly schemaVersion: 1;
  readonly at: number;
  readonly newest: Layout;
  /** The last one first. */
  readonly past: readonly StoredStep[];
  /** The one that was undone last first. */
  readonly future: readonly StoredStep[];
};

/** Beside the newest layout, in characters of JSON: what is older than that is not kept. */
const MOST_LENGTH = 700_000;

export type StepPacker = {
  /** Null where there is nothing to keep. */
  readonly packed: (history: UndoHistory, now: number) => StoredSteps | null;
  readonly unpacked: (stored: readonly unknown[]) => UndoHistory;
};

/** Knows what it has compared before: each new step is compared once. */
export const createStepPacker = (): StepPacker => {
  const timeOf = new WeakMap<Step, number>();
  const changes = createComparison();

  /** From `newest` on, as far as steps can be told as changes and there is room for them. */
  const chain = (newest: Layout, steps: readonly Step[], budget: Budget, read: Sides): StoredStep[] => {
    const stored: StoredStep[] = [];
    let here = newest;
    for (const step of steps) {
      const [near, far] = read(step);
      const [gap, change] = [changes(here, near), changes(near, far)];
      if (gap === null || change === null || !budget.takes(gap.length + change.length)) break;
      stored.push({ gap: gap.changes, change: change.changes, at: timeOf.get(step) ?? 0 });
      here = far;
    }
    return stored;
  };

  return {
    packed: ({ past, future }, now) => {
      for (const step of [...past, ...future]) if (!timeOf.has(step)) timeOf.set(step, now);
      const newest = past.at(-1)?.after ?? future.at(-1)?.before;
      if (newest === undefined) return null;
      const budget = createBudget(MOST_LENGTH);
      return {
        ...{ schemaVersion: 1, at: now, newest },
        past: chain(newest, past.toReversed(), budget, backwards),
        future: chain(newest, future.toReversed(), budget, forwards),
      };
    },
    unpacked: (stored) => {
      const pages = stored.filter(isStored).toSorted((a, b) => a.at - b.at);
      const past = pages.flatMap(({ newest, past }) => unchained(newest, past, backwards));
      const last = pages.at(-1);
      const future = last === undefined ? [] : unchained(last.newest, last.future, forwards);
      for (const { step, at } of [...past, ...future]) timeOf.set(step, at);
      return {
        past: past
          .toSorted((a, b) => a.at - b.at)
          .slice(-MOST_STEPS)
          .map(({ step }) => step),
        future: future.map(({ step }) => step),
      };
    },
  };
};

/** The sides of a step, the one nearer to the newest layout first; and a step of two such sides. */
type Sides = ((step: Step) => readonly [near: Layout, far: Layout]) & {
  readonly step: (near: Layout, far: Layout) => Step;
};

const backwards: Sides = Object.assign(({ before, after }: Step) => [after, before] as const, {
  step: (after: Layout, before: Layout) => ({ before, after }),
});

const forwards: Sides = Object.assign(({ before, after }: Step) => [before, after] as const, {
  step: (before: Layout, after: Layout) => ({ before, after }),
});

type Compared = { readonly changes: readonly StoredChange[]; readonly length: number };

/** What changed between two layouts; null where changes can't say it. */
const createComparison = (): ((from: Layout, to: Layout) => Compared | null) => {
  const known = new WeakMap<Layout, WeakMap<Layout, Compared | null>>();
  return (from, to) => {
    if (from === to) return NOTHING;
    const of = known.get(from) ?? new WeakMap<Layout, Compared | null>();
    known.set(from, of);
    const before = of.get(to);
    if (before !== undefined) return before;
    const compared = compare(from, to);
    of.set(to, compared);
    return compared;
  };
};

const NOTHING: Compared = { changes: [], length: 0 };

const compare = (from: Layout, to: Layout): Compared | null => {
  try {
    const changes = storedOf(diff(from, to));
    const next = applied(from, changes);
    return next !== null && same(next, to) ? { changes, length: JSON.stringify(changes).length } : null;
  } catch {
    return null; // What a program saves need not be a layout that the rules of comparing know.
  }
};

type Budget = { readonly takes: (length: number) => boolean };

const createBudget = (most: number): Budget => {
  let left = most;
  return {
    takes: (length) => {
      left -= length;
      return left >= 0;
    },
  };
};

type Dated = { readonly step: Step; readonly at: number };

/** Oldest first, as a history has them; up to the first that can't be read. */
const unchained = (newest: Layout, stored: readonly StoredStep[], sides: Sides): readonly Dated[] => {
  const steps: Dated[] = [];
  let here = newest;
  for (const one of stored.slice(0, MOST_STEPS)) {
    const near = applied(here, one?.gap);
    const far = near && applied(near, one.change);
    if (near === null || far === null) break;
    steps.unshift({ step: sides.step(near, far), at: Number(one.at) || 0 });
    here = far;
  }
  return steps;
};

const isStored = (value: unknown): value is StoredSteps =>
  typeof value === "object" &&
  value !== null &&
  "schemaVersion" in value &&
  value.schemaVersion === 1 &&
  "at" in value &&
  typeof value.at === "number" &&
  "newest" in value &&
  isLayout(value.newest) &&
  "past" in value &&
  Array.isArray(value.past) &&
  "future" in value &&
  Array.isArray(value.future);
