/** Widgets as people have them, of the built-in types and of one's own: about 290 bytes of JSON each. */
import type { Widget } from "../layout/schema.ts";

const PER_ROW = 4;

/** The `at`-th widget of a dashboard, in a place of the grid, after its `edit`-th edit. */
export const widget = (at: number, place: number, edit: number): Widget => ({
  id: `widget-${at}`,
  ...(KINDS[at % KINDS.length] ?? notes)(at, edit),
  ...{ x: (place % PER_ROW) * 3, y: Math.floor(place / PER_ROW) * 4, w: 3, h: 4 },
});

type Kind = (at: number, edit: number) => Pick<Widget, "type" | "title" | "config">;

const SENTENCE = "The deploy waits until the queue is empty and the canary has been calm for an hour.";

const notes: Kind = (at, edit) => ({
  type: "notes",
  title: `Notes ${at}`,
  config: { text: `${SENTENCE} As of change ${edit}. ${SENTENCE.slice(0, 70)}`, tint: "yellow" },
});

const checklist: Kind = (at, edit) => ({
  type: "checklist",
  title: `To do, list ${at}`,
  config: {
    items: ["Rehearse the restore", `Ask about change ${edit}`, "Tidy up"].map((text, index) => ({
      id: `item-${index}`,
      ...{ text, done: (edit >> index) % 2 === 1 },
    })),
    hideDone: false,
  },
});

const links: Kind = (at, edit) => ({
  type: "links",
  title: `Links ${at}`,
  config: {
    items: [
      { id: "a", label: "Status", url: `https://status.example.com/?since=${edit}` },
      { id: "b", label: "Runbook", url: `https://docs.example.com/runbooks/${at}` },
    ],
    newTab: true,
  },
});

const chart: Kind = (at, edit) => ({
  type: "chart",
  title: `Requests of group ${at}`,
  config: {
    query: `sum(rate(http_requests_total{group="${at}"}[5m])) by (code)`,
    axis: { min: 0, max: 100 + edit, unit: "1/s" },
    ...{ thresholds: [50, 80, 95], legend: "bottom", stacked: false, refreshSeconds: 30 },
  },
});

const KINDS = [notes, checklist, links, chart];
