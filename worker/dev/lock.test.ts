import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { lock } from "./lock.ts";
import { inProject } from "./project.ts";

/** Holds all that a test leaves, lock files included. */
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "gridkeep-lock-"));
  vi.stubEnv("TMPDIR", home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
});

const folder = (): string => mkdtempSync(join(home, "state-"));

it("refuses a second holder, naming the first", async () => {
  const directory = folder();
  await lock(directory, "Number one");
  await expect(lock(directory, "Number two")).rejects.toThrow(/^Number one is using/);
});

it("gives two directories to two holders", async () => {
  await lock(folder(), "Number one");
  await lock(folder(), "Number two");
});

it("is free again after its holder was killed", async () => {
  const directory = folder();
  const url = JSON.stringify(pathToFileURL(inProject("worker/dev/lock.ts")).href);
  const holder = `import { lock } from ${url}; await lock(${JSON.stringify(directory)}, "x"); console.log("held"); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", holder]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  await expect(lock(directory, "y")).rejects.toThrow();
  child.kill("SIGKILL");
  await once(child, "exit");
  await lock(directory, "y");
});
