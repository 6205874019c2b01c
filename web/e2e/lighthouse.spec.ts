/** Lighthouse on the built app, as a first visit by desk and by phone. What it measures in time is printed, not judged. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";

test.describe.configure({ mode: "serial", timeout: 120_000 });

for (const device of ["desktop", "phone"] as const)
  test(
    `Lighthouse finds nothing to better in accessibility and best practices, on a ${device}`,
    {
      tag: "@alone",
    },
    async ({ playwright, baseURL }, { project }) => {
      const { launchOptions } = project.use;
      const profile = mkdtempSync(join(tmpdir(), "gridkeep-lighthouse-"));
      const args = [...(launchOptions?.args ?? []), "--remote-debugging-port=0"];
      const context = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, args });
      try {
        // Chromium chooses a port that is free, and says here which.
        const port = Number(readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n")[0]);
        const result = await lighthouse(
          baseURL,
          { port, logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices"] },
          device === "desktop" ? desktopConfig : undefined,
        );
        if (result === undefined) throw new Error("Lighthouse had nothing to say.");
        const { categories, audits } = result.lhr;
        const scores = Object.fromEntries(
          Object.entries(categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
        );
        const times = ["largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time"].map(
          (id) => `${id} ${audits[id]?.displayValue ?? "?"}`,
        );
        process.stdout.write(`Lighthouse, ${device}: ${JSON.stringify(scores)}, ${times.join(", ")}\n`);
        const failing = Object.values(audits)
          .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0)
          .map(({ id, title }) => `${id}: ${title}`);
        expect(scores, failing.join("\n")).toMatchObject({ accessibility: 100, "best-practices": 100 });
      } finally {
        await context.close();
        rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
  );
