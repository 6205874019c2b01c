/** One widget on the grid: its frame, handles and menu. Renders again only when something of its own changed. */
import { type KeyboardEvent, memo, type PointerEvent, type ReactNode } from "react";
import type { Widget } from "../../worker/layout/schema.ts";
import type { PixelBox } from "./gridMetrics.ts";
import { LockIcon } from "./icons.tsx";
import { frameStyle } from "./useArrange.ts";
import { WidgetBody } from "./WidgetBody.tsx";
import { DesktopMenu } from "./WidgetMenu.tsx";
import { changeConfig } from "./widgetActions.ts";
import { nameOf } from "./widgetKinds.ts";
import { words } from "./words.ts";

/** The element for it would be a fieldset, which is for forms and lays itself out in its own way. */
export const GROUP = { role: "group" } as const;

export const HINT_ID = "arrange-hint";

type Props = PixelBox & {
  readonly widget: Widget;
  readonly towardsEnd: 1 | -1;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly held: "drag" | "size" | "lift" | null;
  readonly fresh: boolean;
  /** These never change, so that a frame renders for its own sake only. */
  readonly onPress: (event: PointerEvent<HTMLElement>, id: string, kind: "drag" | "size") => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, id: string) => void;
  readonly onBlur: () => void;
  readonly onSettings: (id: string) => void;
};

export const WidgetFrame = memo((props: Props): ReactNode => {
  const { widget, editing, readOnly, held, fresh, onPress, onKey, onBlur, onSettings } = props;
  const name = nameOf(widget);
  const movable = editing && !widget.locked;
  const isRow = widget.type === "row";
  return (
    <section
      {...GROUP}
      className={`frame${held ? ` is-held is-${held}` : ""}${fresh ? " is-fresh" : ""}${isRow ? " is-row" : ""}`}
      style={frameStyle(props, props.towardsEnd)}
      data-widget-id={widget.id}
      data-type={widget.type}
      aria-label={name}
      aria-describedby={editing ? HINT_ID : undefined}
      tabIndex={editing ? 0 : undefined}
      onKeyDown={editing ? (event) => onKey(event, widget.id) : undefined}
      onBlur={editing ? onBlur : undefined}
    >
      {(editing || (widget.title && !isRow)) && (
        <header
          className={movable ? "frame-head is-handle" : "frame-head"}
          onPointerDown={movable ? (event) => onPress(event, widget.id, "drag") : undefined}
        >
          <h2 className="frame-title">{name}</h2>
          {widget.locked && (
            <span className="frame-locked" title={words.locked}>
              <LockIcon />
            </span>
          )}
          {editing && <DesktopMenu widget={widget} onSettings={onSettings} />}
        </header>
      )}
      <div className="frame-body">
        <WidgetBody
          id={widget.id}
          type={widget.type}
          title={widget.title}
          config={widget.config}
          readOnly={readOnly}
          onConfig={changeConfig}
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
