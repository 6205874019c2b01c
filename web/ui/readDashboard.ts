/** What a pasted text is: a Grafana dashboard, a layout downloaded here, or why it is neither. Total. */
import { fromGrafana } from "../../worker/layout/grafana.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { validateLayout } from "../../worker/layout/validate.ts";
import { words } from "./words.ts";

export type Reading =
  | { readonly kind: "nothing" | "not-json" | "unknown" | "unreadable" }
  | { readonly kind: "invalid"; readonly faults: readonly string[] }
  | {
      readonly kind: "ready";
      readonly from: "grafana" | "gridkeep";
      readonly title: string;
      readonly layout: Layout;
      readonly overlaps: number;
    };

/** More would not be read. */
const MOST_FAULTS = 5;

export const readDashboard = (text: string): Reading => {
  if (text.trim() === "") return { kind: "nothing" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "not-json" };
  }
  const imported = fromGrafana(value);
  const candidate = imported ?? (isLayoutLike(value) ? value : undefined);
  if (candidate === undefined) return { kind: hasPanels(value) ? "unreadable" : "unknown" };
  const { valid, errors, warnings } = validateLayout(candidate);
  if (!valid) {
    const faults = errors.map(({ path, message }) => (path === "" ? message : `${message} (${path})`));
    return { kind: "invalid", faults: [...new Set(faults)].slice(0, MOST_FAULTS) };
  }
  return {
    kind: "ready",
    from: imported === undefined ? "gridkeep" : "grafana",
    title: titleOf(value),
    layout: candidate as Layout,
    overlaps: warnings.filter(({ code }) => code === "overlap").length,
  };
};

const isLayoutLike = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "desktop" in value && "mobile" in value;

const hasPanels = (value: unknown): boolean => inside(dashboardOf(value), "panels") !== undefined;

const titleOf = (value: unknown): string => {
  const title = inside(dashboardOf(value), "title");
  return typeof title === "string" && title.trim() !== "" ? title.trim().slice(0, 200) : words.untitled;
};

/** Bare, or wrapped as Grafana's API wraps it. */
const dashboardOf = (value: unknown): unknown => inside(value, "dashboard") ?? value;

const inside = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
