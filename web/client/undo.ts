/**
 * Undo and redo that survive other people's edits: a step is remembered as the change it made, and taking it back is
 * a three-way merge, so whatever came in since stays.
 */
import type { Layout } from "../../worker/layout/schema.ts";
import type { Merger } from "../offline/merging.ts";

export const MOST_STEPS = 100;

/** One change, as what it made of what. It goes on with the one right before it if that `joins` the same object. */
export type Step = { readonly before: Layout; readonly after: Layout; readonly joins?: object | undefined };

export type UndoHistory = { readonly past: readonly Step[]; readonly future: readonly Step[] };

export const NO_HISTORY: UndoHistory = { past: [], future: [] };

/** A step that goes on with the last one is one step with it. */
export const recorded = ({ past }: UndoHistory, step: Step): UndoHistory => {
  const last = past.at(-1);
  const goesOn = step.joins && step.joins === last?.joins && step.before === last.after;
  return {
    past: goesOn ? past.with(-1, { ...step, before: last.before }) : [...past, step].slice(-MOST_STEPS),
    future: [],
  };
};

export type Direction = "undo" | "redo";

/** Takes the last step back, or makes the one again that was taken back last; null where there is none. */
export const travelled = (
  { past, future }: UndoHistory,
  layout: Layout,
  { direction, merge }: { readonly direction: Direction; readonly merge: Merger },
): { readonly history: UndoHistory; readonly layout: Layout } | null => {
  const isUndo = direction === "undo";
  const step = (isUndo ? past : future).at(-1);
  if (step === undefined) return null;
  const next = without(isUndo ? step : { before: step.after, after: step.before }, layout, merge);
  return {
    history: isUndo
      ? { past: past.slice(0, -1), future: [...future, { before: next, after: layout }] }
      : { past: [...past, { before: layout, after: next }], future: future.slice(0, -1) },
    layout: next,
  };
};

/** The layout without that step's change, whatever came after it. */
export const without = (step: Step, layout: Layout, merge: Merger): Layout =>
  merge({ base: step.after, mine: layout, theirs: step.before }).layout;
