import { describe, expect, it } from "vitest";
import { words } from "../words/rest.de.ts";

describe("changes of a list in German", () => {
  it("say what became of which entry", () => {
    const { added, removed, ticked, unticked, renamed } = words.entries;
    expect([added, removed, ticked, unticked].map((say) => say("Milch"))).toEqual([
      "Milch hinzugefügt",
      "Milch entfernt",
      "Milch abgehakt",
      "Haken weg bei Milch",
    ]);
    expect(renamed(words.valueFrom("Milch", "Hafermilch"))).toBe("umbenannt: Milch → Hafermilch");
  });
});
