/** What can change between two layouts, as a person would say it, and how much of it did. */
import type { KeyOrder } from "./key-order.ts";
import type { Form, Widget } from "./schema.ts";

type Of = { readonly form: Form; readonly widgetId: string };
type Position = { readonly x: number; readonly y: number };
type Size = { readonly w: number; readonly h: number };

/**
 * The phone shows every widget of the desktop, listed or not (`phone.ts`). So one that enters or leaves the phone's
 * list while the desktop has it is `placed` or `unplaced`: it came into no layout and went from none.
 */
export type Change =
  /** `at` is the index in the list as it is afterwards. */
  | ({ readonly kind: "added" | "placed"; readonly at: number; readonly widget: Widget } & Of)
  | ({ readonly kind: "removed" | "unplaced"; readonly widget: Widget } & Of)
  | ({ readonly kind: "moved"; readonly from: Position; readonly to: Position } & Of)
  | ({ readonly kind: "resized"; readonly from: Size; readonly to: Size } & Of)
  | ({ readonly kind: "edited"; readonly edits: readonly Edit[] } & Of)
  /** Ids of the widgets that both layouts list, in their new order. */
  | { readonly kind: "reordered"; readonly form: Form; readonly order: readonly string[] }
  /** `null` where the layout does not say, and has the default. */
  | {
      readonly kind: "columns";
      readonly form: Form;
      readonly from: number | null;
      readonly to: number | null;
    }
  /** Nothing that a person sees: the same members, written in another order. Last, and never alone. */
  | { readonly kind: "rekeyed"; readonly objects: readonly KeyOrder[] };

/** A field of a widget, or `config.<key>` for a key of its config. A side that lacks it has no such member. */
export type Edit = { readonly key: string; readonly before?: unknown; readonly after?: unknown };

/** Widgets, not placements: one widget that moves on the desktop and on the phone counts once. */
export type ChangeCounts = {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly resized: number;
  readonly edited: number;
};

/**
 * Placed and unplaced widgets count as moved. To call the phone's first arrangement "30 added" would be untrue, and
 * to count nothing would show a save that did something as one that did not.
 */
export const summarize = (changes: readonly Change[]): ChangeCounts => {
  const counted = {
    ...{ added: new Set<string>(), removed: new Set<string>(), moved: new Set<string>() },
    ...{ resized: new Set<string>(), edited: new Set<string>() },
  };
  for (const change of changes) {
    if (!("widgetId" in change)) continue;
    const isPlacement = change.kind === "placed" || change.kind === "unplaced";
    counted[isPlacement ? "moved" : change.kind].add(change.widgetId);
  }
  const { added, removed, moved, resized, edited } = counted;
  return {
    ...{ added: added.size, removed: removed.size, moved: moved.size },
    ...{ resized: resized.size, edited: edited.size },
  };
};
