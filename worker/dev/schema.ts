/** Brings the local D1 to schema.sql. Safe to repeat; must end before a worker opens the same state. */
import { configured } from "./deployment.ts";
import { runStep } from "./step.ts";
import { wrangler } from "./tool.ts";

export async function applySchema({
  persistTo,
  stop,
}: {
  readonly persistTo: string;
  readonly stop: AbortSignal;
}): Promise<void> {
  // One after another: no two processes may share a state.
  for (const { binding, name } of configured("").databases) {
    const place = ["--local", `--persist-to=${persistTo}`, "--env="];
    await runStep({
      name: `Applying schema.sql to the local ${name}`,
      tool: wrangler,
      args: ["d1", "execute", binding, ...place, "--yes", "--file=schema.sql"],
      stop,
    });
  }
}
