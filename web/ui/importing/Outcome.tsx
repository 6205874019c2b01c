/** What was read, in a picture and in words; or why it can't come in, and what to do then. */
import type { ReactNode } from "react";
import type { Layout } from "../../../worker/layout/schema.ts";
import { MiniMap } from "../board/MiniMap.tsx";
import { words } from "../moreWords.ts";
import { kindName } from "../widgetKinds.ts";
import type { Target } from "./bringIn.ts";
import type { Reading, Ready } from "./readDashboard.ts";

/** Kinds that are named; of more there is a number. */
const MOST_KINDS = 4;

export const Outcome = ({
  reading,
  to,
  plan,
}: {
  readonly reading: Reading;
  readonly to: Target;
  readonly plan: Layout | null;
}): ReactNode => {
  switch (reading.kind) {
    case "nothing":
    case "several":
      return null;
    case "too-large":
      return <Fault text={words.importTooLarge} />;
    case "not-json":
      return <Fault text={words.notJson} />;
    case "unknown":
      return <Fault text={words.importUnknown} />;
    case "unreadable":
      return <Fault text={words.importUnreadable} />;
    case "sealed":
      return <Fault text={words.importSealed} />;
    case "invalid":
      return (
        <div className="field-error">
          <p>{words.importInvalid}</p>
          <ul className="import-faults">
            {reading.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      );
    case "ready":
      return plan === null ? (
        <Fault text={words.importFull} />
      ) : (
        <Preview reading={reading} to={to} plan={plan} />
      );
  }
};

const Fault = ({ text }: { readonly text: string }): ReactNode => <p className="field-error">{text}</p>;

const Preview = ({
  reading: { title, layout, overlaps, foreign },
  to,
  plan,
}: {
  readonly reading: Ready;
  readonly to: Target;
  readonly plan: Layout;
}): ReactNode => {
  const undrawn = foreign.reduce((sum, { count }) => sum + count, 0);
  const kinds = foreign.slice(0, MOST_KINDS).map(({ type, count }) => `${kindName(type)} × ${count}`);
  const more = foreign.length > MOST_KINDS ? "…" : "";
  return (
    <div className="import-preview">
      <MiniMap
        layout={plan}
        label={title}
        // Beside what is there, what comes stands out.
        {...(to === "append" && {
          marked: new Set(
            plan.desktop.slice(-layout.desktop.length || plan.desktop.length).map(({ id }) => id),
          ),
        })}
      />
      <div>
        <h3>{title}</h3>
        <p>{sentence(to, layout.desktop.length)}</p>
        <ul className="dialog-note">
          {undrawn > 0 && (
            <li>
              {words.importForeign(undrawn)}: {words.importKinds(kinds)}
              {more}
            </li>
          )}
          {overlaps > 0 && <li>{words.importWarnings(overlaps)}</li>}
          <li>{to === "anew" ? words.importSafeAnew : words.importSafe}</li>
        </ul>
      </div>
    </div>
  );
};

const sentence = (to: Target, widgets: number): string => {
  switch (to) {
    case "replace":
      return words.importReplaces(widgets);
    case "append":
      return words.importAppends(widgets);
    case "anew":
      return words.importAnew(widgets);
  }
};
