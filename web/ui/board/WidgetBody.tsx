/** What a widget shows, loaded when first needed. One that breaks fails alone, in its place. */
import { type ComponentType, lazy, memo, type ReactNode, Suspense } from "react";
import type { Config } from "../../../worker/layout/schema.ts";
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

const views: Readonly<Record<(typeof KINDS)[number], WidgetView>> = {
  clock: lazy(() => import("../widgets/clock.tsx").then(({ Clock }) => ({ default: Clock }))),
  notes: lazy(() => import("../widgets/notes.tsx").then(({ Notes }) => ({ default: Notes }))),
  checklist: lazy(() => import("../widgets/checklist.tsx").then(({ Checklist }) => ({ default: Checklist }))),
  links: lazy(() => import("../widgets/links.tsx").then(({ Links }) => ({ default: Links }))),
  countdown: lazy(() => import("../widgets/countdown.tsx").then(({ Countdown }) => ({ default: Countdown }))),
  metric: lazy(() => import("../widgets/metric.tsx").then(({ Metric }) => ({ default: Metric }))),
  chart: lazy(() => import("../widgets/chart.tsx").then(({ Chart }) => ({ default: Chart }))),
  image: lazy(() => import("../widgets/image.tsx").then(({ Picture }) => ({ default: Picture }))),
  embed: lazy(() => import("../widgets/embed.tsx").then(({ Embed }) => ({ default: Embed }))),
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
    const View = views[type];
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
