/** Brings the local D1 to schema.sql. Safe to repeat; must end before a worker opens the same state. */
import { runStep } from "./step.ts";
import { wrangler } from "./tool.ts";

export async function applySchema({
  persistTo,
  stop,
}: {
  readonly persistTo: string;
  readonly stop: AbortSignal;
}): Promise<void> {
  await runStep({
    name: "Applying schema.sql to the local D1",
    tool: wrangler,
    args: ["d1", "execute", "HISTORY", "--local", "--yes", "--file=schema.sql", `--persist-to=${persistTo}`],
    stop,
  });
}
