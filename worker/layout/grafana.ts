/**
 * A Grafana dashboard as a layout, and back. Panels become widgets called `panel-<id>` on 24 columns, with all
 * but id, type, title and place in their config; panels inside a collapsed row come right after it.
 * Shape: the dashboard JSON model of Grafana's documentation (`panels[].gridPos {x, y, w, h}`).
 */
import { LIMITS } from "./limits.ts";
import type { Layout, Widget } from "./schema.ts";

export const GRAFANA_COLUMNS = 24;

type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value looks like a Grafana dashboard, bare or as the API wraps it. */
export const isGrafana = (value: unknown): boolean => panelsOf(value) !== undefined;

/** Undefined where the value is no Grafana dashboard. The layout is still to be validated. */
export const fromGrafana = (value: unknown): Layout | undefined => {
  const panels = panelsOf(value)?.flatMap(unfold);
  if (panels === undefined) return undefined;
  const uses = new Map<string, number>();
  return {
    desktop: panels.map((panel, index) => toWidget(panel, index, uses)),
    mobile: [],
    columns: { desktop: GRAFANA_COLUMNS, mobile: 4 },
  };
};

/** A dashboard that `fromGrafana` turns into the same widgets, where they came from one. */
export const toGrafana = (layout: Layout): { readonly panels: readonly JsonObject[] } => ({
  panels: layout.desktop.map(({ id, type, title, x, y, w, h, config }, index) => ({
    ...config,
    id: Number(/^panel-(\d+)$/.exec(id)?.[1] ?? index + 1),
    type,
    ...(title === undefined ? {} : { title }),
    gridPos: { x, y, w, h },
  })),
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

const toWidget = (panel: JsonObject, index: number, uses: Map<string, number>): Widget => {
  const { id, type, title, gridPos, ...config } = panel;
  const box = isObject(gridPos) ? gridPos : {};
  const x = clamp(box["x"], 0, GRAFANA_COLUMNS - 1, 0);
  return {
    id: uniqueId(
      `panel-${typeof id === "number" && Number.isSafeInteger(id) && id >= 0 ? id : `new-${index + 1}`}`,
      uses,
    ),
    type:
      typeof type === "string"
        ? type
            .toLowerCase()
            .replaceAll(/[^a-z0-9_.-]/g, "-")
            .slice(0, 64) || "unknown"
        : "unknown",
    ...(typeof title === "string" && title !== ""
      ? { title: title.slice(0, LIMITS.titleLength).toWellFormed() }
      : {}),
    x,
    y: clamp(box["y"], 0, LIMITS.rows - 1000, index * 8),
    w: Math.min(clamp(box["w"], 1, GRAFANA_COLUMNS, 12), GRAFANA_COLUMNS - x),
    h: clamp(box["h"], 1, 1000, 8),
    config,
  };
};

/** The second of one id is called `<id>.2`. Counted, not searched: a file may hold a hundred thousand of one id. */
const uniqueId = (wanted: string, uses: Map<string, number>): string => {
  const use = (uses.get(wanted) ?? 0) + 1;
  uses.set(wanted, use);
  return use === 1 ? wanted : `${wanted}.${use}`;
};

const clamp = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === "number" && Number.isFinite(value)
    ? Math.min(most, Math.max(least, Math.round(value)))
    : otherwise;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
