/** Builds the page into web/dist, where the worker serves it from. */
import { runStep } from "./step.ts";
import { vite } from "./tool.ts";

export async function buildPage(stop?: AbortSignal): Promise<void> {
  await runStep({
    name: "Building the page",
    tool: vite,
    args: ["build", "--config=web/vite.config.ts", "--logLevel=warn"],
    ...(stop && { stop }),
  });
}
