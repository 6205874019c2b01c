/** The flags that we must know ourselves; every other one is wrangler's and passes on untouched. */
import { resolve } from "node:path";
import { inProject } from "./project.ts";
import { Failure } from "./step.ts";

export interface Flags {
  /** 0 means any free one. */
  readonly port: number;
  readonly persistTo: string;
  readonly rest: readonly string[];
}

export function parseFlags(args: readonly string[], defaults: { readonly port: number }): Flags {
  const ours = new Map<string, string>();
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const [, name, inline] = /^--(port|persist-to)(?:=(.*))?$/.exec(arg) ?? [];
    if (name === undefined) rest.push(arg);
    else ours.set(name, inline ?? args[++at] ?? "");
  }
  return {
    port: toPort(ours.get("port") ?? String(defaults.port)),
    persistTo: toDirectory(ours.get("persist-to")),
    rest,
  };
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Failure(`--port takes a number from 0 (any free port) to 65535, not "${text}".`);
}

function toDirectory(text: string | undefined): string {
  if (text === undefined) return inProject(".wrangler/state");
  if (text === "") throw new Failure("--persist-to takes a directory.");
  return resolve(text);
}
