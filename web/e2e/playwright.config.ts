/** The journeys: real Chromium against the real worker. `npm test` runs them last. */
import { defineConfig } from "@playwright/test";
import { findChromium } from "../../worker/dev/chromium.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: ".results",
  globalSetup: "./server.ts",
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env["GRIDKEEP_URL"], // set by server.ts, before the workers read this again
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    // Recorded by whoever asks for it: it takes as much of a small machine as the page that is recorded.
    trace: process.env["GRIDKEEP_TRACE"] === "yes" ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-dev-shm-usage",
        "--no-first-run",
      ],
    },
  },
});
