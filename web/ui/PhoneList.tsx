/** The phone's layout: one widget a row, in an order of its own. Only the handle drags; elsewhere a finger scrolls. */
import { type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { phoneList } from "../../worker/layout/phone.ts";
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { rowsToPixels } from "./gridMetrics.ts";
import { DownIcon, GripIcon, MinusIcon, PlusIcon, UpIcon } from "./icons.tsx";
import { trackPointer } from "./trackPointer.ts";
import { WidgetBody } from "./WidgetBody.tsx";
import { GROUP } from "./WidgetFrame.tsx";
import { PhoneMenu } from "./WidgetMenu.tsx";
import { changeConfig, heightOnPhone, moveOnPhone } from "./widgetActions.ts";
import { nameOf } from "./widgetKinds.ts";
import { words } from "./words.ts";

type Drag = { readonly id: string; readonly from: number; readonly to: number; readonly heightPx: number };

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
  const [drag, setDrag] = useState<Drag | null>(null);
  const widgets = phoneList(layout);

  const press = (event: PointerEvent<HTMLElement>, id: string, from: number): void => {
    const cards = [...(ref.current?.children ?? [])].filter((card) => card instanceof HTMLElement);
    const card = cards[from];
    if (card === undefined || event.button !== 0) return;
    // Measured once: where the cards are when nothing is held.
    const middles = cards.map((one) => one.offsetTop + one.offsetHeight / 2);
    const gap = (cards[1]?.offsetTop ?? 0) - (cards[0]?.offsetHeight ?? 0) - (cards[0]?.offsetTop ?? 0);
    const held = { id, from, heightPx: card.offsetHeight + gap };
    let to = from;
    trackPointer(event.nativeEvent, {
      onStart: () => setDrag({ ...held, to }),
      onMove: ({ dy }) => {
        card.style.translate = `0 ${dy}px`;
        const next = indexAt(card, dy, from, middles);
        if (next !== to) setDrag({ ...held, to: next });
        to = next;
      },
      onEnd: (outcome) => {
        card.style.translate = "";
        setDrag(null);
        if (outcome === "dropped" && to !== from) moveOnPhone(id, to);
      },
    });
  };

  return (
    <ol ref={ref} className={`phone${editing ? " is-editing" : ""}${drag ? " is-arranging" : ""}`}>
      {widgets.map((widget, index) => (
        <li
          key={widget.id}
          className={`card${drag?.id === widget.id ? " is-held" : ""}${widget.id === freshId ? " is-fresh" : ""}`}
          style={{ transform: `translateY(${shift(drag, index)}px)` }}
        >
          <PhoneCard
            widget={widget}
            index={index}
            last={index === widgets.length - 1}
            editing={editing}
            readOnly={readOnly}
            onPress={(event) => press(event, widget.id, index)}
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
          {editing && (
            // The buttons below do the same for everyone who can't drag.
            <span className="grip" aria-hidden="true" onPointerDown={onPress}>
              <GripIcon />
            </span>
          )}
          <h2 className="frame-title">{name}</h2>
          {editing && <PhoneMenu widget={widget} onSettings={onSettings} />}
        </header>
      )}
      <div className="frame-body" style={{ height: `${rowsToPixels(widget.h)}px` }}>
        <WidgetBody
          id={widget.id}
          type={widget.type}
          title={widget.title}
          config={widget.config}
          readOnly={readOnly}
          onConfig={changeConfig}
        />
      </div>
      {editing && (
        <footer className="card-foot">
          <CardButton
            label={words.moveUp}
            of={name}
            disabled={index === 0}
            onPress={() => moveOnPhone(widget.id, index - 1)}
          >
            <UpIcon />
          </CardButton>
          <CardButton
            label={words.moveDown}
            of={name}
            disabled={last}
            onPress={() => moveOnPhone(widget.id, index + 1)}
          >
            <DownIcon />
          </CardButton>
          <span className="card-gap" />
          <CardButton
            label={words.shorter}
            of={name}
            disabled={widget.h <= 1}
            onPress={() => heightOnPhone(widget.id, widget.h - 1)}
          >
            <MinusIcon />
          </CardButton>
          <CardButton
            label={words.taller}
            of={name}
            disabled={false}
            onPress={() => heightOnPhone(widget.id, widget.h + 1)}
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
  onPress,
  children,
}: {
  readonly label: string;
  readonly of: string;
  readonly disabled: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactNode => {
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    const button = event.currentTarget;
    onPress();
    // The card may have been moved in the page, which costs it the focus; the next press should find it.
    requestAnimationFrame(() => button.focus());
  };
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`${label}: ${of}`}
      disabled={disabled}
      onClick={press}
    >
      {children}
    </button>
  );
};

/** Cards between where the held one was and where it will be make room by its height. */
const shift = (drag: Drag | null, index: number): number => {
  if (drag === null || index === drag.from) return 0;
  if (index > drag.from && index <= drag.to) return -drag.heightPx;
  if (index < drag.from && index >= drag.to) return drag.heightPx;
  return 0;
};

/** The held card takes a place once its leading edge has passed the middle of the card there. */
const indexAt = (card: HTMLElement, dy: number, from: number, middles: readonly number[]): number => {
  const top = card.offsetTop + dy;
  const bottom = top + card.offsetHeight;
  if (dy < 0)
    return Math.min(
      from,
      middles.findIndex((middle) => top < middle),
    );
  return Math.max(
    from,
    middles.findLastIndex((middle) => bottom > middle),
  );
};
