/** The worker as it is deployed: the one file that wrangler would upload, no byte of it changed. */
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inProject } from "../dev/project.ts";
import { runStep } from "../dev/step.ts";
import { wrangler } from "../dev/tool.ts";

/** `entry` stands in for the one that wrangler.toml names. */
export const bundle = async (folder: string, entry = "worker/index.ts"): Promise<string> => {
  mkdirSync(inProject("web/dist"), { recursive: true }); // wrangler insists on it
  await runStep({
    name: `Bundling ${entry}`,
    tool: wrangler,
    args: ["deploy", entry, "--dry-run", `--outdir=${folder}`],
  });
  return readFileSync(join(folder, basename(entry).replace(/\.ts$/, ".js")), "utf8");
};
