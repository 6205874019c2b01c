/** Every test file of the worker starts on a D1 that has schema.sql, as a deployed one has. */
import { env } from "cloudflare:workers";

declare global {
  namespace Cloudflare {
    interface Env {
      /** The statements of schema.sql; see worker/vitest.config.ts. */
      readonly TEST_SCHEMA: string[];
    }
  }
}

await env.HISTORY.batch(env.TEST_SCHEMA.map((statement) => env.HISTORY.prepare(statement)));
