/**
 * The picture of a chart, and one way through its points for all: a pointer follows them, arrow keys step from one to
 * the next, and what is there is read out as the value of a slider.
 */
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactNode,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Figures } from "../figures/series.ts";
import { words } from "../moreWords.ts";
import { type Size, useSize } from "../widgets/useSize.ts";
import { Marks, rowsPerMark } from "./Marks.tsx";
import { type ChartKind, type Plan, planOf } from "./plan.ts";
import { Readout, readoutOf } from "./Readout.tsx";
import { nearest } from "./thin.ts";

export const Plot = ({
  figures,
  kind,
  unit,
  fromZero,
}: {
  readonly figures: Figures;
  readonly kind: ChartKind;
  readonly unit: string;
  readonly fromZero: boolean;
}): ReactNode => {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const [active, setActive] = useState<number | null>(null);
  const plan = useMemo(
    () => (size.width < 40 || size.height < 24 ? undefined : planOf(figures, { kind, fromZero, ...size })),
    [figures, kind, fromZero, size],
  );
  const last = figures.x.at.length - 1;
  const shown = Math.min(active ?? last, last);
  const readout = readoutOf(figures, { index: shown, kind, unit });

  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    if (plan === undefined) return;
    const { left } = event.currentTarget.getBoundingClientRect();
    setActive(nearest(plan.xs, event.clientX - left));
  };
  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    const to = stepOf(event.key, shown, last);
    if (to === undefined && event.key !== "Escape") return;
    // Of a chart in a dialog it would close that.
    if (event.key === "Escape" && active === null) return;
    event.preventDefault();
    setActive(to === undefined ? null : Math.min(last, Math.max(0, to)));
  };

  return (
    <div
      ref={frame}
      className="chart-plot"
      role="slider"
      tabIndex={0}
      aria-label={words.chartLabel(
        words.choices[kind] ?? kind,
        figures.series.map(({ name }, at) => name || words.seriesUnnamed(at + 1)),
        last + 1,
      )}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={shown + 1}
      aria-valuetext={words.chartPoint(
        readout.where,
        readout.values.map(({ name, text }) => `${name} ${text}`),
      )}
      onPointerMove={follow}
      onPointerDown={follow}
      // A finger that was lifted has left, too; what it pointed at stays until something else is touched.
      onPointerLeave={({ pointerType }) => pointerType === "mouse" && setActive(null)}
      onKeyDown={step}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && setActive(last)}
      onBlur={() => setActive(null)}
    >
      {plan !== undefined && (
        <>
          <Drawing figures={figures} kind={kind} plan={plan} size={size} />
          {active !== null && (
            <Readout readout={readout} index={shown} figures={figures} kind={kind} plan={plan} size={size} />
          )}
        </>
      )}
      {plan !== undefined && rowsPerMark(kind, plan) > 1 && (
        <p className="spoken">
          {(kind === "bar" ? words.barsJoined : words.candlesJoined)(rowsPerMark(kind, plan))}
        </p>
      )}
    </div>
  );
};

const stepOf = (key: string, from: number, last: number): number | undefined => {
  const page = Math.max(1, Math.round(last / 10));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return from - 1;
    case "ArrowRight":
    case "ArrowUp":
      return from + 1;
    case "PageDown":
      return from - page;
    case "PageUp":
      return from + page;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
};

/** Draws again only when something of it changed, and not with every move of a pointer over it. */
const Drawing = memo(
  ({
    figures,
    kind,
    plan,
    size,
  }: {
    readonly figures: Figures;
    readonly kind: ChartKind;
    readonly plan: Plan;
    readonly size: Size;
  }): ReactNode => {
    const { box } = plan;
    return (
      <svg className="chart-svg" width={size.width} height={size.height} aria-hidden="true">
        {plan.yTicks.map(({ at, label }) => (
          <g key={label}>
            <line className="chart-grid" x1={box.left} x2={box.right} y1={at} y2={at} />
            <text className="chart-text" x={box.left - 8} y={at} dy="0.35em" textAnchor="end">
              {label}
            </text>
          </g>
        ))}
        {plan.xTicks.map(({ at, label }) => (
          <text key={`${at} ${label}`} className="chart-text" x={at} y={box.bottom + 17} textAnchor="middle">
            {label}
          </text>
        ))}
        <Marks figures={figures} kind={kind} plan={plan} />
        {plan.yTicks.length > 0 && (
          <line className="chart-base" x1={box.left} x2={box.right} y1={plan.base} y2={plan.base} />
        )}
      </svg>
    );
  },
);
