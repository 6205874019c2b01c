/** Two projects: what is pure runs in Node, everything that meets Cloudflare runs inside workerd. */
import { mkdirSync, readFileSync } from "node:fs";
import { cloudflareTest } from "@cloudflare/vitest-pool-workers";
import { defineConfig } from "vitest/config";
import { unstable_splitSqlQuery } from "wrangler";
import { inProject, root } from "./dev/project.ts";

// The configuration names it; unit tests need nothing in it.
mkdirSync(inProject("web/dist"), { recursive: true });

// Pure, so they run in Node, where they can read the real histories; stored.test.ts takes them to workerd and D1.
const PURE_HISTORY = "worker/history/{codec,damage,delta,thin,tidy}.test.ts";

// The linter reads files; the document that it judges needs no Cloudflare.
const LINT = "worker/http/lint.test.ts";

// In every file of both projects. How long a test takes is nobody's promise: the limit is there for what hangs.
const everywhere = {
  provide: { seed: Number(process.env.SEED ?? 20_261_123) },
  testTimeout: 60_000,
};

const SEEDED = inProject("worker/seeded.testing.ts");

const rules = {
  root,
  test: {
    ...everywhere,
    name: "rules",
    include: [
      "worker/{layout,dev}/**/*.test.ts",
      PURE_HISTORY,
      LINT,
      "web/{offline,client,react,ui}/**/*.test.{ts,tsx}",
    ],
    setupFiles: [SEEDED],
    environment: "node",
  },
};

const worker = {
  root,
  plugins: [
    cloudflareTest({
      wrangler: { configPath: inProject("wrangler.toml") },
      miniflare: {
        bindings: {
          SESSION_SECRET: "a secret for tests only, never deployed",
          TEST_SCHEMA: unstable_splitSqlQuery(readFileSync(inProject("schema.sql"), "utf8")),
        },
        // A second one beside HISTORY, for the tests that shard; no other room may choose it.
        d1Databases: { SHARD: "shard" },
      },
    }),
  ],
  test: {
    ...everywhere,
    name: "worker",
    include: ["worker/{http,room,history,identity}/**/*.test.ts", "worker/*.test.ts"],
    exclude: [PURE_HISTORY, LINT],
    setupFiles: [SEEDED, inProject("worker/history/schema.testing.ts")],
  },
};

// What a passing test logs is part of what it tests. Left to itself Vitest leaves one of two cores idle.
export default defineConfig({
  root,
  test: { projects: [rules, worker], silent: "passed-only", maxWorkers: 2 },
});
