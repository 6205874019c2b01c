import { describe, expect, it } from "vitest";
import { merge } from "../../worker/layout/merge.ts";
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { clashesInWords } from "./clashesInWords.ts";

const note = (text: string, more: Partial<Widget> = {}): Widget => ({
  ...{ id: "n", type: "notes", x: 0, y: 0, w: 2, h: 2 },
  config: { text },
  ...more,
});
const layout = (...desktop: Widget[]): Layout => ({ desktop, mobile: [] });

const clashes = (base: Layout, mine: Layout, theirs: Layout) => {
  const { layout: merged, conflicts } = merge({ base, mine, theirs });
  return clashesInWords({ conflicts, mine, theirs, merged, theirDeviceId: "d", theirTime: "" });
};

describe("clashesInWords", () => {
  it("names the widget, the field and both sides", () => {
    const found = clashes(
      layout(note("old")),
      layout(note("mine", { title: "Plan" })),
      layout(note("theirs")),
    );
    expect(found).toMatchObject([{ widget: "Plan", field: "Text", mine: "mine", theirs: "theirs" }]);
  });

  it("says who removed what the other one changed", () => {
    expect(clashes(layout(note("old")), layout(note("new")), layout())).toMatchObject([
      { widget: "Notes", mine: "kept, with changes", theirs: "removed" },
    ]);
  });

  it("tells once what clashes on desktop and phone alike", () => {
    const both = (text: string): Layout => ({ desktop: [note(text)], mobile: [note(text)] });
    expect(clashes(both("old"), both("mine"), both("theirs"))).toHaveLength(1);
  });
});
