/** Looks for a seed that fails, and for the fewest of its steps that still do. */
import type { Plant } from "./planted.testing.ts";
import { type Script, type Step, scriptOf } from "./script.testing.ts";
import { run } from "./world.testing.ts";

export type Found = {
  readonly script: Script;
  readonly plant: Plant | null;
  readonly fault: string;
  readonly trace: readonly string[];
};

type Wanted = { readonly from?: number; readonly count: number; readonly plant?: Plant | null };

/** The first of these seeds that fails, made small; null where none does. */
export const search = async ({ from = 1, count, plant = null }: Wanted): Promise<Found | null> => {
  for (let seed = from; seed < from + count; seed += 1) {
    const script = scriptOf(seed);
    const { fault } = await run(script, { plant });
    if (fault !== null) return shrink(script, plant, kindOf(fault));
  }
  return null;
};

const MOST_RUNS = 150;

/** Leaves out steps, many at a time and then single ones, as long as something is still wrong. */
const shrink = async (script: Script, plant: Plant | null, kind: string): Promise<Found> => {
  let steps = script.steps;
  let runs = 0;
  const fails = async (some: readonly Step[]) => {
    if (++runs >= MOST_RUNS) return false;
    const { fault } = await run({ ...script, steps: some }, { plant });
    return fault !== null && kindOf(fault) === kind;
  };
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < steps.length; ) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      if (await fails(fewer)) steps = fewer;
      else at += size;
    }
  const small = { ...script, steps };
  const { fault, trace } = await run(small, { plant, traced: true });
  return { script: small, plant, fault: fault ?? "It does not fail again.", trace };
};

/** Without names and numbers, so that a smaller run is one of the same fault. */
const kindOf = (fault: string): string => fault.replace(/\S*\d\S*/g, "…");

/** What to read, and how to see it again. */
export const report = ({ script, plant, fault, trace }: Found): string => {
  const steps = script.steps.map(({ index }) => index).join();
  const planted = plant === null ? "" : ` --plant ${plant}`;
  return [
    ...trace.slice(-LONGEST_TRACE),
    `Seed ${script.seed}: ${fault}`,
    `Again: npm run simulate -- --seed ${script.seed} --steps ${steps}${planted}`,
  ].join("\n");
};

const LONGEST_TRACE = 200;
