/**
 * Seals and opens layouts, whole or widget by widget. Widget by widget the server still sees and merges places; whole
 * it sees nothing. Of what can't be opened not one character is changed.
 */
import { canonical } from "../../worker/layout/canonical.ts";
import type { AnyLayout, Config, Layout, SealedLayout, Widget } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import { isPlainObject } from "../../worker/layout/weigh.ts";
import type { KeySet } from "./encryption-keys.ts";
import { type Opened, refused } from "./encryption-outcome.ts";
import { openText, type Place, sealText } from "./encryption-seal.ts";
import { isLayout } from "./is-layout.ts";

/** What is sealed of a widget: its config always, its title if it is named. */
export type SealedField = "config" | "title";

/** Whose layout it is. `user` is a `userTag`. */
export type Owner = { readonly user: string; readonly layout: string };

/** With these keys, for this owner. */
export type Seals = { readonly keys: KeySet; readonly owner: Owner };

/** Of a valid layout. */
export const sealWhole = async ({ keys, owner }: Seals, layout: Layout): Promise<SealedLayout> => ({
  sealed: await sealText(keys, { kind: "layout", ...owner }, canonical(layout)),
});

export const openWhole = async (
  { keys, owner }: Seals,
  data: SealedLayout,
): Promise<Opened<Layout, SealedLayout>> => {
  const text = await openText(keys, { kind: "layout", ...owner }, data.sealed);
  const layout: unknown = text === null ? null : JSON.parse(text);
  return isLayout(layout) ? { ok: true, value: layout } : { ...refused("tampered"), kept: data };
};

/**
 * Of a valid layout. What is sealed already stays as it is: either it is as it should be, or it is what could not be
 * opened.
 */
export const sealWidgets = (seals: Seals, layout: Layout, fields: readonly SealedField[]): Promise<Layout> =>
  eachWidget(layout, (widget) => sealWidget(seals, widget, fields.includes("title")));

/** `partly` is opened as far as that went; the widgets that are named in `widgetIds` are as they came. */
export type UnopenedWidgets = Extract<Opened<Layout, Layout>, { ok: false }> & {
  readonly partly: Layout;
  readonly widgetIds: readonly string[];
};

export type OpenedWidgets = { readonly ok: true; readonly value: Layout } | UnopenedWidgets;

/** What is not sealed in the layout is as it was; the same layout if nothing is. */
export const openWidgets = async (seals: Seals, layout: Layout): Promise<OpenedWidgets> => {
  if (sealedIds(layout).length === 0) return { ok: true, value: layout };
  const opened = await eachWidget(layout, (widget) => openWidget(seals, widget));
  const widgetIds = sealedIds(opened);
  return widgetIds.length === 0
    ? { ok: true, value: opened }
    : { ...refused("tampered"), kept: layout, partly: opened, widgetIds };
};

/** The widgets that a device without the key can't show. */
export const sealedIds = ({ desktop, mobile }: Layout): readonly string[] => [
  ...new Set([...desktop, ...mobile].filter(({ sealed }) => sealed !== undefined).map(({ id }) => id)),
];

/** Whether anything in it takes a key. */
export const isEncrypted = (layout: AnyLayout): boolean => isSealed(layout) || sealedIds(layout).length > 0;

/** A widget on desktop and phone is one widget placed twice: the place of a seal is the widget, not where it stands. */
const placeOf = ({ owner }: Seals, { id }: Widget): Place => ({ kind: "config", ...owner, widget: id });

const sealWidget = async (seals: Seals, widget: Widget, withTitle: boolean): Promise<Widget> => {
  if (widget.sealed !== undefined) return widget;
  const { title, config, ...rest } = widget;
  const named = title === undefined ? {} : { title };
  const text = canonical({ config, ...(withTitle ? named : {}) });
  const sealed = await sealText(seals.keys, placeOf(seals, widget), text);
  return { ...rest, ...(withTitle ? {} : named), config: {}, sealed };
};

const openWidget = async (seals: Seals, widget: Widget): Promise<Widget> => {
  const { sealed, ...rest } = widget;
  if (sealed === undefined) return widget;
  const text = await openText(seals.keys, placeOf(seals, widget), sealed);
  const content: unknown = text === null ? null : JSON.parse(text);
  if (!isContent(content)) return widget;
  const { config, title } = content;
  // A title beside a sealed one was written later, by a device without the key.
  return { ...(title === undefined ? {} : { title }), ...rest, config };
};

const eachWidget = async (layout: Layout, change: (widget: Widget) => Promise<Widget>): Promise<Layout> => {
  const [desktop, mobile] = await Promise.all(
    [layout.desktop, layout.mobile].map((list) => Promise.all(list.map(change))),
  );
  return { ...layout, desktop: desktop ?? [], mobile: mobile ?? [] };
};

// A device of ours wrote it, maybe of a later release: enough is looked at to show it, the rest is for `validate`.
const isContent = (value: unknown): value is { readonly config: Config; readonly title?: string } =>
  isPlainObject(value) &&
  isPlainObject(value["config"]) &&
  ["string", "undefined"].includes(typeof value["title"]);
