/** What is deployed where: one environment of wrangler.toml, with the databases that its archive lies in. */
import { unstable_readConfig } from "wrangler";
import { inProject } from "./project.ts";
import { Failure } from "./step.ts";

export interface Database {
  readonly binding: string;
  readonly name: string;
}

export interface Deployment {
  /** Its name in wrangler.toml; empty for what stands at the top. */
  readonly environment: string;
  readonly worker: string;
  readonly databases: readonly Database[];
  /** Where data must stay; empty where that is not said. */
  readonly jurisdiction: string;
  /** What else was asked for. */
  readonly rest: readonly string[];
}

/** @throws Failure where wrangler.toml can't be read so, as for an environment that it does not have. */
export function deployment(args: readonly string[]): Deployment {
  const { environment, rest } = environmentIn(args);
  return { environment, rest, ...configured(environment) };
}

/** The archive's databases, as the Worker finds them: HISTORY, HISTORY_1 and so on. */
export function configured(environment: string): Pick<Deployment, "worker" | "databases" | "jurisdiction"> {
  const file = inProject("wrangler.toml");
  const config = read(file, environment);
  const bound: readonly Bound[] = config.d1_databases;
  const databases = bound.flatMap(({ binding, database_name: name }) =>
    /^HISTORY(_[1-9]\d*)?$/.test(binding) && name !== undefined ? [{ binding, name }] : [],
  );
  return { worker: config.name ?? "", databases, jurisdiction: String(config.vars["JURISDICTION"] ?? "") };
}

function read(config: string, environment: string): ReturnType<typeof unstable_readConfig> {
  try {
    return unstable_readConfig({ config, env: environment }, { hideWarnings: true });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
}

interface Bound {
  readonly binding: string;
  readonly database_name?: string;
}

/** As wrangler reads it: `--env NAME`, `--env=NAME` or `-e NAME`. */
function environmentIn(args: readonly string[]): { environment: string; rest: readonly string[] } {
  const at = args.findIndex((arg) => /^(--env|-e)(=|$)/.test(arg));
  const flag = args[at];
  if (flag === undefined) return { environment: "", rest: args };
  const isJoined = flag.includes("=");
  const environment = isJoined ? flag.slice(flag.indexOf("=") + 1) : (args[at + 1] ?? "");
  return { environment, rest: args.filter((_, index) => index !== at && (isJoined || index !== at + 1)) };
}
