/** What a widget shows, loaded when first needed. One that breaks fails alone, in its place. */
import { type ComponentType, lazy, memo, type ReactNode, Suspense } from "react";
import type { Config, Layout } from "../../../worker/layout/schema.ts";
import type { EditOptions } from "../../client/index.ts";
import { Boundary } from "../Boundary.tsx";
import { AlertIcon } from "../common/icons.tsx";
import { isKind, type KINDS } from "../widgetKinds.ts";
import { ForeignCard } from "../widgets/foreign.tsx";
import { words } from "../words.ts";

export type WidgetView = ComponentType<{
  readonly config: Config;
  /** In a preview nothing can be changed. */
  readonly readOnly: boolean;
  /** The same reference back is no change. */
  readonly onChange: (change: (config: Config) => Config, options?: EditOptions) => void;
  /** Opens the settings; a widget that has nothing to show yet offers them. */
  readonly onSettings?: (() => void) | undefined;
}>;

const lazily = (load: () => Promise<{ readonly default: WidgetView }>) => ({ load, View: lazy(load) });

const views: Readonly<Record<(typeof KINDS)[number], ReturnType<typeof lazily>>> = {
  clock: lazily(() => import("../widgets/clock.tsx").then(({ Clock }) => ({ default: Clock }))),
  notes: lazily(() => import("../widgets/notes.tsx").then(({ Notes }) => ({ default: Notes }))),
  checklist: lazily(() =>
    import("../widgets/checklist.tsx").then(({ Checklist }) => ({ default: Checklist })),
  ),
  links: lazily(() => import("../widgets/links.tsx").then(({ Links }) => ({ default: Links }))),
  countdown: lazily(() =>
    import("../widgets/countdown.tsx").then(({ Countdown }) => ({ default: Countdown })),
  ),
  metric: lazily(() => import("../widgets/metric.tsx").then(({ Metric }) => ({ default: Metric }))),
  chart: lazily(() => import("../widgets/chart.tsx").then(({ Chart }) => ({ default: Chart }))),
  image: lazily(() => import("../widgets/image.tsx").then(({ Picture }) => ({ default: Picture }))),
  embed: lazily(() => import("../widgets/embed.tsx").then(({ Embed }) => ({ default: Embed }))),
};

/** Loads what a layout will show before it is there to be shown. What fails is asked for again in its place, and says so. */
export const warm = ({ desktop }: Layout): void => {
  for (const { type } of desktop) if (isKind(type)) views[type].load().catch(() => undefined);
};

type Props = {
  readonly id: string;
  readonly type: string;
  readonly title: string | undefined;
  readonly config: Config;
  readonly readOnly: boolean;
  readonly onConfig: (id: string, change: (config: Config) => Config, options?: EditOptions) => void;
  readonly onSettings?: ((id: string) => void) | undefined;
};

/** Memoised on what it shows: a drag moves frames, never what is in them. */
export const WidgetBody = memo(
  ({ id, type, title, config, readOnly, onConfig, onSettings }: Props): ReactNode => {
    if (!isKind(type)) return <ForeignCard type={type} title={title} config={config} />;
    const { View } = views[type];
    return (
      // Another content may well be showable: after an undo, or an edit in the settings.
      <Boundary key={type} resetBy={config} fallback={(retry) => <Broken retry={retry} />}>
        <Suspense fallback={<div className="widget-waiting" />}>
          <View
            config={config}
            readOnly={readOnly}
            onChange={(change, options) => onConfig(id, change, options)}
            onSettings={onSettings === undefined || readOnly ? undefined : () => onSettings(id)}
          />
        </Suspense>
      </Boundary>
    );
  },
);

const Broken = ({ retry }: { readonly retry: () => void }): ReactNode => (
  <div className="widget-broken" role="alert">
    <AlertIcon />
    <p>
      <strong>{words.widgetBroken}</strong> {words.widgetBrokenSafe}
    </p>
    <button type="button" className="button" onClick={retry}>
      {words.retry}
    </button>
  </div>
);
