/** Waits until a server that was just started answers; fails with what it said if it does not. */
import { setTimeout as wait } from "node:timers/promises";
import type { Group } from "./process-group.ts";
import { Failure } from "./step.ts";

const startMs = 90_000;
const mercyMs = 5_000; // for a start that has already printed an error

export interface Starting {
  readonly name: string;
  readonly address: string;
  readonly group: Group;
  readonly said: Said;
  readonly stop: AbortSignal;
}

export async function ready({ name, address, group, said, stop }: Starting): Promise<void> {
  const started = Date.now();
  let errorAt = Number.POSITIVE_INFINITY;
  let exited = false;
  void group.exit.then(() => {
    exited = true;
  });
  for (let answer = "no answer"; answer !== "ok" && !stop.aborted; await wait(100)) {
    if (said.text() !== "") errorAt = Math.min(errorAt, Date.now());
    const late = Date.now() > Math.min(started + startMs, errorAt + mercyMs);
    if (exited || late) throw new Failure(`The ${name} did not start (${answer}).\n${said.text()}`);
    answer = await ask(address);
  }
  if (!stop.aborted) said.passOn(stop);
}

/** "ok", or what is wrong in a few words. */
export async function ask(address: string, patienceMs = 10_000): Promise<string> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    const body = await answer.text();
    return answer.ok ? "ok" : `${address} answers ${answer.status} ${body.slice(0, 300)}`;
  } catch {
    return "no answer";
  }
}

export interface Said {
  text(): string;
  /** From now on to the terminal, until we are asked to stop: what is said while stopping helps nobody. */
  passOn(stop: AbortSignal): void;
}

/** What a server says before it is ready belongs to the failure, if there is one. */
export function collect({ child }: Group): Said {
  let text = "";
  let sink = (chunk: string): void => {
    text += chunk;
  };
  child.stdout?.on("data", (chunk: Buffer) => sink(chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => sink(chunk.toString()));
  return {
    text: () => text.trim(),
    passOn(stop) {
      process.stderr.write(text);
      sink = (chunk) => {
        if (!stop.aborted) process.stderr.write(chunk);
      };
    },
  };
}
