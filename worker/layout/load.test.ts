/** Other programs use the rules without a build: each named export loads in the Node that runs this, as it stands. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  validate: ["validateWidget", "validateLayout", "sanitizeWidget", "sanitizeLayout"],
  sanitize: ["sanitizeWidget", "sanitizeLayout"],
  catalog: ["catalog", "registerType"],
  schema: ["Widget", "SealedLayout"],
  sealed: ["isSealed"],
  canonical: ["canonical"],
  checksum: ["checksum"],
  diff: ["diff", "summarize"],
  merge: ["merge"],
  commit: ["commit"],
};

it("loads every named export in plain Node, without a build", () => {
  const script = Object.keys(EXPORTS)
    .map((file) => `found.${file} = Object.keys(await import("./worker/layout/${file}.ts"));`)
    .join("\n");
  const text = execFileSync(
    process.execPath,
    [
      ...["--no-warnings", "--input-type=module", "--eval"],
      `const found = {}; ${script} console.log(JSON.stringify(found));`,
    ],
    { cwd: PROJECT, encoding: "utf8" },
  );
  const found: Record<string, string[]> = JSON.parse(text);
  for (const [file, names] of Object.entries(EXPORTS))
    expect(found[file], file).toEqual(expect.arrayContaining([...names]));
}, 30_000);
