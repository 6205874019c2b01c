/** A big dashboard of a given size, and what two people make of it: the material of the benches. */
import type { Layout, Widget } from "./schema.ts";

/** About so many bytes of JSON, spread evenly over so many widgets of a monitoring dashboard. */
export const dashboard = ({
  widgets,
  bytes,
}: {
  readonly widgets: number;
  readonly bytes: number;
}): Layout => {
  const empty = panels(widgets, "");
  const spare = Math.max(0, bytes - JSON.stringify(empty).length);
  return panels(
    widgets,
    "sum(rate(x[5m])) ".repeat(bytes).slice(0, Math.floor(spare / widgets / QUERIES.length)),
  );
};

const QUERIES = [..."ABC"];

const panels = (count: number, expression: string): Layout => ({
  desktop: Array.from({ length: count }, (_, at) => panel(at, expression)),
  mobile: [],
});

const panel = (at: number, expression: string): Widget => ({
  id: `panel-${at}`,
  type: "timeseries",
  title: `Panel ${at}`,
  ...{ x: (at % 4) * 3, y: Math.floor(at / 4) * 4, w: 3, h: 4 },
  config: {
    datasource: { type: "prometheus", uid: "main" },
    targets: QUERIES.map((refId) => ({
      refId,
      expr: `${expression}${at}`,
      legendFormat: "{{pod}}",
      step: 60,
    })),
    fieldConfig: { defaults: { unit: "short", thresholds: [null, 80] }, overrides: [] },
    options: { legend: { show: true, values: [] }, tooltip: "multi" },
  },
});

/** One person's afternoon: every eighth widget edited inside, some moved, one gone, one new. No two `turn`s touch one. */
export const worked = (layout: Layout, turn: number): Layout => {
  const desktop = layout.desktop
    .filter((_, at) => at !== 24 + turn)
    .map((widget, at) => (at % 8 === turn ? retouched(widget, turn) : widget));
  const added = panel(1000 + turn, "up");
  // From other texts, as it comes from other devices: nothing is shared.
  return JSON.parse(
    JSON.stringify({ ...layout, desktop: [...desktop, { ...added, x: 0, y: 900 + turn * 10 }] }),
  );
};

const retouched = (widget: Widget, turn: number): Widget => {
  const { targets = [] } = widget.config;
  const added = { refId: `N${turn}`, expr: "up" };
  const config = { ...widget.config, targets: Array.isArray(targets) ? [...targets, added] : targets };
  return { ...widget, title: `${widget.title} by ${turn}`, h: Math.max(1, widget.h - 1), config };
};
