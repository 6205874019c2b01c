/** `npm run check`: types and walls, format and lint, generated types, packages. A warning is a failure. */
import { main } from "./main.ts";
import { checkPackages } from "./packages.ts";
import { Failure, runStep, type Step } from "./step.ts";
import { biome, tsc, wrangler } from "./tool.ts";

const steps: readonly Step[] = [
  { name: "Types (tsc -b)", tool: tsc, args: ["-b", ...(process.stdout.isTTY ? ["--pretty"] : [])] },
  { name: "Format and lint (biome)", tool: biome, args: ["check", "--error-on-warnings", "."] },
  {
    name: "Types of the bindings (to renew them: npm run types)",
    tool: wrangler,
    args: ["types", "worker/env.d.ts", "--include-runtime=false", "--strict-vars=false", "--check"],
  },
];

await main(async (stop) => {
  const failures: string[] = [];
  for (const step of steps) {
    await runStep({ ...step, stop }).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      failures.push(error.message);
    });
  }
  failures.push(...checkPackages());
  if (failures.length === 0) return 0;
  throw new Failure(failures.join("\n\n"));
});
