/**
 * A worker of this project, running as it would be deployed: the bundle that wrangler makes, the bindings and the
 * date of wrangler.toml, a D1 with schema.sql.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from "wrangler";
import { inProject } from "../dev/project.ts";
import { quiet } from "../dev/quiet.ts";
import { bundle } from "./bundle.ts";
import { NO_LIMITS, type Running, start, type WorkerOptions } from "./runtime.ts";

const SECRET = "a secret for benches only, never deployed";

/** Runs in this process: what wrangler is asked here is asked in silence. */
Object.assign(process.env, quiet, { SESSION_SECRET: SECRET, WRANGLER_LOG: "error" });

/** `entry` is a worker that stands in for the deployed one. All that is stored goes to `folder`. */
export const startSite = async (folder: string, entry?: string): Promise<Running> => {
  const options = bindings();
  const running = await start({
    script: await bundle(join(folder, "bundle"), entry),
    options,
    folder: state(folder),
  });
  const statements = unstable_splitSqlQuery(readFileSync(inProject("schema.sql"), "utf8"));
  for (const name of Object.keys(options.d1Databases ?? {})) {
    const database = await running.runtime.getD1Database(name);
    await database.batch(statements.map((statement) => database.prepare(statement)));
  }
  return running;
};

/** Where a site that was given this folder keeps what it stores. */
export const state = (folder: string): string => join(folder, "state");

const bindings = (): WorkerOptions => {
  const workerOptions: WorkerOptions = unstable_getMiniflareWorkerOptions(
    inProject("wrangler.toml"),
  ).workerOptions;
  const { bindings, ratelimits = {} } = workerOptions;
  const options: WorkerOptions = {
    ...workerOptions,
    modulesRules: undefined, // the bundle is ready
    // A line in the log goes through a pipe to this process here, and the load comes from this process.
    bindings: {
      ...bindings,
      SESSION_SECRET: SECRET,
      REQUEST_LOG: "off",
      MAX_WRITES_PER_MINUTE: "1000000000",
    },
    // Ten thousand people on one address: what stops abuse would stop the bench.
    serviceBindings: Object.fromEntries(Object.keys(ratelimits).map((name) => [name, NO_LIMITS])),
  };
  delete options.ratelimits;
  delete options.assets; // no page is asked for
  return options;
};
