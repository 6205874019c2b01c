/** What happens to a document when the server's head moves on. Pure, like `document.ts`. */
import { utf8Length } from "../../worker/layout/canonical.ts";
import { LIMITS } from "../../worker/layout/limits.ts";
import type { Conflict } from "../../worker/layout/merge.ts";
import { same } from "../../worker/layout/same.ts";
import type { Form, Layout, Widget } from "../../worker/layout/schema.ts";
import {
  type Document,
  type Draft,
  edited,
  type Head,
  newRow,
  nextSeq,
  type Order,
  type OutboxRow,
  type ParkedRow,
  type Seen,
  sentRow,
} from "./document.ts";
import { metIn, sealedLike, wary } from "./seal.ts";

/**
 * Carries all that is not on the server, built on the layout `from`, over to the server's newer head. Nothing in
 * the outbox may have taken effect: a row that was sent must have been refused, and gets a new operation id.
 *
 * Without a clash everything moves along. With one it becomes a single question, of what this device shows against
 * the head: to let either side win here would be a silent overwrite.
 */
export const movedOnto = (
  doc: Document,
  { from, theirs }: { readonly from: Layout; readonly theirs: Head },
  order: Order,
): Document => {
  const { draft } = doc;
  if (draft === null) return { ...doc, head: theirs };
  const carry = (mine: Layout) => order.merge({ base: from, mine, theirs: theirs.layout });
  const shown = carry(draft.layout);
  const carried = doc.rows.map((row) => ({ row, ...carry(row.layout) }));
  const isApart =
    order.asks !== undefined &&
    hasChanged(from, theirs.layout) &&
    hasChanged(from, draft.layout, theirs.layout);
  if (isApart || shown.conflicts.length > 0 || [shown, ...carried].some(({ layout }) => !fits(layout))) {
    return inConflict(doc, { from, theirs }, order);
  }
  // What clashes on the way and not in the end was taken back here since: nobody can be asked about it. It goes on
  // only where it is to be a version of its own.
  const going = carried.filter(({ row, conflicts }) => conflicts.length === 0 || isOwnVersion(row));
  const rows = chained(
    going.map(({ row, layout }, index) => ({ ...renewed(row, order, index), layout })),
    theirs,
  );
  return { ...doc, head: theirs, rows, draft: carriedDraft(draft, shown.layout) };
};

/** Whether it is neither what it was nor what the other side has made of it. */
const hasChanged = (from: Layout, to: Layout, other: Layout = from): boolean =>
  !same(to, from) && !same(to, other);

const isOwnVersion = ({ description, setAside }: OutboxRow): boolean =>
  description !== undefined || setAside !== undefined;

/** Two layouts within the limits may add up to one beyond: then a person has to choose as well. */
export const fits = ({ desktop, mobile, ...rest }: Layout): boolean =>
  Math.max(desktop.length, mobile.length) <= LIMITS.widgets &&
  utf8Length(JSON.stringify({ desktop, mobile, ...rest })) <= LIMITS.layoutBytes;

/**
 * Takes in a tab's working copy, as `edited` does, from a tab that knew the head as it was `seen`. What another tab
 * has brought from the server since, its person never saw: where that clashes with the tab's edit, they are asked.
 * What the tab had `sent` to the store before, and is found there, the edit goes on from.
 */
