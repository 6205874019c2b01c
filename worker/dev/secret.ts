/** A machine's own session secret: made once, readable by its owner only, never overwritten. */
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { inProject } from "./project.ts";
import { Failure } from "./step.ts";

export const newSecret = (): string => randomBytes(32).toString("base64url");

export function ensureSecret(file: string = inProject(".dev.vars")): void {
  try {
    writeFileSync(file, `SESSION_SECRET=${newSecret()}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    if (/^\s*(export\s+)?SESSION_SECRET\s*=\s*\S/m.test(readFileSync(file, "utf8"))) return;
    throw new Failure(`.dev.vars has no SESSION_SECRET. Add this line to it:\nSESSION_SECRET=${newSecret()}`);
  }
}
