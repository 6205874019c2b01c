/** Properties try the same random inputs in every run, unless `SEED=N npm test` asks for others; a failure prints its seed. */
import fc from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    readonly seed: number;
  }
}

fc.configureGlobal({ seed: inject("seed") });
