/** The local worker as a running process: ready once its health check answers, and never left behind. */
import { setTimeout as wait } from "node:timers/promises";
import { type Group, startGroup } from "./process-group.ts";
import { ask, collect, ready } from "./ready.ts";
import { Failure } from "./step.ts";
import { wrangler } from "./tool.ts";

export interface Served {
  readonly url: string;
  /** Resolves when it was asked to stop; rejects when the worker ended or fell silent by itself. */
  readonly ended: Promise<void>;
}

export interface ServeOptions {
  readonly port: number;
  readonly persistTo: string;
  readonly rest: readonly string[];
  readonly stop: AbortSignal;
}

const pingEveryMs = 5_000;
const silenceMs = 30_000;

export async function serve({ port, persistTo, rest, stop }: ServeOptions): Promise<Served> {
  const group = startGroup(wrangler, commandLine({ port, persistTo, rest }), {
    WRANGLER_REGISTRY_PATH: `${persistTo}/registry`, // else two instances would find each other
  });
  const url = `http://localhost:${port}`;
  const address = `${url}/api/health`;
  try {
    await ready({ name: "worker", address, group, said: collect(group), stop });
  } catch (error) {
    await group.end();
    throw error;
  }
  return { url, ended: untilStop(address, group, stop).finally(() => group.end()) };
}

function commandLine({ port, persistTo, rest }: Omit<ServeOptions, "stop">): string[] {
  const defaults = ["--log-level=error", "--show-interactive-dev-session=false", "--inspector-port=0"];
  const named = (flag: string) => rest.some((arg) => arg.split("=")[0] === flag.split("=")[0]);
  return [
    "dev",
    `--port=${port}`,
    `--persist-to=${persistTo}`,
    ...defaults.filter((flag) => !named(flag)),
    ...rest,
  ];
}

async function untilStop(address: string, group: Group, stop: AbortSignal): Promise<void> {
  const stopped = new Promise<"stopped">((resolve) => {
    if (stop.aborted) resolve("stopped");
    stop.addEventListener("abort", () => resolve("stopped"));
  });
  const first = await Promise.race([stopped, group.exit, untilSilent(address, stop)]);
  if (first === "stopped") return;
  if (first === "silent") throw new Failure("The worker stopped answering.");
  throw new Failure(`The worker ended by itself (${first === null ? "killed" : `exit code ${first}`}).`);
}

// wrangler restarts a workerd that died, but it does not notice when the new one hangs.
async function untilSilent(address: string, stop: AbortSignal): Promise<"silent"> {
  let heardAt = Date.now();
  while (stop.aborted || Date.now() - heardAt < silenceMs) {
    await wait(pingEveryMs, undefined, { ref: false });
    if ((await ask(address, silenceMs)) !== "no answer") heardAt = Date.now();
  }
  return "silent";
}
