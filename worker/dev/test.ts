/**
 * `npm test`: every test there is, browser journeys included. It ends with what failed and a last line `N passed, N failed`.
 * `-- --only=unit` or `-- --only=browser` runs one half; any other word, the tests that have it in their path.
 */
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chooseTests } from "./choose-tests.ts";
import { ensureChromium } from "./chromium.ts";
import { main } from "./main.ts";
import { buildPage } from "./page.ts";
import { root } from "./project.ts";
import { Failure, runLoud } from "./step.ts";
import { nothing, playwrightTally, report, sum, type Tally, tallyOf, vitestTally } from "./tally.ts";
import { playwright, vitest } from "./tool.ts";

await main(async (stop) => {
  const { units, journeys } = chooseTests(process.argv.slice(2), {
    units: pathsOf("{web,worker}/**/*.test.{ts,tsx}"),
    journeys: pathsOf("web/e2e/*.spec.ts"),
  });
  const reports = mkdtempSync(join(tmpdir(), "gridkeep-test-"));
  try {
    const built = await orFailed(() => buildPage(stop).then(() => nothing));
    const tallies = [built];
    if (units) tallies.push(await orFailed(() => runUnits({ reports, filters: units, stop })));
    if (journeys && built === nothing)
      tallies.push(await orFailed(() => runJourneys({ reports, filters: journeys, stop })));
    const total = tallies.reduce(sum);
    console.log(report(total));
    return total.failed === 0 ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
});

function pathsOf(pattern: string): string[] {
  return globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/"));
}

interface Run {
  readonly reports: string;
  readonly filters: readonly string[];
  readonly stop: AbortSignal;
}

async function runUnits({ reports, filters, stop }: Run): Promise<Tally> {
  const file = join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = ["run", "--config=worker/vitest.config.ts", ...reporters, ...filters];
  const code = await runLoud({ tool: vitest, args, env: { WRANGLER_LOG: "error" }, stop });
  return tallyOf(file, code, vitestTally);
}

/** What is measured runs after all else, and alone: beside another journey it would measure both. */
async function runJourneys(run: Run): Promise<Tally> {
  const together = await runPlaywright(run, "together", ["--grep-invert=@alone"]);
  return sum(together, await runPlaywright(run, "alone", ["--grep=@alone", "--workers=1"]));
}

async function runPlaywright(
  { reports, filters, stop }: Run,
  name: string,
  which: readonly string[],
): Promise<Tally> {
  const file = join(reports, `playwright-${name}.json`);
  const options = ["--config=web/e2e/playwright.config.ts", "--reporter=list,json", "--pass-with-no-tests"];
  const args = ["test", ...options, ...which, ...filters];
  const env = { CHROMIUM_PATH: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file, GRIDKEEP_BUILT: "yes" };
  const code = await runLoud({ tool: playwright, args, env, stop });
  return tallyOf(file, code, playwrightTally);
}

/** One half that cannot even start must not hide the other one's result. */
async function orFailed(suite: () => Promise<Tally>): Promise<Tally> {
  try {
    return await suite();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, failures: [error.message] };
  }
}
