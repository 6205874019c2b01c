/**
 * `node run.mjs start.ts …`: makes sure that the packages are there, then runs a TypeScript file on the Node among
 * them. Plain JavaScript, for whatever Node 20+ a machine has: wrangler needs a newer one, and so does running .ts.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";

ensureInstalled();

const [file, ...args] = process.argv.slice(2);
const script = fileURLToPath(new URL(`./${file}`, import.meta.url));
const child = spawn(ourNode(), [script, ...args], { stdio: "inherit" });
child.on("error", (error) => {
  console.error(`Node could not be started: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code) => process.exit(code ?? 1));

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

// When npm is killed nobody tells us. The child watches us in turn: see stop.ts.
const ancestors = lineage();
if (process.env.npm_lifecycle_event) setInterval(() => lineage() === ancestors || process.exit(1), 500);

/** Who started us: on Linux past the shell that npm puts between itself and us. */
function lineage() {
  try {
    const [, name, parent] = /\((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, "utf8"));
    return name.endsWith("sh") ? `${process.ppid} ${parent}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`;
  }
}

function ourNode() {
  const manifest = new URL("../../node_modules/node/package.json", import.meta.url);
  return fileURLToPath(new URL(JSON.parse(readFileSync(manifest, "utf8")).bin.node, manifest));
}
