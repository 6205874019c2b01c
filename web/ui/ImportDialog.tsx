/** Brings in a dashboard from Grafana, or a file downloaded here. Shows what will come before it comes. */
import { type ReactNode, useId, useMemo, useState } from "react";
import type { Layout } from "../../worker/layout/schema.ts";
import { widgetPersistenceManager as keeper } from "../client/index.ts";
import { Dialog } from "./Dialog.tsx";
import { ImportIcon } from "./icons.tsx";
import { MiniMap } from "./MiniMap.tsx";
import { type Reading, readDashboard } from "./readDashboard.ts";
import { showDone } from "./toasts.tsx";
import { isKind } from "./widgetKinds.ts";
import { words } from "./words.ts";
import "./dialogs.css";

export const ImportDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const [text, setText] = useState("");
  const reading = useMemo(() => readDashboard(text), [text]);
  const pasteId = useId();
  return (
    <Dialog title={words.importTitle} onClose={onClose}>
      {(close) => (
        <>
          <div className="dialog-body">
            <p className="dialog-note">{words.importIntro}</p>
            <label className="button file-button">
              <ImportIcon />
              {words.importFile}
              <input
                type="file"
                accept=".json,application/json"
                onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
              />
            </label>
            <div className="field">
              <label htmlFor={pasteId}>{words.importPaste}</label>
              <textarea
                id={pasteId}
                className="input is-code"
                rows={6}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </div>
            <div aria-live="polite">
              <Outcome reading={reading} />
            </div>
          </div>
          <div className="dialog-foot">
            <button type="button" className="button" onClick={close}>
              {words.cancel}
            </button>
            <button
              type="button"
              className="button is-primary"
              disabled={reading.kind !== "ready"}
              onClick={() => {
                if (reading.kind === "ready") bringIn(reading);
                close();
              }}
            >
              {words.importNow}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
};

const Outcome = ({ reading }: { readonly reading: Reading }): ReactNode => {
  switch (reading.kind) {
    case "nothing":
      return null;
    case "not-json":
      return <p className="field-error">{words.notJson}</p>;
    case "unknown":
      return <p className="field-error">{words.importUnknown}</p>;
    case "unreadable":
      return <p className="field-error">{words.importUnreadable}</p>;
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
      return <Preview title={reading.title} layout={reading.layout} overlaps={reading.overlaps} />;
  }
};

const Preview = ({
  title,
  layout,
  overlaps,
}: {
  readonly title: string;
  readonly layout: Layout;
  readonly overlaps: number;
}): ReactNode => {
  const foreign = layout.desktop.filter(({ type }) => !isKind(type) && type !== "row").length;
  return (
    <div className="import-preview">
      <MiniMap layout={layout} label={title} />
      <div>
        <h3>{title}</h3>
        <p>{words.importReplaces(layout.desktop.length)}</p>
        <ul className="dialog-note">
          {foreign > 0 && <li>{words.importForeign(foreign)}</li>}
          {overlaps > 0 && <li>{words.importWarnings(overlaps)}</li>}
          <li>{words.importSafe}</li>
        </ul>
      </div>
    </div>
  );
};

const bringIn = ({ layout, title, from }: Extract<Reading, { kind: "ready" }>): void => {
  const undo = keeper.edit(() => layout, {
    immediate: true,
    description: (from === "grafana" ? words.importDescription(title) : words.imported(title)).slice(0, 500),
  });
  showDone(words.imported(title), undo);
};
