import fc from "fast-check";
import { expect, it } from "vitest";
import { notes } from "./document.testing.ts";
import { RulesMissing, withoutRules } from "./merging.ts";
import { merge } from "./rules.ts";

const side = fc.record({ a: fc.constantFrom("0", "1", "2"), b: fc.constantFrom("0", "1") }).map(notes);

it("without the rules there is the answer that they would give, or none", () => {
  fc.assert(
    fc.property(side, side, side, (base, mine, theirs) => {
      const { layout, conflicts } = merge({ base, mine, theirs });
      try {
        expect(withoutRules({ base, mine, theirs })).toEqual({ layout, conflicts });
      } catch (error) {
        expect(error).toBeInstanceOf(RulesMissing);
        expect([JSON.stringify(mine), JSON.stringify(theirs)]).not.toContain(JSON.stringify(base));
      }
    }),
  );
});
