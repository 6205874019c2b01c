/** One command run to its end in silence; its output is shown only if it fails. */
import { spawn } from "node:child_process";
import { root } from "./project.ts";
import { quiet } from "./quiet.ts";
import type { Tool } from "./tool.ts";

export interface Step {
  readonly name: string;
  readonly tool: Tool;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly stop?: AbortSignal;
}

/** What a person reads when something fails: a sentence, then what the tool said. */
export class Failure extends Error {}

export async function runStep(step: Step): Promise<string> {
  const { code, output } = await finish(step);
  if (code !== 0) throw new Failure(`${step.name} failed.\n${output.trimEnd()}`);
  return output;
}

/** Runs on this terminal and answers the exit code. */
export function runLoud({ tool, args, env, stop }: Omit<Step, "name">): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...tool, ...args], {
      cwd: root,
      env: { ...process.env, ...quiet, ...env },
      stdio: ["ignore", "inherit", "inherit"],
      ...(stop && { signal: stop }),
    });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

function finish({ tool, args, env, stop }: Step): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...tool, ...args], {
      cwd: root,
      env: { ...process.env, ...quiet, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      ...(stop && { signal: stop }),
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
