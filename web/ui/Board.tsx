/** The desktop's grid. Frames are placed by transforms; while something is held, only what must move moves. */
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef } from "react";
import { columnsOf } from "../../worker/layout/limits.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { type Metrics, metricsOf, toPixels } from "./gridMetrics.ts";
import { frameStyle, useArrange } from "./useArrange.ts";
import { useReadingOrder } from "./useReadingOrder.ts";
import { useWidth } from "./useWidth.ts";
import { HINT_ID, WidgetFrame } from "./WidgetFrame.tsx";
import { remove } from "./widgetActions.ts";
import { words } from "./words.ts";

/** Room to drag into below the last widget. */
const ROWS_TO_SPARE = 6;

type Props = {
  readonly layout: Layout;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly freshId: string | null;
  readonly onSettings: (id: string) => void;
};

export const Board = (props: Props): ReactNode => {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
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
  const arrange = useArrange(layout, metrics);
  const { shown, held } = arrange;
  const latest = useRef(arrange);
  latest.current = arrange;
  const towardsEnd = document.documentElement.dir === "rtl" ? -1 : 1;

  const visible = useMemo(() => shown.desktop.filter((widget) => !widget.hidden), [shown]);
  const ordered = useReadingOrder(visible, editing);
  const rows = Math.max(0, ...visible.map(({ y, h }) => y + h));
  const heldStart =
    held && held.kind !== "lift" ? layout.desktop.find(({ id }) => id === held.id) : undefined;

  const onPress = useCallback<typeof arrange.press>((...args) => latest.current.press(...args), []);
  const onKey = useCallback(
    (event: KeyboardEvent<HTMLElement>, id: string) => pressKey(event, id, latest.current),
    [],
  );

  // A lifted widget that loses focus is put down where it is: nobody wants that move to be lost.
  const onBlur = useCallback(() => {
    if (latest.current.held?.kind === "lift") latest.current.drop();
  }, []);

  return (
    <div
      className={`board${editing ? " is-editing" : ""}${held ? ` is-arranging is-${held.kind}` : ""}`}
      style={{
        height: `${(rows + (editing ? ROWS_TO_SPARE : 0)) * metrics.rowPitch}px`,
        backgroundSize: `${metrics.columnPitch}px ${metrics.rowPitch}px`,
      }}
    >
      <p id={HINT_ID} hidden>
        {words.arrangeHint}
      </p>
      {held && <div className="landing" style={frameStyle(toPixels(held.landing, metrics), towardsEnd)} />}
      {ordered.map((widget) => (
        <WidgetFrame
          key={widget.id}
          // A dragged frame is under the pointer's control: React goes on showing it where the gesture began.
          {...toPixels(heldStart?.id === widget.id ? heldStart : widget, metrics)}
          widget={widget.id === heldStart?.id ? heldStart : widget}
          towardsEnd={towardsEnd}
          editing={editing}
          readOnly={readOnly}
          held={held?.id === widget.id ? held.kind : null}
          fresh={widget.id === freshId}
          onPress={onPress}
          onKey={onKey}
          onBlur={onBlur}
          onSettings={onSettings}
        />
      ))}
    </div>
  );
};

const ARROWS: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

const pressKey = (
  event: KeyboardEvent<HTMLElement>,
  id: string,
  { held, lift, nudge, drop, cancel }: ReturnType<typeof useArrange>,
): void => {
  // Keys meant for what is inside the frame are not ours.
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const lifted = held?.kind === "lift";
  const frame = event.currentTarget;
  if (event.key === "Enter" || event.key === " ") lifted ? drop() : lift(id);
  else if (event.key === "Escape" && lifted) cancel();
  else if (ARROWS.has(event.key) && lifted) nudge(event.key, event.shiftKey);
  else if ((event.key === "Delete" || event.key === "Backspace") && held === null) remove("desktop", id);
  else return;
  event.preventDefault();
  requestAnimationFrame(() => frame.scrollIntoView({ block: "nearest" }));
};
