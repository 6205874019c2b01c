/** What a widget shows. One that breaks fails alone, in its place. */
import { type ComponentProps, memo, type ReactNode } from "react";
import type { Config, Widget } from "../../../worker/layout/schema.ts";
import type { EditOptions } from "../../client/index.ts";
import { Boundary } from "../Boundary.tsx";
import { AlertIcon } from "../common/icons.tsx";
import { isKind } from "../widgetKinds.ts";
import { ForeignCard } from "../widgets/foreign.tsx";
import { words } from "../words.ts";
import { useWidgetView, type WidgetView } from "./widgetViews.ts";

/** What of a widget is shown in its frame. */
type Content = {
  readonly id: string;
  readonly type: string;
  readonly title: string | undefined;
  readonly config: Config;
};

type Props = Content & {
  readonly readOnly: boolean;
  readonly onConfig: (id: string, change: (config: Config) => Config, options?: EditOptions) => void;
  readonly onSettings?: ((id: string) => void) | undefined;
};

export const contentOf = ({ id, type, title, config }: Widget): Content => ({ id, type, title, config });

/** Memoised on what it shows: a drag moves frames, never what is in them. */
export const WidgetBody = memo(
  ({ id, type, title, config, readOnly, onConfig, onSettings }: Props): ReactNode => {
    if (!isKind(type)) return <ForeignCard type={type} title={title} config={config} />;
    return (
      // Another content may well be showable: after an undo, or an edit in the settings.
      <Boundary key={type} resetBy={config} fallback={(retry) => <Broken retry={retry} />}>
        <Drawn
          kind={type}
          config={config}
          readOnly={readOnly}
          onChange={(change, options) => onConfig(id, change, options)}
          onSettings={onSettings === undefined || readOnly ? undefined : () => onSettings(id)}
        />
      </Boundary>
    );
  },
);

const Drawn = ({
  kind,
  ...shown
}: ComponentProps<WidgetView> & { readonly kind: Parameters<typeof useWidgetView>[0] }): ReactNode => {
  const View = useWidgetView(kind);
  return View === null ? <div className="widget-waiting" /> : <View {...shown} />;
};

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
