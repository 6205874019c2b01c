/** One widget on the grid: its frame, handles and menu. Renders again only when something of its own changed. */
import {
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  Suspense,
} from "react";
import type { Widget } from "../../../worker/layout/schema.ts";
import { toggleChosen } from "../arranging/chosen.ts";
import { selection } from "../arranging/selection.ts";
import { CheckIcon, GripIcon, LockIcon } from "../common/icons.tsx";
import { isTyping } from "../shortcuts.ts";
import { nameOf } from "../widgetKinds.ts";
import { words } from "../words.ts";
import { frameStyle, type PixelBox } from "./gridMetrics.ts";
import { contentOf, WidgetBody } from "./WidgetBody.tsx";
import { changeConfig } from "./widgetActions.ts";

const DesktopMenu = lazy(() => import("./WidgetMenu.tsx").then((m) => ({ default: m.DesktopMenu })));

/** The element for it would be a fieldset, which is for forms and lays itself out in its own way. */
export const GROUP = { role: "group" } as const;

export const HINT_ID = "arrange-hint";
export const CHOSEN_ID = "is-chosen";

type Props = PixelBox & {
  readonly widget: Widget;
  readonly towardsEnd: 1 | -1;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly chosen: boolean;
  readonly held: "drag" | "size" | "lift" | null;
  readonly fresh: boolean;
  /** These never change, so that a frame renders for its own sake only. */
  readonly onPress: (event: PointerEvent<HTMLElement>, id: string, kind: "drag" | "size") => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, id: string) => void;
  readonly onBlur: () => void;
  readonly onSettings: (id: string) => void;
};

export const WidgetFrame = memo((props: Props): ReactNode => {
  const { widget, editing, readOnly, chosen, held, fresh, onPress, onKey, onBlur, onSettings } = props;
  const name = nameOf(widget);
  const movable = editing && !widget.locked;
  const isRow = widget.type === "row";
  return (
    <section
      {...GROUP}
      className={`frame${held ? ` is-held is-${held}` : ""}${chosen ? " is-chosen" : ""}${fresh ? " is-fresh" : ""}${isRow ? " is-row" : ""}`}
      style={frameStyle(props, props.towardsEnd)}
      data-widget-id={widget.id}
      data-type={widget.type}
      aria-label={name}
      aria-describedby={editing ? (chosen ? `${CHOSEN_ID} ${HINT_ID}` : HINT_ID) : undefined}
      tabIndex={editing ? 0 : undefined}
      onKeyDown={editing ? (event) => onKey(event, widget.id) : undefined}
      onBlur={editing ? onBlur : undefined}
      onClickCapture={editing ? (event) => click(event, widget.id) : undefined}
    >
      {(editing || (widget.title && !isRow)) && (
        <header
          className={movable ? "frame-head is-handle" : "frame-head"}
          onPointerDown={movable ? (event) => onPress(event, widget.id, "drag") : undefined}
        >
          {/* Seen where fingers are: they scroll by everything but this. */}
          {movable && (
            <span className="grip" aria-hidden="true">
              <GripIcon />
            </span>
          )}
          {chosen && (
            <span className="frame-chosen">
              <CheckIcon />
            </span>
          )}
          <h2 className="frame-title" title={name}>
            {name}
          </h2>
          {widget.locked && (
            <span className="frame-locked" title={words.locked}>
              <LockIcon />
            </span>
          )}
          {editing && (
            <Suspense fallback={<span className="icon-button" />}>
              <DesktopMenu widget={widget} onSettings={onSettings} />
            </Suspense>
          )}
        </header>
      )}
      <div className="frame-body">
        <WidgetBody
          {...contentOf(widget)}
          readOnly={readOnly}
          onConfig={changeConfig}
          onSettings={onSettings}
        />
      </div>
      {movable && (
        // Keyboard and menu have their own ways to resize; this one is the pointer's.
        <span
          className="frame-corner"
          aria-hidden="true"
          onPointerDown={(event) => onPress(event, widget.id, "size")}
        />
      )}
    </section>
  );
});

/** With a key held, a click chooses; a tap does once something is chosen. What is being typed in stays usable. */
const click = (event: MouseEvent<HTMLElement>, id: string): void => {
  const target = event.target instanceof Element ? event.target : null;
  const { nativeEvent } = event;
  const isTap = nativeEvent instanceof globalThis.PointerEvent && nativeEvent.pointerType === "touch";
  const chooses =
    event.shiftKey || event.ctrlKey || event.metaKey
      ? !isTyping(target) && target?.closest("[popover], button[popovertarget]") === null
      : isTap &&
        selection.get().size > 0 &&
        target?.closest(".frame-head") !== null &&
        target?.closest("button, [popover]") === null;
  if (!chooses) return;
  event.preventDefault();
  event.stopPropagation();
  toggleChosen(id);
};
