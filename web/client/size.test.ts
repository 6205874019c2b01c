/** What comes over the network, compressed. The budgets are those of TARGETS.md. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundled, bytesOf, gzipBytes, here, modulesOf } from "./bundle.testing.ts";

const KB = 1024;

// Vite takes the mode of React from it.
beforeAll(() => void vi.stubEnv("NODE_ENV", "production"));
afterAll(() => void vi.unstubAllEnvs());

describe("a page that embeds the library", () => {
  const page = `
    import { widgetPersistenceManager } from ${here("index.ts")};
    void widgetPersistenceManager.start();`;

  it("starts with 8 KB at most: what it sends and merges with comes when it shows", async () => {
    const { first } = await bundled(page);
    expect(
      modulesOf(first).filter((id) => /layout\/merge|remote\.ts|drain\.ts|identity\.ts|zod/.test(id)),
    ).toEqual([]);
    expect(bytesOf(first)).toBeLessThanOrEqual(8 * KB);
  });

  it("gets nothing of the library that it does not use", async () => {
    const { first } = await bundled(`
      import { CURRENT_USER } from ${here("index.ts")};
      console.log(CURRENT_USER);`);
    expect(first.map(({ code }) => code).join("")).toMatch(/^console\.log\(.local.\);?\s*$/);
  });
});

describe("our own page, as it is built", { timeout: 120_000 }, () => {
  const dist = mkdtempSync(join(tmpdir(), "gridkeep-dist-"));
  const read = (name: string) => readFileSync(join(dist, name), "utf8");

  beforeAll(async () => {
    const configFile = fileURLToPath(new URL("../vite.config.ts", import.meta.url));
    await build({ configFile, logLevel: "silent", build: { outDir: dist } });
  }, 120_000);
  afterAll(() => rmSync(dist, { recursive: true }));

  it("starts with 105 KB of JavaScript at most", () => {
    const scripts = read("index.html").matchAll(
      /<(?:script|link rel="modulepreload")[^>]* (?:src|href)="\/([^"]+\.js)"/g,
    );
    const names = [...scripts].map(([, name = ""]) => name);
    expect(names.some((name) => name.startsWith("assets/"))).toBe(true);
    expect(names.reduce((sum, name) => sum + gzipBytes(read(name)), 0)).toBeLessThanOrEqual(105 * KB);
  });

  it("has a service worker of 10 KB at most, which can't merge", () => {
    const worker = read("sw.js");
    expect(gzipBytes(worker)).toBeLessThanOrEqual(10 * KB);
    expect(worker).not.toContain("remove-edit");
  });
});
