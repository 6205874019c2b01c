/** The simulator finds what it is there for: each of these bugs, planted into a run, is caught within the seeds. */
import { describe, expect, it } from "vitest";
import { PLANTS, type Plant } from "./planted.testing.ts";
import { scriptOf } from "./script.testing.ts";
import { run } from "./world.testing.ts";

const SEEDS = 2_000;

/** By what it is caught. */
const SIGNS: Readonly<Record<Plant, RegExp>> = {
  "operation-ids-forgotten": /made version \d+ and again \d+/,
  "row-deleted-before-fetch": /says saved, but the server never had/,
  "lock-dropped": /sends while .* does/,
  "base-ignored": /was replaced by .*, whose author never saw it/,
  "portal-believed": /says saved, but the server never had/,
  "follow-up-keeps-base": /asks about .*, where nobody else wrote/,
};

describe("a planted bug is caught", () => {
  it.each(PLANTS)("%s", { timeout: 300_000 }, async (plant) => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { fault } = await run(scriptOf(seed), { plant });
      if (fault !== null && SIGNS[plant].test(fault)) return;
    }
    expect.fail(`${plant} passed ${SEEDS} seeds.`);
  });
});
