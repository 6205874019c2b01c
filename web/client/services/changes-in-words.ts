/** What changed, as a person would say it: "Added Clock, moved Notes and To do". Once per widget and kind. */
import type { Change } from "../../../worker/layout/diff.ts";
import { nameOf } from "../../../worker/layout/issues.ts";
import { FORMS } from "../../../worker/layout/limits.ts";
import type { Layout } from "../../../worker/layout/schema.ts";

/** Widgets of the newer layout are called as they are called there; those that are gone, as they were. */
export const changesInWords = (changes: readonly Change[], previous: Layout, current: Layout): string => {
  const names = new Map(
    [previous, current].flatMap((layout) =>
      FORMS.flatMap((form) => layout[form].map((widget) => [widget.id, nameOf(widget)] as const)),
    ),
  );
  const parts = KINDS.flatMap(([verb, kinds]) => {
    const ids = changes.flatMap((one) =>
      "widgetId" in one && kinds.includes(one.kind) ? [one.widgetId] : [],
    );
    const called = [...new Set(ids)].map((id) => names.get(id) ?? id);
    return called.length === 0 ? [] : [`${verb} ${named(called)}`];
  });
  const rest = OTHERS.flatMap(([kind, words]) => (changes.some((one) => one.kind === kind) ? [words] : []));
  const all = [...parts, ...rest];
  return all.length === 0 ? "Nothing changed" : capital(all.join(", "));
};

const KINDS: readonly (readonly [verb: string, kinds: readonly Change["kind"][]])[] = [
  ["added", ["added"]],
  ["removed", ["removed"]],
  ["moved", ["moved", "placed", "unplaced"]],
  ["resized", ["resized"]],
  ["edited", ["edited"]],
];

const OTHERS = [
  ["reordered", "changed the reading order"],
  ["columns", "changed the number of columns"],
] as const;

const MOST_NAMES = 3;

const named = (names: readonly string[]): string => {
  const rest = names.length - MOST_NAMES;
  const shown = rest > 0 ? [...names.slice(0, MOST_NAMES), `${rest} more`] : names;
  return new Intl.ListFormat("en", { type: "conjunction" }).format(shown);
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
