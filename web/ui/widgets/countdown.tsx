/** Days, hours, minutes and seconds to a date; once it is past, says so. */

import { type ReactNode, useMemo, useState } from "react";
import type { WidgetView } from "../board/widgetViews.tsx";
import { useNow } from "../common/useNow.ts";
import { words } from "../moreWords.ts";
import { LOCALE } from "../words.ts";
import { readConfig } from "./defaults.ts";
import { isZone, momentIn } from "./zonedMoment.ts";
import "./countdown.css";

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000] as const;

export const Countdown: WidgetView = ({ config, readOnly, onChange }) => {
  const { to, timeZone, label } = readConfig("countdown", config);
  const target = useMemo(() => momentIn(to, timeZone), [to, timeZone]);
  if (target === undefined) {
    return <SetDate readOnly={readOnly} onSet={(date) => onChange((before) => ({ ...before, to: date }))} />;
  }
  return (
    <div className="countdown">
      {label !== "" && <p className="countdown-label">{label}</p>}
      <Remaining target={target} />
      {timeZone !== "" && !isZone(timeZone) && (
        <p className="countdown-when">{words.unknownZone(timeZone)}</p>
      )}
    </div>
  );
};

const Remaining = ({ target }: { readonly target: number }): ReactNode => {
  const left = target - useNow();
  const when = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" }).format(target);
  if (left <= 0) {
    return (
      <>
        <p className="countdown-ended">{words.ended}</p>
        <p className="countdown-when">{words.endedAt(when)}</p>
      </>
    );
  }
  const parts = [
    { n: Math.floor(left / DAY), unit: words.days },
    { n: Math.floor((left % DAY) / HOUR), unit: words.hours },
    { n: Math.floor((left % HOUR) / MINUTE), unit: words.minutes },
    { n: Math.floor((left % MINUTE) / SECOND), unit: words.seconds },
  ];
  // No days any more is nothing that needs room.
  const first = Math.max(
    0,
    parts.findIndex(({ n }) => n > 0),
  );
  return (
    <>
      <div className="countdown-parts" role="timer">
        {parts.slice(first).map(({ n, unit }) => (
          <div key={unit(0)} className="countdown-part">
            <span className="countdown-number">{n}</span>
            <span className="countdown-unit">{unit(n)}</span>
          </div>
        ))}
      </div>
      <p className="countdown-when">{when}</p>
    </>
  );
};

const SetDate = ({
  readOnly,
  onSet,
}: {
  readonly readOnly: boolean;
  readonly onSet: (date: string) => void;
}): ReactNode => {
  const [date, setDate] = useState("");
  if (readOnly) {
    return (
      <div className="countdown">
        <p className="countdown-when">{words.noDateSet}</p>
      </div>
    );
  }
  return (
    <form
      className="countdown is-empty"
      onSubmit={(event) => {
        event.preventDefault();
        if (momentIn(date, "") !== undefined) onSet(date);
      }}
    >
      <p className="countdown-label">{words.noDate}</p>
      <div className="countdown-set">
        <input
          className="input"
          type="datetime-local"
          required
          max="9999-12-31T23:59"
          value={date}
          aria-label={words.setDate}
          onChange={(event) => setDate(event.target.value)}
        />
        <button type="submit" className="button is-primary">
          {words.setDate}
        </button>
      </div>
    </form>
  );
};
