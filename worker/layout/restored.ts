/**
 * What a rollback makes of a head: a version, or the parts of it that were asked for. Pure and total. All else keeps
 * its content, and goes down only where a restored widget needs the room. Parts that change nothing give the head
 * itself.
 *
 * Parts of two layouts may together pass a limit that neither passes: the result is to be validated.
 */

import { columnsOf, FORMS } from "./limits.ts";
import { nearestBox } from "./nearest.ts";
import { isBefore, makeRoom, overlappingPairs } from "./placement.ts";
import { same } from "./same.ts";
import type { AnyLayout, Columns, Form, Layout, Widget } from "./schema.ts";
import { isSealed } from "./sealed.ts";
import type { Only } from "./wire.ts";

export type Restored =
  | { readonly kind: "restored"; readonly layout: AnyLayout }
  /** Neither side has these on the form factors asked for; nothing was restored. */
  | { readonly kind: "unknown-widgets"; readonly widgetIds: readonly string[] }
  /** Only a device with the key can tell parts. */
  | { readonly kind: "sealed" };

type Sides<T> = { readonly head: T; readonly version: T };

export const restored = ({
  head,
  version,
  only,
}: Sides<AnyLayout> & { readonly only: Only | null }): Restored => {
  const { form, widgetIds } = only ?? {};
  if (form === undefined && widgetIds === undefined) return { kind: "restored", layout: version };
  if (isSealed(head) || isSealed(version)) return { kind: "sealed" };
  const forms: readonly Form[] = form === undefined ? FORMS : [form];
  const known = new Set(forms.flatMap((one) => [...head[one], ...version[one]].map(({ id }) => id)));
  const unknown = (widgetIds ?? []).filter((id) => !known.has(id));
  if (unknown.length > 0) return { kind: "unknown-widgets", widgetIds: [...new Set(unknown)] };
  const named = widgetIds && new Set(widgetIds);
  const layout = forms.reduce<Layout>(
    (whole, one) => (named ? withWidgets(whole, version, one, named) : withForm(whole, version, one)),
    head,
  );
  return { kind: "restored", layout: same(layout, head) ? head : layout };
};

const withForm = (head: Layout, version: Layout, form: Form): Layout => {
  const { columns: _, ...lists } = head;
  const columns = columnsAfter({ head, version }, form);
  return { ...lists, [form]: version[form], ...(columns === undefined ? {} : { columns }) };
};

/** Said for both form factors or for neither, and as one of the sides says it where that comes to the same. */
const columnsAfter = ({ head, version }: Sides<Layout>, form: Form): Columns | undefined => {
  const own = { desktop: columnsOf(head, "desktop"), mobile: columnsOf(head, "mobile") };
  const wanted = { ...own, [form]: columnsOf(version, form) };
  const said = [head, version].find((side) => FORMS.every((one) => columnsOf(side, one) === wanted[one]));
  return said === undefined ? wanted : said.columns;
};

const withWidgets = (head: Layout, version: Layout, form: Form, named: ReadonlySet<string>): Layout => {
  const columns = columnsOf(head, form);
  const within = mixed(head[form], version[form], named).map((widget) =>
    widget.x + widget.w <= columns ? widget : { ...widget, ...nearestBox(widget, columns, widget) },
  );
  // Restored widgets that lay over each other then may do so again.
  const then = overlappingPairs(version[form].filter(({ id }) => named.has(id)));
  const tolerated = new Set([...overlappingPairs(head[form]), ...then]);
  return { ...head, [form]: makeRoom(within, { first: named, tolerated }) };
};

/**
 * The list of the head with the named widgets as the version has them, each in its place, or where it has none after
 * what it followed in the version: past what came there since and reads before it.
 */
const mixed = (
  head: readonly Widget[],
  version: readonly Widget[],
  named: ReadonlySet<string>,
): readonly Widget[] => {
  const then = new Map(version.map((widget) => [widget.id, widget]));
  const list = head.flatMap((widget) => (named.has(widget.id) ? (then.get(widget.id) ?? []) : widget));
  const isPassed = (other: Widget | undefined, widget: Widget) =>
    other !== undefined && !then.has(other.id) && isBefore(other, widget);
  let at = 0;
  for (const widget of version) {
    const index = list.findIndex(({ id }) => id === widget.id);
    if (index === -1 && !named.has(widget.id)) continue;
    if (index !== -1) at = index;
    else {
      while (isPassed(list[at], widget)) at += 1;
      list.splice(at, 0, widget);
    }
    at += 1;
  }
  return list;
};
