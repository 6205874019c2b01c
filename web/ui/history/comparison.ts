/**
 * What a person sees change on one form factor between two layouts. Pure. Hidden widgets are not there, and the phone
 * is the list that a phone shows: there a widget has moved if it changed its place among the others, not because
 * something came in above it.
 */
import type { Edit } from "../../../worker/layout/change.ts";
import { type ChangeCounts, diff } from "../../../worker/layout/diff.ts";
import { columnsOf, EMPTY_LAYOUT } from "../../../worker/layout/limits.ts";
import { phoneList } from "../../../worker/layout/phone.ts";
import type { Box } from "../../../worker/layout/placement.ts";
import type { Form, Layout, Widget } from "../../../worker/layout/schema.ts";
import { nameOf } from "../widgetKinds.ts";
import { type Interleaved, interleave } from "./interleave.ts";
import { stayers } from "./stayers.ts";

export const KINDS_OF_CHANGE = ["added", "removed", "moved", "resized", "edited"] as const;
export type KindOfChange = (typeof KINDS_OF_CHANGE)[number];

export type Difference = {
  readonly id: string;
  readonly name: string;
  /** At least one, in the order of `KINDS_OF_CHANGE`. */
  readonly kinds: readonly KindOfChange[];
  /** Where it was; null where it is new. */
  readonly before: Box | null;
  /** Where it is; null where it has gone. */
  readonly after: Box | null;
  readonly edits: readonly Edit[];
};

export type Comparison = {
  readonly columns: number;
  readonly rows: number;
  readonly counts: ChangeCounts;
  /** From top to bottom. */
  readonly differences: readonly Difference[];
  readonly unchanged: readonly { readonly id: string; readonly name: string; readonly at: Box }[];
};

export const compare = (from: Layout, to: Layout, form: Form): Comparison => {
  const [was, is] = [seen(from, form), seen(to, form)];
  const before = new Map(was.map((widget) => [widget.id, widget]));
  const after = new Map(is.map((widget) => [widget.id, widget]));
  const list = form === "mobile" ? asOneList(was, is) : null;
  const changed = kindsById(was, is, list?.stayed ?? null);
  const differences = [...changed].map(([id, { kinds, edits }]): Difference => {
    const [old, now] = [before.get(id), after.get(id)];
    return {
      ...{ id, edits, name: named(now ?? old) },
      kinds: KINDS_OF_CHANGE.filter((kind) => kinds.has(kind)),
      before: list?.then.get(id) ?? boxOf(old),
      after: list?.now.get(id) ?? boxOf(now),
    };
  });
  return {
    columns: Math.max(columnsOf(from, form), columnsOf(to, form)),
    rows: list?.rows ?? Math.max(1, ...[...was, ...is].map(({ y, h }) => y + h)),
    counts: countsOf(differences),
    differences: differences.toSorted(fromTop),
    unchanged: is.flatMap((widget) =>
      changed.has(widget.id)
        ? []
        : { id: widget.id, name: named(widget), at: list?.now.get(widget.id) ?? widget },
    ),
  };
};

/** What is to be seen on a form factor. */
const seen = (layout: Layout, form: Form): readonly Widget[] =>
  form === "mobile" ? phoneList(layout) : layout.desktop.filter(({ hidden }) => !hidden);

const asOneList = (
  was: readonly Widget[],
  is: readonly Widget[],
): Interleaved & { readonly stayed: ReadonlySet<string> } => {
  const stayed = stayers(was.map(idOf), is.map(idOf));
  return { ...interleave(was, is, stayed), stayed };
};

type Found = { readonly kinds: Set<KindOfChange>; readonly edits: Edit[] };

const kindsById = (
  was: readonly Widget[],
  is: readonly Widget[],
  stayed: ReadonlySet<string> | null,
): ReadonlyMap<string, Found> => {
  const byId = new Map<string, Found>();
  const at = (id: string): Found => {
    const found = byId.get(id) ?? { kinds: new Set(), edits: [] };
    byId.set(id, found);
    return found;
  };
  // Compared as one list: what is seen on the phone may be listed for the desktop alone.
  for (const change of diff({ ...EMPTY_LAYOUT, desktop: was }, { ...EMPTY_LAYOUT, desktop: is })) {
    if (!("widgetId" in change) || change.kind === "placed" || change.kind === "unplaced") continue;
    if (change.kind === "moved" && stayed?.has(change.widgetId)) continue;
    at(change.widgetId).kinds.add(change.kind);
    if (change.kind === "edited") at(change.widgetId).edits.push(...change.edits);
  }
  return byId;
};

const countsOf = (differences: readonly Difference[]): ChangeCounts => {
  const of = (kind: KindOfChange): number => differences.filter(({ kinds }) => kinds.includes(kind)).length;
  return {
    ...{ added: of("added"), removed: of("removed"), moved: of("moved") },
    ...{ resized: of("resized"), edited: of("edited") },
  };
};

const named = (widget: Widget | undefined): string => (widget === undefined ? "" : nameOf(widget));

const idOf = ({ id }: Widget): string => id;

const boxOf = (widget: Widget | undefined): Box | null =>
  widget === undefined ? null : { x: widget.x, y: widget.y, w: widget.w, h: widget.h };

const fromTop = (a: Difference, b: Difference): number => {
  const [one, other] = [a.after ?? a.before, b.after ?? b.before];
  return one === null || other === null ? 0 : one.y - other.y || one.x - other.x;
};
