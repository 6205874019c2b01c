/** Law 1: what a call reported as done survives a failure at any step; what it did not is there wholly or not at all. */
import { describe, expect, it } from "vitest";
import { tryEveryFault } from "./crash.testing.ts";
import { saves } from "./crash-cases.testing.ts";

describe("done, not done, but never by halves, and done once when it comes again:", () => {
  it.each(saves)("%s", { timeout: 30_000 }, async (_name, operation) => {
    expect(await tryEveryFault(operation)).toBeGreaterThanOrEqual(8);
  });
});
