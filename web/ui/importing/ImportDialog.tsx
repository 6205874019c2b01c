/** Brings in a dashboard from Grafana or from a file downloaded here. Shows what will come before it comes. */
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { Dialog, DialogFoot } from "../common/Dialog.tsx";
import { ImportIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { bringIn, type Target, targetsOf, usualTarget } from "./bringIn.ts";
import { Outcome } from "./Outcome.tsx";
import { type Reading, type Ready, readDashboard } from "./readDashboard.ts";
import { readFile } from "./readFile.ts";
import "../common/dialogs.css";
import "./importing.css";

/** What it opens with: a file that was dropped, or a text that was pasted, on the page. */
export type Brought = { readonly file?: File; readonly text?: string };

type Busy = { readonly name: string; readonly share: number; readonly stop: () => void };

export const ImportDialog = ({
  brought = {},
  onClose,
}: {
  readonly brought?: Brought;
  readonly onClose: () => void;
}): ReactNode => {
  const [text, setText] = useState(brought.text ?? "");
  const [failure, setFailure] = useState<"too-large" | "unread" | null>(null);
  const [busy, setBusy] = useState<Busy | null>(null);
  const [which, setWhich] = useState(0);
  const [target, setTarget] = useState<Target | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const reading = useMemo(() => readDashboard(text), [text]);
  const chosen = reading.kind === "several" ? (reading.entries[which]?.reading ?? reading) : reading;
  const ready = chosen.kind === "ready" ? chosen : null;
  const pasteId = useId();

  const take = (next: string): void => {
    setText(next);
    setFailure(null);
    setWhich(0);
    setName(null);
  };
  const read = async (file: File): Promise<void> => {
    const stopping = new AbortController();
    const show = (share: number) => setBusy({ name: file.name, share, stop: () => stopping.abort() });
    show(0);
    const result = await readFile(file, { onPart: show, signal: stopping.signal });
    setBusy(null);
    if (result.kind === "read") take(result.text);
    else if (result.kind !== "stopped") setFailure(result.kind);
  };
  const first = useRef(brought.file);
  useEffect(() => {
    const { current } = first;
    first.current = undefined;
    if (current !== undefined) void read(current);
  });

  const targets = useMemo(() => (ready === null ? null : targetsOf(ready)), [ready]);
  const to = target ?? usualTarget();
  const plan = targets?.[to] ?? null;
  const finish = async (close: () => void, what: Ready): Promise<void> => {
    setWorking(true);
    const done = await bringIn(what, { to, name: name ?? what.title });
    setWorking(false);
    if (done) close();
  };
  return (
    <Dialog title={words.importTitle} onClose={onClose}>
      {(close) => (
        <>
          <div className="dialog-body">
            <p className="dialog-note">{words.importIntro}</p>
            <div className="import-source">
              <label className="button file-button">
                <ImportIcon />
                {words.importFile}
                <input
                  type="file"
                  accept=".json,application/json"
                  onChange={(event) => {
                    const file = event.target.files?.[0];
                    // Chosen once more, the same file is to be read once more.
                    event.target.value = "";
                    if (file !== undefined) void read(file);
                  }}
                />
              </label>
              <span className="dialog-note import-drop">{words.importDrop}</span>
            </div>
            {busy !== null && <Progress {...busy} />}
            <div className="field">
              <label htmlFor={pasteId}>{words.importPaste}</label>
              <Paste id={pasteId} text={text} isSmall={ready !== null} onChange={take} />
            </div>
            <div aria-live="polite">
              {failure !== null ? (
                <p className="field-error">
                  {failure === "too-large" ? words.importTooLarge : words.importUnread}
                </p>
              ) : (
                <>
                  {reading.kind === "several" && (
                    <Which entries={reading.entries} at={which} onChoose={setWhich} />
                  )}
                  <Outcome reading={chosen} to={to} plan={plan} />
                </>
              )}
            </div>
            {ready !== null && failure === null && (
              <Where to={to} onChoose={setTarget} name={name ?? ready.title} onName={setName} />
            )}
          </div>
          <DialogFoot close={close}>
            <button
              type="button"
              className="button is-primary"
              disabled={ready === null || failure !== null || plan === null || working}
              onClick={() => ready !== null && void finish(close, ready)}
            >
              {working ? words.importing : words.importNow}
            </button>
          </DialogFoot>
        </>
      )}
    </Dialog>
  );
};

/** A field that holds megabytes makes every key wait: of a long text only the beginning is shown. */
const MOST_SHOWN = 20_000;

const Paste = ({
  id,
  text,
  isSmall,
  onChange,
}: {
  readonly id: string;
  readonly text: string;
  readonly isSmall: boolean;
  readonly onChange: (text: string) => void;
}): ReactNode => {
  const isCut = text.length > MOST_SHOWN;
  return (
    <textarea
      id={id}
      className="input is-code"
      rows={isSmall ? 2 : 6}
      spellCheck={false}
      readOnly={isCut}
      value={isCut ? `${text.slice(0, MOST_SHOWN)}…` : text}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData("text/plain");
        if (!isCut && pasted.length <= MOST_SHOWN) return;
        event.preventDefault();
        onChange(pasted);
      }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

const Progress = ({ name, share, stop }: Busy): ReactNode => (
  <div className="import-progress">
    <progress value={share} max={1} aria-label={words.importReading(name)} />
    <span className="dialog-note">{words.importReading(name)}</span>
    <button type="button" className="button" onClick={stop}>
      {words.importStop}
    </button>
  </div>
);

const Which = ({
  entries,
  at,
  onChoose,
}: {
  readonly entries: Extract<Reading, { kind: "several" }>["entries"];
  readonly at: number;
  readonly onChoose: (index: number) => void;
}): ReactNode => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.importSeveral(entries.length)}</label>
      <select id={id} className="input" value={at} onChange={(event) => onChoose(Number(event.target.value))}>
        {entries.map(({ title }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two dashboards may have one name, and the list never changes.
          <option key={index} value={index}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
};

const TARGETS = ["replace", "append", "anew"] as const satisfies readonly Target[];

/** On a phone what appears below would not be seen. */
const intoView = (field: HTMLElement | null): void => field?.scrollIntoView({ block: "nearest" });

const Where = ({
  to,
  onChoose,
  name,
  onName,
}: {
  readonly to: Target;
  readonly onChoose: (to: Target) => void;
  readonly name: string;
  readonly onName: (name: string) => void;
}): ReactNode => {
  const nameId = useId();
  return (
    <fieldset className="import-where">
      <legend>{words.importWhere}</legend>
      {TARGETS.map((one) => (
        <label key={one}>
          <input type="radio" name="import-to" checked={one === to} onChange={() => onChoose(one)} />
          {words.importTo[one]}
        </label>
      ))}
      {to === "anew" && (
        <div className="field" ref={intoView}>
          <label htmlFor={nameId}>{words.importName}</label>
          <input
            id={nameId}
            className="input"
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => onName(event.target.value)}
          />
        </div>
      )}
    </fieldset>
  );
};
