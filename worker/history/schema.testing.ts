/** Every test file of the worker starts on a D1 that has schema.sql, as a deployed one has. */
import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll } from "vitest";

declare global {
  namespace Cloudflare {
    interface Env {
      /** The statements of schema.sql; see worker/vitest.config.ts. */
      readonly TEST_SCHEMA: string[];
    }
  }
}

await env.HISTORY.batch(env.TEST_SCHEMA.map((statement) => env.HISTORY.prepare(statement)));

// An alarm that rings after its file has ended finds nobody to answer it, and the run never ends.
afterAll(reset);
