/** A true clash between two devices, in plain words and pictures. Nothing is lost by any choice, or by none. */
import type { ReactNode } from "react";
import {
  type ConflictChoice,
  widgetPersistenceManager as keeper,
  type OpenConflict,
} from "../client/index.ts";
import { type ClashInWords, clashesInWords } from "./clashesInWords.ts";
import { Dialog } from "./Dialog.tsx";
import { MiniMap } from "./MiniMap.tsx";
import { fullTime, timeAgo } from "./times.ts";
import { showDone } from "./toasts.tsx";
import { MINUTE_MS, useNow } from "./useNow.ts";
import { words } from "./words.ts";
import "./dialogs.css";

const CHOICES = [
  { choice: "mine", title: words.mine, about: words.mineAbout },
  { choice: "theirs", title: words.theirs, about: words.theirsAbout },
  { choice: "merged", title: words.merged, about: words.mergedAbout },
] as const satisfies readonly { choice: ConflictChoice; title: string; about: string }[];

export const ConflictDialog = ({
  conflict,
  onClose,
}: {
  readonly conflict: OpenConflict;
  readonly onClose: () => void;
}): ReactNode => {
  const now = useNow(MINUTE_MS);
  const clashes = clashesInWords(conflict);
  const marked = new Set(clashes.flatMap(({ widgetId }) => widgetId ?? []));
  const choose = async (choice: ConflictChoice, close: () => void): Promise<void> => {
    close();
    onClose();
    showDone(words.resolved[choice], await keeper.resolveConflict(choice));
  };
  return (
    <Dialog title={words.conflictTitle} size="wide" onClose={onClose}>
      {(close) => (
        <>
          <div className="dialog-body">
            <p title={fullTime(conflict.theirTime)}>{words.conflictText(timeAgo(conflict.theirTime, now))}</p>
            <ul className="choices">
              {CHOICES.map(({ choice, title, about }) => (
                <li key={choice} className="choice">
                  <MiniMap layout={conflict[choice]} label={title} marked={marked} />
                  <h3>{title}</h3>
                  <p className="dialog-note">{about}</p>
                  <button
                    type="button"
                    className={choice === "merged" ? "button is-primary" : "button"}
                    onClick={() => void choose(choice, close)}
                  >
                    {words.keep[choice]}
                  </button>
                </li>
              ))}
            </ul>
            <h3 className="clash-heading">
              {clashes.length === 0 ? words.clashTogether : words.clashes(clashes.length)}
            </h3>
            <ul className="clashes">
              {clashes.map((clash) => (
                <Clash key={clash.key} clash={clash} />
              ))}
            </ul>
          </div>
          <div className="dialog-foot">
            <button type="button" className="button" onClick={close}>
              {words.decideLater}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
};

const Clash = ({ clash }: { readonly clash: ClashInWords }): ReactNode => (
  <li className="clash">
    <p className="clash-what">
      <strong>{clash.widget}</strong>
      {clash.field !== undefined && ` · ${clash.field}`}
    </p>
    <dl>
      <dt>{words.mine}</dt>
      <dd>{clash.mine}</dd>
      <dt>{words.theirs}</dt>
      <dd>{clash.theirs}</dd>
    </dl>
  </li>
);
