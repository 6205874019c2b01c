/** A real Gridkeep of its own: worker, page and an empty local state, on a free port; gone without a trace. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Gridkeep {
  readonly url: string;
  /** Ends every process with SIGKILL, as a power cut would, and starts again on the same state and port. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

export async function startGridkeep(): Promise<Gridkeep> {
  const state = mkdtempSync(join(tmpdir(), "gridkeep-e2e-"));
  let running = await launch(state, "0").catch((error: unknown) => {
    rmSync(state, { recursive: true, force: true });
    throw error;
  });
  const { url } = running;
  return {
    url,
    async crash() {
      await end(running.child, "SIGKILL");
      running = await launch(state, new URL(url).port, { GRIDKEEP_BUILT: "yes" });
    },
    async stop() {
      await end(running.child, "SIGTERM");
      rmSync(state, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
}

const start = fileURLToPath(new URL("../../worker/dev/start.ts", import.meta.url));

function launch(state: string, port: string, env: NodeJS.ProcessEnv = {}): Promise<Running> {
  const child = spawn(process.execPath, [start, `--port=${port}`, `--persist-to=${state}`], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const url = /ready at (http\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve({ url, child });
    });
    child.once("exit", (code) => reject(new Error(`Gridkeep did not start (exit code ${code}).\n${said}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
