/** How large the deployed worker is, and what it does before it can answer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runStep } from "../dev/step.ts";
import { wrangler } from "../dev/tool.ts";
import { bundle } from "./bundle.ts";
import { atMost, type Figure, plain } from "./figure.ts";
import { median } from "./median.ts";
import { scratch } from "./scratch.ts";

const RUNS = 3;

export default async function bench(): Promise<readonly Figure[]> {
  const folder = scratch();
  const script = await bundle(folder);
  const startUps: number[] = [];
  for (let run = 0; run < RUNS; run += 1) startUps.push(await startUpMs(join(folder, `${run}.cpuprofile`)));
  return [
    atMost("worker bundle, gzip", gzipSync(script).length / 1024, "KB", 150),
    plain("worker bundle", Buffer.byteLength(script) / 1024, "KB"),
    atMost("worker start-up", median(startUps), "ms", 50),
  ];
}

/** What of a start was no waiting, by wrangler's own profile of it. */
const startUpMs = async (file: string): Promise<number> => {
  await runStep({
    name: "Profiling a start",
    tool: wrangler,
    args: ["check", "startup", `--outfile=${file}`],
  });
  const { nodes, samples, timeDeltas }: Profile = JSON.parse(readFileSync(file, "utf8"));
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id),
  );
  const busy = timeDeltas.filter((_, at) => !idle.has(samples[at] ?? -1));
  return busy.reduce((all, microseconds) => all + microseconds, 0) / 1_000;
};

type Profile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
};