export const broughtIn = (
  doc: Document,
  {
    layout: mine,
    seen,
    sent,
    ...edit
  }: {
    readonly layout: Layout;
    readonly basis: Draft;
    readonly seen: Seen | null;
    readonly sent?: Layout | null;
  },
  order: Order,
): Document => {
  const { merge } = order;
  const basis = sent && doc.draft ? onTopOf(sent, edit.basis, doc.draft) : edit.basis;
  const next = edited(doc, { layout: mine, basis }, merge);
  const { head: theirs, draft, rows } = doc;
  const isNews = theirs !== null && (theirs.foreign ?? theirs.version) > (seen?.version ?? 0);
  if (!isNews || draft === null || next.draft === null) return next;
  const known = seen?.layout ?? basis.seed;
  // Part of a question that is open already.
  if (rows.some(({ state }) => state === "conflict")) return next;
  // What this device saved itself is no news to its person, whichever tab it was made in.
  const isForeign = order.asks !== undefined && theirs.deviceId !== order.asks;
  if (isForeign && hasChanged(basis.layout, mine)) {
    const whole = merge({ base: known, mine: basis.layout, theirs: theirs.layout }).layout;
    if (!same(whole, basis.layout))
      return inConflict(next, { from: known, theirs, sent: sentRow(next) }, order);
  }
  const sides = { base: basis.layout, mine, theirs: draft.layout };
  const isFromServer = (conflict: Conflict) => same(at(draft.layout, conflict), at(theirs.layout, conflict));
  const unseen = new Set(merge(sides).conflicts.filter(isFromServer).map(placeOf));
  if (unseen.size === 0) return next;
  // All else in the draft is on top of the head already, and none of it is a part of the question.
  const from = withPlaces(theirs.layout, known, unseen);
  if (merge({ base: from, mine: next.draft.layout, theirs: theirs.layout }).conflicts.length > 0)
    return inConflict(next, { from, theirs, sent: sentRow(next) }, order);
  // Put back to what the server had before: then it is the server's change that counts.
  const { layout } = merge(sides, (conflict) => (unseen.has(placeOf(conflict)) ? "theirs" : undefined));
  return { ...next, draft: { ...next.draft, layout } };
};

const onTopOf = (sent: Layout, basis: Draft, draft: Draft): Draft => ({
  ...basis,
  layout: agreed({ ground: basis.layout, theirs: sent }, draft.layout),
});

const at = (layout: Layout, conflict: Conflict): unknown =>
  conflict.kind === "columns"
    ? layout.columns
    : layout[conflict.form].find(({ id }) => id === conflict.widgetId);

const COLUMNS = "";
const placeOf = (place: Conflict | { readonly form: Form; readonly widgetId: string }): string =>
  "form" in place ? `${place.form} ${place.widgetId}` : COLUMNS;

/** The layout, but in these places what the other has there. */
const withPlaces = (layout: Layout, other: Layout, places: ReadonlySet<string>): Layout => {
  const isMeant = (form: Form, widgetId: string) => places.has(placeOf({ form, widgetId }));
  const widgets = (form: Form) => {
    const taken = byId(other[form].filter(({ id }) => isMeant(form, id)));
    const kept = layout[form].flatMap((widget) => {
      const one = isMeant(form, widget.id) ? taken.get(widget.id) : widget;
      taken.delete(widget.id);
      return one ?? [];
    });
    return [...kept, ...taken.values()];
  };
  const { columns } = places.has(COLUMNS) ? other : layout;
  return {
    ...{ desktop: widgets("desktop"), mobile: widgets("mobile") },
    ...(columns === undefined ? {} : { columns }),
  };
};

/** The first row builds on the head, each other one on the row before it. */
export const chained = (rows: readonly OutboxRow[], head: Head): readonly OutboxRow[] =>
  rows.map((row, index) => {
    const before = rows[index - 1];
    const base = before
      ? { version: null, layout: before.layout }
      : { version: head.version, layout: head.layout };
    return { ...row, base };
  });

/** A row that was never sent keeps its operation id; one that was refused becomes another operation. */
const renewed = (row: OutboxRow, { opId, now }: Order, index: number): OutboxRow => {
  if (row.attempts === 0 && row.state !== "conflict") return row;
  const { theirs: _, ...rest } = row;
  return { ...rest, opId: `${opId}.${index}`, state: "queued", attempts: 0, nextAt: now, lastError: null };
};

const carriedDraft = (draft: Draft, layout: Layout): Draft => {
  if (same(layout, draft.layout)) return draft;
  const rev = draft.rev + 1;
  return { ...draft, layout, rev, queuedRev: draft.rev === draft.queuedRev ? rev : draft.queuedRev };
};

/**
 * What a question builds on, once its sides have to meet a newer head: where both came to the same, that is settled,
 * and a later change of it is news.
 */
export const groundOf = ({ base, theirs }: OutboxRow, mine: Layout): Layout =>
  theirs === undefined ? base.layout : agreed({ ground: base.layout, theirs: theirs.layout }, mine);

