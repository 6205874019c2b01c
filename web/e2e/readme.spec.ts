import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

test("the curl lines of the README work as printed", ({ baseURL }) => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const printed = /```sh\n(api=[\s\S]*?)```/.exec(readme)?.[1] ?? "";
  const lines = printed.trim().split("\n");
  expect(lines).toHaveLength(17);
  const script = printed.replace("http://localhost:8787", baseURL ?? "").replaceAll("\n", "\necho\n");
  const cwd = mkdtempSync(join(tmpdir(), "gridkeep-readme-"));
  try {
    const answers = execFileSync("sh", ["-ec", script], { cwd, encoding: "utf8" })
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
    expect(answers).toMatchObject([
      { authenticatedBy: "session" },
      { outcome: "created", version: 1 },
      { outcome: "saved", version: 2 },
      { code: "version-conflict", status: 412, head: { version: 2 }, base: { version: 1 } },
      { versions: [{ version: 2 }, { version: 1 }], next: null },
      { version: 1, layout: { desktop: [{ config: { text: "first" } }] } },
      { since: 1, version: 2, counts: { edited: 1 } },
      { version: 1, description: "The first", pinned: true },
      { outcome: "saved", version: 3, layout: { desktop: [{ config: { text: "first" } }] } },
      { outcome: "created", version: 3 },
      { layouts: [{ id: "copy" }, { id: "main" }], next: null },
      { version: 3, restorableUntil: expect.any(String) },
    ]);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});
