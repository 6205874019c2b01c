/** Over the dashboard: the slider through time, and below it the version that is looked at with what can be done. */

import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import type { OpenVersion } from "../../client/index.ts";
import type { VersionHistory } from "../../react/useVersionHistory.ts";
import { fullTime, timeAgo } from "../common/times.ts";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import { useKeeper } from "../keeper.ts";
import { changesInWords, words } from "../moreWords.ts";
import { RestoreButton } from "./RestoreButton.tsx";
import { type Scope, within } from "./scope.ts";
import { headOf } from "./sessions.ts";
import { TimeSlider } from "./TimeSlider.tsx";
import type { Selection } from "./useSelection.ts";
import { VersionView, type View } from "./VersionView.tsx";
import { versionName } from "./versionName.ts";

const VIEWS = ["preview", "since", "before"] as const satisfies readonly View[];
const ALL: Scope = { kind: "all" };

export const VersionStage = ({
  form,
  history,
  selection,
  deviceName,
  onRestored,
}: {
  readonly form: Form;
  readonly history: VersionHistory;
  readonly selection: Selection;
  readonly deviceName: (deviceId: string) => string;
  readonly onRestored: () => void;
}): ReactNode => {
  const { versions, hasMore, loading, error, more } = history;
  const { wanted, shown, choose } = selection;
  const head = useKeeper((state) => state.layout);
  const now = useNow(MINUTE_MS);
  const [view, setView] = useState<View>("preview");
  const [chosen, setChosen] = useState<Scope>(ALL);
  const scope = useMemo(
    () => (head === null || shown === null ? chosen : within(chosen, head, shown.layout)),
    [chosen, head, shown],
  );
  useEffect(() => {
    // The next journey begins anew; on the way from version to version what was chosen stays.
    if (wanted !== null) return;
    setView("preview");
    setChosen(ALL);
  }, [wanted]);
  const reachOldest = useCallback(() => {
    if (hasMore && !loading && error === null && wanted !== null) void more();
  }, [hasMore, loading, error, wanted, more]);

  if (head === null || (wanted === null && versions.length < 2)) return null;
  const isOpening = wanted !== null && wanted !== shown?.version;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back, as the button in it does.
    <div className="stage" onKeyDown={(event) => event.key === "Escape" && choose(null)}>
      <section
        className={`travel${wanted === null ? "" : " is-away"}`}
        aria-label={wanted === null ? words.scrubber : words.version(wanted)}
        aria-busy={isOpening}
        tabIndex={-1}
      >
        {versions.length > 1 && (
          <TimeSlider {...{ versions, wanted, now }} onChoose={choose} onReachOldest={reachOldest} />
        )}
        <div className="travel-head">
          <Caption {...{ history, wanted, now, deviceName, isOpening }} />
          {shown !== null && (
            <div className="travel-buttons">
              <RestoreButton {...{ version: shown, head, scope, onRestored }} />
              <button type="button" className="button" onClick={() => choose(null)}>
                {words.backToNow}
              </button>
            </div>
          )}
        </div>
        {shown !== null && (
          <div className="travel-tools">
            <Segments
              label={words.viewsLabel}
              name="view"
              options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
              value={view}
              onChange={setView}
            />
            {view !== "before" && <ScopeSegments scope={scope} onScope={setChosen} />}
          </div>
        )}
      </section>
      {shown !== null && (
        <Shown {...{ form, view, head, version: shown, history, scope, isOpening }} onScope={setChosen} />
      )}
    </div>
  );
};

const Shown = ({
  isOpening,
  ...props
}: {
  readonly form: Form;
  readonly view: View;
  readonly head: Layout;
  readonly version: OpenVersion;
  readonly history: VersionHistory;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly isOpening: boolean;
}): ReactNode => (
  <div className={`travel-view${isOpening ? " is-opening" : ""}`}>
    <VersionView {...props} />
  </div>
);

const Caption = ({
  history: { versions },
  wanted,
  now,
  deviceName,
  isOpening,
}: {
  readonly history: VersionHistory;
  readonly wanted: number | null;
  readonly now: number;
  readonly deviceName: (deviceId: string) => string;
  readonly isOpening: boolean;
}): ReactNode => {
  const version = versions.find((one) => one.version === (wanted ?? headOf(versions)?.version));
  if (wanted === null || version === undefined)
    return (
      <p className="travel-caption">
        <strong>{wanted === null ? words.travelNow : words.version(wanted)}</strong>
        {wanted === null && <span>{words.travelHint}</span>}
      </p>
    );
  const name = versionName(version);
  return (
    <p className="travel-caption" title={fullTime(version.createdAt)}>
      <strong>
        {words.previewing(version.version, timeAgo(version.createdAt, now))}
        {name !== null && <span className="tag">{name}</span>}
        {isOpening && <span className="travel-opening">{words.opening}</span>}
      </strong>
      <span>
        {deviceName(version.deviceId)} · {changesInWords(version.changes, version.changeType)}
      </span>
    </p>
  );
};

type ScopeName = keyof typeof words.scopes;
const SCOPES = ["all", "desktop", "mobile", "widgets"] as const satisfies readonly ScopeName[];

const ScopeSegments = ({
  scope,
  onScope,
}: {
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
}): ReactNode => (
  <Segments
    label={words.scopesLabel}
    name="scope"
    options={SCOPES.map((value) => ({ value, label: words.scopes[value] }))}
    value={scope.kind === "form" ? scope.form : scope.kind}
    onChange={(name) => onScope(scopeNamed(name))}
  />
);

const scopeNamed = (name: ScopeName): Scope => {
  switch (name) {
    case "all":
      return ALL;
    case "widgets":
      return { kind: "widgets", ids: [] };
    case "desktop":
    case "mobile":
      return { kind: "form", form: name };
  }
};

/** One of few, side by side. */
const Segments = <T extends string>({
  label,
  name,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}): ReactNode => (
  <div className="segments-row" role="radiogroup" aria-label={label}>
    <span aria-hidden="true">{label}</span>
    <div className="segments">
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  </div>
);
