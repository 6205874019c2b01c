/** What an app gets by the public door it can also name, without a path into the package. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tsc } from "../../worker/dev/tool.ts";
import { unnameable } from "./declarations.testing.ts";

/** The half of a manager that its browser loads for it: no app makes one, and none is ever given to one. */
const isInner = (name: string): boolean => name === "CloudPart";

describe("the public door", { timeout: 120_000 }, () => {
  const lib = mkdtempSync(join(tmpdir(), "gridkeep-types-"));
  const door = (folder: string) => join(lib, folder, "index.d.ts");

  beforeAll(() => {
    const project = fileURLToPath(new URL("../tsconfig.lib.json", import.meta.url));
    const args = ["--project", project, "--outDir", lib, "--emitDeclarationOnly"];
    execFileSync(process.execPath, [...tsc, ...args], { stdio: "pipe" });
  }, 120_000);
  afterAll(() => rmSync(lib, { recursive: true }));

  it("of the client exports every type that what it exports is made of", () => {
    expect(unnameable([door("web/client")], isInner)).toEqual([]);
  });

  it("of the hooks does so together with that of the client", () => {
    expect(unnameable([door("web/react"), door("web/client")], isInner)).toEqual([]);
  });

  it("is found wanting where it is", () => {
    const missing = unnameable([door("web/react")], isInner);
    expect(missing).toEqual(expect.arrayContaining(["Layout", "SaveStatus", "WidgetPersistenceManager"]));
    expect(missing).not.toContain("Conflicts");
  });
});
