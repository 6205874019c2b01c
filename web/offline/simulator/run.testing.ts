/**
 * Many seeds, or one of them again: `npm run simulate -- --seeds 100000 [--from 1]`, or
 * `--seed 17 [--steps 3,5,9]`, which prints what happened.
 */
import { parseArgs } from "node:util";
import { PLANTS } from "./planted.testing.ts";
import { scriptOf } from "./script.testing.ts";
import { report, search } from "./search.testing.ts";
import { run } from "./world.testing.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "2000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    steps: { type: "string" },
    plant: { type: "string" },
  },
});

const plant = PLANTS.find((name) => name === values.plant) ?? null;
const say = (line: string) => process.stdout.write(`${line}\n`);

if (values.seed === undefined) {
  const started = Date.now();
  const count = Number(values.seeds);
  const found = await search({ from: Number(values.from), count, plant });
  const seconds = (Date.now() - started) / 1000;
  say(found === null ? `${count} seeds in ${seconds.toFixed(1)} s, no fault` : report(found));
  process.exitCode = found === null ? 0 : 1;
} else {
  const script = scriptOf(Number(values.seed));
  const wanted = values.steps?.split(",").map(Number);
  const steps = script.steps.filter(({ index }) => wanted?.includes(index) ?? true);
  const { fault, trace } = await run({ ...script, steps }, { plant, traced: true });
  say([...trace, fault ?? "no fault"].join("\n"));
  process.exitCode = fault === null ? 0 : 1;
}
