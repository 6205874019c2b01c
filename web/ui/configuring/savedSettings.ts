/**
 * What saving a widget's settings makes of the layout, which others may have changed since the form was opened. Pure.
 * Only what was edited in the form is written; where somebody else wrote the same, it asks first.
 */
import { editWidget } from "../../../worker/layout/edit.ts";
import { mergeContent } from "../../../worker/layout/merge-content.ts";
import { restored } from "../../../worker/layout/restored.ts";
import { same } from "../../../worker/layout/same.ts";
import type { Config, Layout, Widget } from "../../../worker/layout/schema.ts";
import { isSealed } from "../../../worker/layout/sealed.ts";
import { findWidget } from "../board/findWidget.ts";

/** A title that was emptied is none. */
export type Settings = { readonly title: string; readonly config: Config };

export type Saved =
  | { readonly kind: "saved"; readonly layout: Layout }
  /** The same was changed elsewhere meanwhile. */
  | { readonly kind: "clash" }
  /** The widget was removed meanwhile. */
  | { readonly kind: "gone" };

export const settingsOf = ({ title = "", config }: Widget): Settings => ({ title, config });

export const savedSettings = ({
  id,
  opened,
  wanted,
  now,
  insists,
}: {
  readonly id: string;
  /** The layout as it was when the form was filled in from it. */
  readonly opened: Layout;
  readonly wanted: Settings;
  readonly now: Layout;
  /** Told of a clash or of its being gone, the person wants this all the same. */
  readonly insists: boolean;
}): Saved => {
  const before = findWidget(opened, id);
  const current = findWidget(now, id);
  if (before === undefined || same(settingsOf(before), wanted)) return { kind: "saved", layout: now };
  if (current === undefined) return insists ? broughtBack(id, opened, wanted, now) : { kind: "gone" };
  const { value, clashes } = mergeContent({
    base: settingsOf(before),
    mine: wanted,
    theirs: settingsOf(current),
  });
  if (clashes.length > 0 && !insists) return { kind: "clash" };
  return { kind: "saved", layout: editWidget(now, id, value as Settings) };
};

/** To where it was, by the rule that restores. */
const broughtBack = (id: string, opened: Layout, wanted: Settings, now: Layout): Saved => {
  const version = editWidget(opened, id, wanted);
  const back = restored({ head: now, version, only: { widgetIds: [id] } });
  return back.kind === "restored" && !isSealed(back.layout)
    ? { kind: "saved", layout: back.layout }
    : { kind: "gone" };
};
