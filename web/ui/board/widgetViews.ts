/**
 * What draws each kind of widget, loaded when first needed. Not by `lazy` and Suspense: React holds back what comes
 * after a fallback for 300 ms, and keeps a failed load for good.
 */
import { type ComponentType, useEffect, useState } from "react";
import type { Config, Layout } from "../../../worker/layout/schema.ts";
import type { EditOptions } from "../../client/index.ts";
import { isKind, type KINDS } from "../widgetKinds.ts";

export type WidgetView = ComponentType<{
  readonly config: Config;
  /** In a preview nothing can be changed. */
  readonly readOnly: boolean;
  /** The same reference back is no change. */
  readonly onChange: (change: (config: Config) => Config, options?: EditOptions) => void;
  /** Opens the settings; a widget that has nothing to show yet offers them. */
  readonly onSettings?: (() => void) | undefined;
}>;

type Kind = (typeof KINDS)[number];

const loads: Readonly<Record<Kind, () => Promise<WidgetView>>> = {
  clock: async () => (await import("../widgets/clock.tsx")).Clock,
  notes: async () => (await import("../widgets/notes.tsx")).Notes,
  checklist: async () => (await import("../widgets/checklist.tsx")).Checklist,
  links: async () => (await import("../widgets/links.tsx")).Links,
  countdown: async () => (await import("../widgets/countdown.tsx")).Countdown,
  metric: async () => (await import("../widgets/metric.tsx")).Metric,
  chart: async () => (await import("../widgets/chart.tsx")).Chart,
  image: async () => (await import("../widgets/image.tsx")).Picture,
  embed: async () => (await import("../widgets/embed.tsx")).Embed,
};

const loaded = new Map<Kind, WidgetView>();

const load = async (kind: Kind): Promise<void> => void loaded.set(kind, await loads[kind]());

/** Loads what a layout will show before it is there to be shown. What fails is asked for again in its place, and says so. */
export const warm = ({ desktop }: Layout): void => {
  for (const { type } of desktop) if (isKind(type)) load(type).catch(() => undefined);
};

/** Null while it comes. Throws where it can't be had; mounted again, it tries again. */
export const useWidgetView = (kind: Kind): WidgetView | null => {
  const [outcome, setOutcome] = useState<"loaded" | { readonly error: unknown } | null>(null);
  useEffect(() => {
    if (loaded.has(kind)) return undefined;
    let isGone = false;
    const end = (to: "loaded" | { readonly error: unknown }): void => {
      if (!isGone) setOutcome(to);
    };
    load(kind).then(
      () => end("loaded"),
      (error: unknown) => end({ error }),
    );
    return () => {
      isGone = true;
    };
  }, [kind]);
  if (outcome !== null && outcome !== "loaded") throw outcome.error;
  return loaded.get(kind) ?? null;
};
