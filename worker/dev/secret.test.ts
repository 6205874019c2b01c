import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ensureSecret } from "./secret.ts";

const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "gridkeep-secret-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, ".dev.vars");
};

it("makes a secret of 256 bits that only its owner can read", () => {
  const file = place();
  ensureSecret(file);
  expect(readFileSync(file, "utf8")).toMatch(/^SESSION_SECRET=[\w-]{43}\n$/);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("keeps a secret that is there", () => {
  const file = place();
  writeFileSync(file, "# mine\nSESSION_SECRET = mine\n");
  ensureSecret(file);
  expect(readFileSync(file, "utf8")).toBe("# mine\nSESSION_SECRET = mine\n");
});

it("changes nothing in a file that lacks one, and says which line to add", () => {
  const file = place();
  writeFileSync(file, "OTHER=1\nSESSION_SECRET=\n");
  expect(() => ensureSecret(file)).toThrow(/SESSION_SECRET=[\w-]{43}/);
  expect(readFileSync(file, "utf8")).toBe("OTHER=1\nSESSION_SECRET=\n");
});
