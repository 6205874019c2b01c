/**
 * A folder of one's own, gone when the process ends, whichever way it does short of being killed outright. TMPDIR says
 * on which disk; a save waits for it, on the floor as in the product.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const scratch = (parent: string = tmpdir()): string => {
  const folder = mkdtempSync(join(parent, "gridkeep-bench-"));
  // A runtime that was told to stop a moment ago may still write one last file.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};

/** In memory where the system has a folder for that: for what need not be durable, but soon there. */
export const quickScratch = (): string => scratch(existsSync("/dev/shm") ? "/dev/shm" : tmpdir());
