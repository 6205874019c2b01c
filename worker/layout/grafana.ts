/**
 * A Grafana dashboard as a layout, and back. Panels become widgets called `panel-<id>` on 24 columns, with all
 * but id, type, title and place in their config; panels inside a collapsed row come right after it. A panel of text is
 * a note here.
 * Shape: the dashboard JSON model of Grafana's documentation (`panels[].gridPos {x, y, w, h}`).
 */
import { LIMITS } from "./limits.ts";
import { distinctIds, nearestBox, nearestText, nearestType } from "./nearest.ts";
import type { Layout, Widget } from "./schema.ts";
import { noteOfPanel, panelOfNote } from "./text-panel.ts";

export const GRAFANA_COLUMNS = 24;

type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value looks like a Grafana dashboard, bare or as the API wraps it. */
export const isGrafana = (value: unknown): boolean => panelsOf(value) !== undefined;

/** Undefined where the value is no Grafana dashboard. The layout is still to be validated. */
export const fromGrafana = (value: unknown): Layout | undefined => {
  const panels = panelsOf(value)?.flatMap(unfold);
  if (panels === undefined) return undefined;
  const widgets = panels.map(toWidget);
  const ids = distinctIds(widgets.map(({ id }) => ({ id, isClaimed: true })));
  return {
    desktop: widgets.map((widget, index) => ({ ...widget, id: ids[index] ?? widget.id })),
    mobile: [],
    columns: { desktop: GRAFANA_COLUMNS, mobile: 4 },
  };
};

/** A dashboard that `fromGrafana` turns into the same widgets, where they came from one. */
export const toGrafana = (layout: Layout): { readonly panels: readonly JsonObject[] } => ({
  panels: layout.desktop.map(({ id, type, title, x, y, w, h, config }, index) => {
    const text = type === "notes" ? panelOfNote(config) : undefined;
    return {
      ...(text ?? config),
      id: Number(/^panel-(\d+)$/.exec(id)?.[1] ?? index + 1),
      type: text === undefined ? type : "text",
      ...(title === undefined ? {} : { title }),
      gridPos: { x, y, w, h },
    };
  }),
});

const panelsOf = (value: unknown): readonly JsonObject[] | undefined => {
  const dashboard = isObject(value) && isObject(value["dashboard"]) ? value["dashboard"] : value;
  if (!isObject(dashboard) || !Array.isArray(dashboard["panels"])) return undefined;
  const panels: readonly unknown[] = dashboard["panels"];
  return panels.every(isObject) ? panels : undefined;
};

const unfold = (panel: JsonObject): readonly JsonObject[] => {
  const { panels, ...row } = panel;
  return panel["type"] === "row" && Array.isArray(panels) ? [row, ...panels.filter(isObject)] : [panel];
};

const toWidget = (panel: JsonObject, index: number): Widget => {
  const { id, type, title, gridPos, ...config } = panel;
  const note = type === "text" ? noteOfPanel(config) : undefined;
  const isNumbered = typeof id === "number" && Number.isSafeInteger(id) && id >= 0;
  return {
    id: `panel-${isNumbered ? id : `new-${index + 1}`}`,
    type: note === undefined ? (nearestType(type) ?? "unknown") : "notes",
    ...(typeof title === "string" && title !== "" ? { title: nearestText(title, LIMITS.titleLength) } : {}),
    ...nearestBox(isObject(gridPos) ? gridPos : {}, GRAFANA_COLUMNS, { x: 0, y: index * 8, w: 12, h: 8 }),
    config: note ?? config,
  };
};

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
