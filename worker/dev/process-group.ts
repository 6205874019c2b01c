/** A child together with everything that it started: it lives in a group of its own and ends as a whole. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { root } from "./project.ts";
import { quiet } from "./quiet.ts";
import type { Tool } from "./tool.ts";

const politeMs = 5_000;

export interface Group {
  readonly child: ChildProcess;
  /** The exit code, or null after a signal. */
  readonly exit: Promise<number | null>;
  /** Asks politely, then ends whatever is left. */
  end(): Promise<void>;
}

export function startGroup(tool: Tool, args: readonly string[], env: NodeJS.ProcessEnv = {}): Group {
  const child = spawn(process.execPath, ["--import", followParent, ...tool, ...args], {
    cwd: root,
    env: { ...process.env, ...quiet, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: process.platform !== "win32",
  });
  const exit = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(null));
  });
  return { child, exit, end: () => end(child, exit) };
}

// Loaded before the tool itself; a file URL, as Windows paths are none.
const followParent = new URL("./follow-parent.ts", import.meta.url).href;

async function end(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  child.kill("SIGTERM");
  const tooLong = setTimeout(() => killAll(child), politeMs);
  await exit;
  clearTimeout(tooLong);
  killAll(child);
}

function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === "win32") spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
  else killGroup(pid);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nobody is left in it
  }
}
