/** The script behind an installed command, so that it runs on this very Node and never through a shell. */
import { readFileSync } from "node:fs";
import { inProject } from "./project.ts";

export type Tool = readonly [script: string, ...args: string[]];

export const vite: Tool = [commandOf("vite", "vite")];
export const vitest: Tool = [commandOf("vitest", "vitest")];
export const playwright: Tool = [commandOf("@playwright/test", "playwright")];
export const tsc: Tool = [commandOf("typescript", "tsc")];
export const biome: Tool = [commandOf("@biomejs/biome", "biome")];

// Its `wrangler` command is a second process that dies without its child when killed.
export const wrangler: Tool = ["--no-warnings", inProject("node_modules/wrangler/wrangler-dist/cli.js")];

function commandOf(name: string, command: string): string {
  const manifest: unknown = JSON.parse(readFileSync(inProject(`node_modules/${name}/package.json`), "utf8"));
  const bin = manifest instanceof Object && "bin" in manifest ? manifest.bin : undefined;
  const script = bin instanceof Object ? Reflect.get(bin, command) : bin;
  if (typeof script !== "string") throw new Error(`${name} has no command ${command}`);
  return inProject(`node_modules/${name}/${script}`);
}
