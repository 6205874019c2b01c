/** One widget as two devices have it, side by side and really drawn; one of them is chosen. */
import { type ReactNode, useId, useRef } from "react";
import type { Widget } from "../../../worker/layout/schema.ts";
import type { OpenConflict } from "../../client/index.ts";
import { findWidget } from "../board/findWidget.ts";
import { contentOf, WidgetBody } from "../board/WidgetBody.tsx";
import { words } from "../moreWords.ts";
import type { Question } from "./clashesInWords.ts";
import type { Excerpt } from "./excerpt.ts";
import type { Spot } from "./reveal.ts";
import { useReveal } from "./useReveal.ts";

export type Side = "mine" | "theirs";
export type SideTitles = Readonly<Record<Side, string>>;

export const ClashCard = ({
  question,
  conflict,
  titles,
  side,
  onSide,
}: {
  readonly question: Question;
  readonly conflict: OpenConflict;
  readonly titles: SideTitles;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
}): ReactNode => {
  const name = useId();
  const { widget, widgetId, clashes } = question;
  return (
    <fieldset className="question">
      <legend>{widget}</legend>
      {(["mine", "theirs"] as const).map((one) => (
        <label key={one} className="side">
          <span className="side-head">
            <input type="radio" name={name} checked={side === one} onChange={() => onSide(one)} />
            {titles[one]}
          </span>
          {widgetId !== undefined && (
            <DrawnWidget
              widget={findWidget(conflict[one], widgetId)}
              spot={clashes.find(({ spots }) => spots !== undefined)?.spots?.[one]}
            />
          )}
          <span className="side-text">
            {clashes.map((clash) => (
              <span key={clash.key}>
                {clash.field !== undefined && <b>{clash.field}: </b>}
                {clash.marked === undefined ? clash[one] : <Marked {...clash.marked[one]} />}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
};

const Marked = ({ before, part, after }: Excerpt): ReactNode => (
  <>
    {before}
    {/* Empty it shows where the other side has more. */}
    <mark>{part}</mark>
    {after}
  </>
);

/** For the eye: what is in it is told in words beside it. */
const DrawnWidget = ({
  widget,
  spot,
}: {
  readonly widget: Widget | undefined;
  /** What of it is to be seen first. */
  readonly spot: Spot | undefined;
}): ReactNode => {
  const ref = useRef<HTMLSpanElement>(null);
  useReveal(ref, spot);
  if (widget === undefined) return <span className="side-gone">{words.clashGone}</span>;
  return (
    <span ref={ref} className="side-widget" inert aria-hidden="true">
      <span className="frame" data-type={widget.type}>
        {widget.title && (
          <span className="frame-head">
            <span className="frame-title">{widget.title}</span>
          </span>
        )}
        <span className="frame-body">
          <WidgetBody {...contentOf(widget)} readOnly={true} onConfig={unchanged} />
        </span>
      </span>
    </span>
  );
};

const unchanged = (): void => {};