/** The ground of two sides, but where both have come to the same: there, that. */
export const agreed = (
  { ground, theirs }: { readonly ground: Layout; readonly theirs: Layout },
  mine: Layout,
): Layout => {
  const widgets = (form: Form) => {
    const [before, here, there] = [ground, mine, theirs].map((one) => byId(one[form]));
    const ids = new Set([...(before?.keys() ?? []), ...(here?.keys() ?? [])]);
    return [...ids].flatMap((id) => {
      const [own, other] = [here?.get(id), there?.get(id)];
      const one = same(own ?? null, other ?? null) ? own : before?.get(id);
      return one === undefined ? [] : [one];
    });
  };
  const columns = same(mine.columns ?? null, theirs.columns ?? null) ? mine.columns : ground.columns;
  return {
    desktop: widgets("desktop"),
    mobile: widgets("mobile"),
    ...(columns === undefined ? {} : { columns }),
  };
};

const byId = (widgets: readonly Widget[]): Map<string, Widget> =>
  new Map(widgets.map((widget) => [widget.id, widget]));

/**
 * One row that holds all this device shows, and waits for a person; named saves wait before it. A side that was set
 * aside in an earlier round stays with it. `sent` is a row that may have taken effect: it stays what it is, ahead.
 */
const inConflict = (
  doc: Document,
  { from, theirs, sent = null }: { from: Layout; theirs: Head; sent?: OutboxRow | null },
  order: Order,
): Document => {
  const { draft } = doc;
  if (draft === null) return doc;
  const named = doc.rows.filter((one) => one.description !== undefined && one !== sent);
  const setAside = doc.rows.find((one) => one !== sent && one.setAside !== undefined)?.setAside;
  const row: OutboxRow = {
    ...newRow({
      ...order,
      seq: nextSeq(doc),
      base: { version: null, layout: from },
      layout: draft.layout,
    }),
    ...(setAside === undefined ? {} : { setAside }),
    ...{ state: "conflict", theirs },
  };
  const rows = [
    ...(sent === null ? [] : [sent]),
    ...named.map((one, index) => renewed(one, order, index)),
    row,
  ];
  return { ...doc, head: theirs, rows, draft: { ...draft, queuedRev: draft.rev } };
};

/** A newer head, seen while nothing waits to be sent. The draft follows, keeping what is not queued yet. */
export const pulled = (before: Document, theirs: Head, order: Order): Document => {
  const doc = wary(before, metIn(theirs));
  if (doc.rows.length > 0 || (doc.head !== null && theirs.version <= doc.head.version)) return doc;
  return movedOnto(doc, { from: doc.head?.layout ?? doc.draft?.seed ?? theirs.layout, theirs }, order);
};

/**
 * Takes over what another user of this device left (a guest whose session was lost), as if it had been edited here;
 * `isOlder`: before what is not saved yet here, which then wins where both touch the same. Saves on their way are
 * part of the draft; what the other user's server history holds stays there.
 */
export const adopted = (
  before: Document,
  orphan: Document,
  order: Order,
  { isOlder = false }: { readonly isOlder?: boolean } = {},
): Document => {
  const doc = sealedLike(before, orphan);
  const { draft, head } = doc;
  if (orphan.draft === null || draft === null) return doc;
  const { layout, seed } = orphan.draft;
  const parked = [...doc.parked, ...orphan.parked, ...orphan.rows.flatMap((row) => parkedAside(row, head))];
  const isQuiet = doc.rows.length === 0 && draft.rev === draft.queuedRev;
  if (head === null || !isQuiet) {
    const [under, over] = isOlder ? [layout, draft.layout] : [draft.layout, layout];
    const whole = order.merge({ base: seed, mine: over, theirs: under }).layout;
    return { ...edited(doc, { layout: whole, basis: draft }, order.merge), parked };
  }
  const taken: Draft = { ...draft, layout, rev: draft.rev + 1 };
  return movedOnto({ ...doc, draft: taken, parked }, { from: seed, theirs: head }, order);
};

/** The side that a save would have set aside, where that save is not going to be made. */
export const parkedAside = (
  { opId, setAside, queuedAt }: OutboxRow,
  head: Head | null,
  reason: { readonly code: string; readonly detail: string } = ORPHANED,
): readonly ParkedRow[] =>
  setAside === undefined
    ? []
    : [{ ...reason, opId: opId + ASIDE, layout: setAside, headVersion: head?.version ?? null, queuedAt }];

/** Ends the operation id of a parked side. */
export const ASIDE: string = ".aside";

const ORPHANED = {
  code: "set-aside",
  detail: "Your side of a conflict, settled before the session was lost.",
};
