/** The desktop's grid. Frames are placed by transforms; while something is held, only what must move moves. */
import { type PointerEvent, type ReactNode, useCallback, useDeferredValue, useMemo, useRef } from "react";
import { columnsOf } from "../../../worker/layout/limits.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { useSelection } from "../arranging/selection.ts";
import { useArrange } from "../arranging/useArrange.ts";
import { useWidth } from "../common/useWidth.ts";
import { words } from "../words.ts";
import { boardHeight, frameStyle, type Metrics, metricsOf, toPixels } from "./gridMetrics.ts";
import { useReadingOrder } from "./useReadingOrder.ts";
import { CHOSEN_ID, HINT_ID, WidgetFrame } from "./WidgetFrame.tsx";

type Props = {
  readonly layout: Layout;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly freshId: string | null;
  readonly onSettings: (id: string) => void;
};

export const Board = (props: Props): ReactNode => {
  const ref = useRef<HTMLDivElement>(null);
  const measured = useWidth(ref);
  // Many frames in another width take longer than a frame of the screen: what is pressed meanwhile comes first.
  const width = useDeferredValue(measured) || measured;
  const columns = columnsOf(props.layout, "desktop");
  const metrics = useMemo(() => metricsOf(width, columns), [width, columns]);
  return (
    <div ref={ref} className="board-room">
      {width > 0 && <Frames {...props} metrics={metrics} />}
    </div>
  );
};

const Frames = ({
  layout,
  editing,
  readOnly,
  freshId,
  onSettings,
  metrics,
}: Props & { readonly metrics: Metrics }): ReactNode => {
  const board = useRef<HTMLDivElement>(null);
  const [held, arrange] = useArrange(board, layout, metrics);
  const chosen = useSelection();
  const towardsEnd = document.documentElement.dir === "rtl" ? -1 : 1;
  // A gesture is over what was there when it began; what came since is shown when it ends.
  const { desktop } = held?.start ?? layout;
  const visible = useMemo(() => desktop.filter((widget) => !widget.hidden), [desktop]);
  const ordered = useReadingOrder(visible, editing);

  // A lifted widget that loses focus is put down where it is: nobody wants that move to be lost.
  const onBlur = useCallback(() => {
    if (arrange.heldKind() === "lift") arrange.drop();
  }, [arrange]);
  const onPressBoard = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    const [press, on] = [event.nativeEvent, event.currentTarget];
    // At hand since editing began (EditingTools.tsx).
    void import("../arranging/marquee.ts").then((part) =>
      part.drawMarquee(press, on, { widgets: visible, metrics }),
    );
  };

  return (
    <div
      ref={board}
      className={`board${editing ? " is-editing" : ""}${held ? ` is-arranging is-${held.kind}` : ""}`}
      style={{
        height: `${boardHeight(visible, metrics, editing)}px`,
        backgroundSize: `${metrics.columnPitch}px ${metrics.rowPitch}px`,
      }}
      onPointerDown={editing ? onPressBoard : undefined}
    >
      <p id={HINT_ID} hidden>
        {words.arrangeHint}
      </p>
      <p id={CHOSEN_ID} hidden>
        {words.isSelected}
      </p>
      {held !== null &&
        visible
          .filter(({ id }) => held.ids.has(id))
          .map((widget) => (
            <div
              key={widget.id}
              className="landing"
              data-landing={widget.id}
              style={frameStyle(toPixels(widget, metrics), towardsEnd)}
            />
          ))}
      {ordered.map((widget) => (
        <WidgetFrame
          key={widget.id}
          {...toPixels(widget, metrics)}
          widget={widget}
          towardsEnd={towardsEnd}
          editing={editing}
          readOnly={readOnly}
          chosen={editing && chosen.has(widget.id)}
          held={held?.ids.has(widget.id) ? held.kind : null}
          fresh={widget.id === freshId}
          onPress={arrange.press}
          onKey={arrange.key}
          onBlur={onBlur}
          onSettings={onSettings}
        />
      ))}
    </div>
  );
};
