/** Names a version, in its place in the list. Enter saves, Escape leaves it; focus goes back to where it came from. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { LIMITS } from "../../../worker/layout/limits.ts";
import type { Version } from "../../client/index.ts";
import { words } from "../moreWords.ts";
import { versionName } from "./versionName.ts";

export const NameForm = ({
  version,
  onName,
  onClose,
}: {
  readonly version: Version;
  /** Whether the server has it. */
  readonly onName: (version: Version, name: string) => Promise<boolean>;
  readonly onClose: () => void;
}): ReactNode => {
  const ref = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(versionName(version) ?? "");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.select();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const save = async (): Promise<void> => {
    setBusy(true);
    // What could not be saved stays in the field, to be tried again.
    if (await onName(version, name.trim())) onClose();
    else setBusy(false);
  };
  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // The panel's own Escape would close all of it.
        event.stopPropagation();
        onClose();
      }}
    >
      <input
        ref={ref}
        className="input"
        aria-label={words.versionName}
        placeholder={words.versionNameHint}
        maxLength={LIMITS.descriptionLength}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button is-primary" disabled={busy}>
        {words.save}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {words.cancel}
      </button>
    </form>
  );
};
