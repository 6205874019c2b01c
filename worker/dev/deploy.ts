/**
 * `npm run deploy`: page, databases, schema, secret, worker, in this order, so that new code never meets an old
 * schema. Safe to repeat; the first one creates what is missing. With --dry-run nothing remote is touched; with
 * --env=NAME all of it is for that environment of wrangler.toml.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, deployment } from "./deployment.ts";
import { main } from "./main.ts";
import { buildPage } from "./page.ts";
import { newSecret } from "./secret.ts";
import { Failure, runLoud, runStep } from "./step.ts";
import { wrangler } from "./tool.ts";

const planOf = (
  worker: string,
  databases: readonly Database[],
): string => `Nothing was sent. A deploy would, after this build:
  1. create what the account has none of: ${databases.map(({ name }) => `the D1 database ${name}`).join(", ")};
  2. apply schema.sql to ${databases.length === 1 ? "it" : "each"};
  3. make a random SESSION_SECRET, if the Worker ${worker} has none;
  4. upload the Worker and the page.`;

await main(async (stop) => {
  const { environment, worker, databases, jurisdiction, rest } = deployment(process.argv.slice(2));
  const target = `--env=${environment}`;
  const ask = (name: string, ...args: string[]) => runStep({ name, tool: wrangler, args, stop });
  await buildPage(stop);
  if (rest.includes("--dry-run")) {
    await ask("The dry run", "deploy", target, ...rest);
    console.log(planOf(worker, databases));
    return 0;
  }

  await ask("whoami", "whoami", "--json").catch(() => {
    throw new Failure("Not signed in to Cloudflare: npm run wrangler -- login, or set CLOUDFLARE_API_TOKEN.");
  });
  const present = names(await ask("Listing the databases", "d1", "list", "--json"));
  for (const { binding, name } of databases) {
    if (!present.includes(name)) {
      const place = jurisdiction === "" ? [] : [`--jurisdiction=${jurisdiction}`];
      await ask(`Creating ${name}`, "d1", "create", name, "--update-config=false", ...place);
      console.log(`Created the D1 database ${name}.`);
    }
    const schema = ["d1", "execute", binding, target, "--remote", "--yes", "--file=schema.sql"];
    await ask(`Applying schema.sql to ${name}`, ...schema);
  }
  const secrets = await secretNames(ask, target);
  return deployWith(secrets.includes("SESSION_SECRET") ? undefined : newSecret(), [target, ...rest], stop);
});

type Ask = (name: string, ...args: string[]) => Promise<string>;

async function secretNames(ask: Ask, target: string): Promise<string[]> {
  try {
    return names(await ask("Listing the secrets", "secret", "list", target, "--format=json"));
  } catch (error) {
    // Before the first deploy there is no Worker to ask about; wrangler says so in words alone.
    if (error instanceof Failure && /Worker "[^"]*" not found/.test(error.message)) return [];
    throw error;
  }
}

/** The secret travels in a file of ours alone: a command line is visible to every user of the machine. */
async function deployWith(
  secret: string | undefined,
  rest: readonly string[],
  stop: AbortSignal,
): Promise<number> {
  if (secret === undefined) return runLoud({ tool: wrangler, args: ["deploy", ...rest], stop });
  const folder = mkdtempSync(join(tmpdir(), "gridkeep-deploy-"));
  try {
    const file = join(folder, "secrets");
    writeFileSync(file, `SESSION_SECRET=${secret}\n`, { mode: 0o600 });
    return await runLoud({ tool: wrangler, args: ["deploy", `--secrets-file=${file}`, ...rest], stop });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names in a JSON list that a tool printed. */
function names(output: string): string[] {
  const [text] = /\[\s*(?:\{[\s\S]*\}\s*)?\]/.exec(output) ?? [];
  const list: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!Array.isArray(list)) throw new Failure(`Expected a list of names, got:\n${output}`);
  return list.flatMap((item: unknown) =>
    item instanceof Object && "name" in item && typeof item.name === "string" ? [item.name] : [],
  );
}
