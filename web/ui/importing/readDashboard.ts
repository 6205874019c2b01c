/**
 * What a text is: a dashboard of Grafana, one or all of what was downloaded here, or why it is none of these. Total:
 * whatever comes in, nothing is thrown and nothing is taken that could not be saved.
 */
import { fromGrafana } from "../../../worker/layout/grafana.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { validateLayout } from "../../../worker/layout/validate.ts";
import { dashboardsIn, NAME_LENGTH, tidyName } from "../dashboards/list.ts";
import { words } from "../moreWords.ts";
import { isKind } from "../widgetKinds.ts";

/** Above that a file is not even read; the largest export that the server takes has as much. */
export const MOST_BYTES: number = 64 * 1024 * 1024;

export type Ready = {
  readonly kind: "ready";
  readonly from: "grafana" | "gridkeep";
  readonly title: string;
  readonly layout: Layout;
  /** Pairs that lie over each other. */
  readonly overlaps: number;
  /** Names of kinds that are kept and not drawn, most frequent first. */
  readonly foreign: readonly { readonly type: string; readonly count: number }[];
};

export type Reading =
  | { readonly kind: "nothing" | "too-large" | "not-json" | "unknown" | "unreadable" | "sealed" }
  | { readonly kind: "invalid"; readonly faults: readonly string[] }
  /** Everything of an account: one of them can be chosen. */
  | { readonly kind: "several"; readonly entries: readonly Entry[] }
  | Ready;

export type Entry = { readonly title: string; readonly reading: Reading };

type JsonObject = Readonly<Record<string, unknown>>;

/** More would not be read. */
const MOST_FAULTS = 5;

export const readDashboard = (text: string): Reading => {
  if (text.trim() === "") return { kind: "nothing" };
  if (text.length > MOST_BYTES) return { kind: "too-large" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "not-json" };
  }
  return isObject(value) && isAccount(value) ? readAccount(value["layouts"]) : readOne(value);
};

const isAccount = (value: JsonObject): value is JsonObject & { readonly layouts: readonly unknown[] } =>
  Array.isArray(value["layouts"]) && !("panels" in value);

const readAccount = (layouts: readonly unknown[]): Reading => {
  const entries = layouts.filter(isObject).flatMap((one) => {
    const id = typeof one["id"] === "string" ? one["id"] : "";
    // The product's own, such as names and keys, are no dashboards.
    return id.includes(".") || "deletedAt" in one ? [] : [{ title: nameIn(layouts, id), value: one }];
  });
  if (entries.length === 0) return { kind: "unknown" };
  return {
    kind: "several",
    entries: entries.map(({ title, value }) => ({ title, reading: readOne(value, title) })),
  };
};

/** As the names of the same export have it. */
const nameIn = (layouts: readonly unknown[], id: string): string => {
  const names = layouts.find((one) => isObject(one) && one["id"] === "gridkeep.dashboards");
  const layout = isObject(names) ? names["layout"] : undefined;
  const list = isLayout(layout) ? dashboardsIn(layout) : [];
  return list.find((one) => one.id === id)?.name ?? (id === "main" ? words.dashboards.first : id);
};

const readOne = (value: unknown, title: string = titleOf(value)): Reading => {
  const grafana = fromGrafana(value);
  const candidate = grafana ?? ownLayout(value);
  if (candidate === undefined) return { kind: hasPanels(value) ? "unreadable" : "unknown" };
  if (isSealed(candidate)) return { kind: "sealed" };
  const { errors, warnings } = validateLayout(candidate);
  if (!isLayout(candidate)) {
    const faults = errors.map(({ path, message }) => (path === "" ? message : `${message} (${path})`));
    return { kind: "invalid", faults: [...new Set(faults)].slice(0, MOST_FAULTS) };
  }
  return {
    kind: "ready",
    from: grafana === undefined ? "gridkeep" : "grafana",
    title,
    layout: candidate,
    overlaps: warnings.filter(({ code }) => code === "overlap").length,
    foreign: foreignIn(candidate),
  };
};

/** Bare as it was once downloaded, or in an export; of one with its history the newest. */
const ownLayout = (value: unknown): unknown => {
  if (!isObject(value)) return undefined;
  if ("desktop" in value && "mobile" in value) return value;
  const { layout } = value;
  return isObject(layout) && ("sealed" in layout || ("desktop" in layout && "mobile" in layout))
    ? layout
    : undefined;
};

/** In whole or in part: only who has the key could make anything of it. */
const isSealed = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  if ("sealed" in value) return true;
  return [value["desktop"], value["mobile"]].some(
    (widgets) => Array.isArray(widgets) && widgets.some((one) => isObject(one) && "sealed" in one),
  );
};

const isLayout = (value: unknown): value is Layout => validateLayout(value).valid;

const foreignIn = ({ desktop }: Layout): Ready["foreign"] => {
  const counts = new Map<string, number>();
  for (const { type } of desktop)
    if (!isKind(type) && type !== "row") counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
};

const hasPanels = (value: unknown): boolean => inside(dashboardOf(value), "panels") !== undefined;

const titleOf = (value: unknown): string => {
  const title = inside(dashboardOf(value), "title") ?? inside(value, "name");
  const tidy = typeof title === "string" ? tidyName(title) : null;
  return tidy?.slice(0, NAME_LENGTH) ?? words.untitled;
};

/** Bare, or wrapped as Grafana's API wraps it. */
const dashboardOf = (value: unknown): unknown => inside(value, "dashboard") ?? value;

const inside = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
