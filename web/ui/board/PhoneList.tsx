/** The phone's layout: one widget a row, in an order of its own. Only the handle drags; elsewhere a finger scrolls. */
import { lazy, type MouseEvent, type PointerEvent, type ReactNode, Suspense, useRef, useState } from "react";
import { phoneList } from "../../../worker/layout/phone.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { DownIcon, GripIcon, MinusIcon, PlusIcon, UpIcon } from "../common/icons.tsx";
import { nameOf } from "../widgetKinds.ts";
import { words } from "../words.ts";
import { rowsToPixels } from "./gridMetrics.ts";
import { contentOf, WidgetBody } from "./WidgetBody.tsx";
import { GROUP } from "./WidgetFrame.tsx";
import { changeConfig } from "./widgetActions.ts";

const PhoneMenu = lazy(() => import("./WidgetMenu.tsx").then((m) => ({ default: m.PhoneMenu })));

type Actions = typeof import("../arranging/placeActions.ts");

// Asked for as the page starts, so that it is at hand when a finger comes down.
void import("../arranging/phoneDrag.ts").catch(() => undefined);

export const PhoneList = ({
  layout,
  editing,
  readOnly,
  freshId,
  onSettings,
}: {
  readonly layout: Layout;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly freshId: string | null;
  readonly onSettings: (id: string) => void;
}): ReactNode => {
  const ref = useRef<HTMLOListElement>(null);
  const [heldId, setHeldId] = useState<string | null>(null);
  const widgets = phoneList(layout);

  const press = (event: PointerEvent<HTMLElement>, widget: Widget, from: number): void => {
    const [pressed, handle, list] = [event.nativeEvent, event.currentTarget, ref.current];
    if (list === null) return;
    void import("../arranging/phoneDrag.ts").then((part) =>
      part.dragCard(pressed, { handle, list }, { widget, from, onHeld: setHeldId }),
    );
  };

  return (
    <ol ref={ref} className={`phone${editing ? " is-editing" : ""}${heldId === null ? "" : " is-arranging"}`}>
      {widgets.map((widget, index) => (
        <li
          key={widget.id}
          className={`card${heldId === widget.id ? " is-held" : ""}${widget.id === freshId ? " is-fresh" : ""}`}
        >
          <PhoneCard
            widget={widget}
            index={index}
            last={index === widgets.length - 1}
            editing={editing}
            readOnly={readOnly}
            onPress={(event) => press(event, widget, index)}
            onSettings={onSettings}
          />
        </li>
      ))}
    </ol>
  );
};

const PhoneCard = ({
  widget,
  index,
  last,
  editing,
  readOnly,
  onPress,
  onSettings,
}: {
  readonly widget: Widget;
  readonly index: number;
  readonly last: boolean;
  readonly editing: boolean;
  readonly readOnly: boolean;
  readonly onPress: (event: PointerEvent<HTMLElement>) => void;
  readonly onSettings: (id: string) => void;
}): ReactNode => {
  const name = nameOf(widget);
  const isRow = widget.type === "row";
  return (
    <section
      className={`frame${isRow ? " is-row" : ""}`}
      {...GROUP}
      aria-label={name}
      data-widget-id={widget.id}
      data-type={widget.type}
    >
      {(editing || (widget.title && !isRow)) && (
        <header className="frame-head">
          {editing && !widget.locked && (
            // The buttons below do the same for everyone who can't drag.
            <span className="grip" aria-hidden="true" onPointerDown={onPress}>
              <GripIcon />
            </span>
          )}
          <h2 className="frame-title">{name}</h2>
          {editing && (
            <Suspense fallback={<span className="icon-button" />}>
              <PhoneMenu widget={widget} onSettings={onSettings} />
            </Suspense>
          )}
        </header>
      )}
      <div className="frame-body" style={{ height: `${rowsToPixels(widget.h)}px` }}>
        <WidgetBody
          {...contentOf(widget)}
          readOnly={readOnly}
          onConfig={changeConfig}
          onSettings={onSettings}
        />
      </div>
      {editing && (
        <footer className="card-foot">
          <CardButton
            label={words.moveUp}
            of={name}
            disabled={widget.locked === true || index === 0}
            act={(actions) => actions.moveOnPhone(widget.id, index - 1)}
          >
            <UpIcon />
          </CardButton>
          <CardButton
            label={words.moveDown}
            of={name}
            disabled={widget.locked === true || last}
            act={(actions) => actions.moveOnPhone(widget.id, index + 1)}
          >
            <DownIcon />
          </CardButton>
          <span className="card-gap" />
          <CardButton
            label={words.shorter}
            of={name}
            disabled={widget.locked === true || widget.h <= 1}
            act={(actions) => actions.heightOnPhone(widget.id, widget.h - 1)}
          >
            <MinusIcon />
          </CardButton>
          <CardButton
            label={words.taller}
            of={name}
            disabled={widget.locked === true}
            act={(actions) => actions.heightOnPhone(widget.id, widget.h + 1)}
          >
            <PlusIcon />
          </CardButton>
        </footer>
      )}
    </section>
  );
};

const CardButton = ({
  label,
  of,
  disabled,
  act,
  children,
}: {
  readonly label: string;
  readonly of: string;
  readonly disabled: boolean;
  readonly act: (actions: Actions) => void;
  readonly children: ReactNode;
}): ReactNode => {
  const press = async (event: MouseEvent<HTMLButtonElement>): Promise<void> => {
    const button = event.currentTarget;
    act(await import("../arranging/placeActions.ts"));
    // The card may have been moved in the page, which costs it the focus; the next press should find it.
    requestAnimationFrame(() => button.focus());
  };
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`${label}: ${of}`}
      disabled={disabled}
      onClick={(event) => void press(event)}
    >
      {children}
    </button>
  );
};
