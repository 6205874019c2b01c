/**
 * What a pasted text holds: widgets, or why it holds none. Total on any text. Also takes a whole layout, as it is
 * downloaded or exported, and then its widgets. What can't be kept of a widget is brought to the nearest that can.
 */
import { CLIP_KIND, CLIP_VERSION, type Clip } from "./clip.ts";
import { loose } from "./group.ts";
import { DEFAULT_COLUMNS, LIMITS } from "./limits.ts";
import { phoneList } from "./phone.ts";
import { inReadingOrder } from "./placement.ts";
import { sanitizeLayout } from "./sanitize.ts";
import type { Layout } from "./schema.ts";

export type ClipReading =
  /** `leftOut`: how many of its widgets could not be read, or are sealed with a key that is not at hand. */
  | { readonly kind: "ready"; readonly clip: Clip; readonly leftOut: number }
  | { readonly kind: "too-large" | "not-json" | "unknown" | "newer" | "nothing" };

/** Characters. The text of a layout of the largest size, written out with spaces. */
const LONGEST_TEXT = 4 * LIMITS.layoutBytes;

export const readClip = (text: string): ClipReading => {
  if (text.length > LONGEST_TEXT) return { kind: "too-large" };
  const value = parsed(text);
  if (value === undefined) return { kind: "not-json" };
  const found = widgetsIn(value);
  if (typeof found === "string") return { kind: found };
  const layout = sanitizeLayout({
    desktop: found.widgets,
    mobile: [],
    columns: { ...DEFAULT_COLUMNS, desktop: found.columns },
  });
  const widgets = "desktop" in layout ? layout.desktop.filter(({ sealed }) => sealed === undefined) : [];
  const columns = "desktop" in layout ? layout.columns?.desktop : undefined;
  if (widgets.length === 0) return { kind: "nothing" };
  return {
    kind: "ready",
    leftOut: found.widgets.length - widgets.length,
    clip: {
      kind: CLIP_KIND,
      version: CLIP_VERSION,
      columns: columns ?? DEFAULT_COLUMNS.desktop,
      widgets: inReadingOrder(widgets.map(loose)),
    },
  };
};

type Found = { readonly widgets: readonly unknown[]; readonly columns: unknown };

const widgetsIn = (value: unknown): Found | "unknown" | "newer" => {
  if (!isObject(value)) return "unknown";
  if (value["kind"] === CLIP_KIND) {
    const { version, widgets, columns } = value;
    if (typeof version === "number" && version > CLIP_VERSION) return "newer";
    return version === CLIP_VERSION && Array.isArray(widgets) ? { widgets, columns } : "unknown";
  }
  // An export wraps the layout that a download has bare.
  const layout = value["format"] === "gridkeep/1" ? value["layout"] : value;
  if (!isObject(layout) || !Array.isArray(layout["desktop"]) || !Array.isArray(layout["mobile"]))
    return "unknown";
  const whole = sanitizeLayout(layout);
  return "desktop" in whole ? shownIn(whole) : "unknown";
};

/** What the desktop shows, or where it shows nothing, the phone. */
const shownIn = (layout: Layout): Found => {
  const desktop = layout.desktop.filter(({ hidden }) => !hidden);
  return desktop.length > 0
    ? { widgets: desktop, columns: layout.columns?.desktop ?? DEFAULT_COLUMNS.desktop }
    : { widgets: phoneList(layout), columns: layout.columns?.mobile ?? DEFAULT_COLUMNS.mobile };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
