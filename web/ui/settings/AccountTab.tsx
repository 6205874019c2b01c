/** All that is kept of a person: to take away as a file, or to end. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { widgetAccountService as account, type Erased } from "../../client/index.ts";
import { downloadBlob } from "../common/download.ts";
import { ExportIcon } from "../common/icons.tsx";
import type { Say } from "../common/useSaid.tsx";
import { LANGUAGE, words } from "../moreWords.ts";
import { forgetAtNextStart } from "./erasing.ts";

export const AccountTab = ({ say }: { readonly say: Say }): ReactNode => {
  const [erased, setErased] = useState<Erased | null>(null);
  if (erased !== null) return <AfterErasing erased={erased} />;
  return (
    <>
      <Export say={say} />
      <Erase
        onErased={(answer) => {
          forgetAtNextStart();
          setErased(answer);
        }}
      />
    </>
  );
};

const Export = ({ say }: { readonly say: Say }): ReactNode => {
  const [bytes, setBytes] = useState<number | null>(null);
  const stop = useRef<AbortController | null>(null);
  // Nobody waits for it any more.
  useEffect(() => () => stop.current?.abort(), []);
  const run = async (): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    setBytes(0);
    const answer = await account.exportAll({ signal: controller.signal, onBytes: setBytes });
    setBytes(null);
    if (controller.signal.aborted) return;
    if (answer.ok) downloadBlob(answer.value, "gridkeep-account");
    say(answer.ok ? words.exported : words.exportFailed);
  };
  return (
    <section className="settings-part">
      <h3>{words.exportAll}</h3>
      <p className="dialog-note">{words.exportAllText}</p>
      <div className="ask-buttons">
        <button type="button" className="button" disabled={bytes !== null} onClick={() => void run()}>
          <ExportIcon />
          {bytes === null ? words.exportNow : words.exporting(sizeInWords(bytes))}
        </button>
        {bytes !== null && (
          <button type="button" className="button is-quiet" onClick={() => stop.current?.abort()}>
            {words.cancel}
          </button>
        )}
      </div>
    </section>
  );
};

const sizeInWords = (bytes: number): string => {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(LANGUAGE, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

const Erase = ({ onErased }: { readonly onErased: (erased: Erased) => void }): ReactNode => {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isMeant = typed.trim().toLowerCase() === words.product.toLowerCase();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isMeant) return;
    setBusy(true);
    setError(null);
    const answer = await account.erase();
    setBusy(false);
    if (answer.ok) onErased(answer.value);
    else setError(words.eraseFailed);
  };
  return (
    <form className="settings-part" onSubmit={(event) => void submit(event)}>
      <h3>{words.erase}</h3>
      <p className="dialog-note">{words.eraseText}</p>
      <div className="field">
        <label htmlFor={id}>{words.eraseType(words.product)}</label>
        <input
          id={id}
          className="input"
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-error`}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p id={`${id}-error`} className="field-error" role="alert">
        {error}
      </p>
      <button type="submit" className="button is-danger" disabled={!isMeant || isBusy}>
        {isBusy ? words.erasing : words.eraseNow}
      </button>
    </form>
  );
};

const AfterErasing = ({ erased: { complete } }: { readonly erased: Erased }): ReactNode => {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="settings-part" role="status">
      <h3 ref={title} tabIndex={-1}>
        {words.erased}
      </h3>
      <p>{complete ? words.erasedText : words.erasedLater}</p>
      <button type="button" className="button is-primary" onClick={() => location.assign("/")}>
        {words.startAnew}
      </button>
    </section>
  );
};
