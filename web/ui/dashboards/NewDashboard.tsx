/** Asks what a new dashboard is called and what it starts with, in the place where it will be listed. */
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { EMPTY_LAYOUT } from "../../../worker/layout/limits.ts";
import { showToast } from "../common/toasts.tsx";
import { words } from "../moreWords.ts";
import { flushPending } from "../saving/pendingText.ts";
import { starter } from "../starter.ts";
import { addressOf } from "./address.ts";
import { NAME_LENGTH } from "./list.ts";
import { type Making, makeDashboard } from "./making.ts";
import { leaveNames } from "./names.ts";

export const NewDashboard = ({ onCancel }: { readonly onCancel: () => void }): ReactNode => {
  const [name, setName] = useState("");
  const [isEmpty, setEmpty] = useState(true);
  const [making, setMaking] = useState(false);
  const nameId = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMaking(true);
    const made = await openNew({ name, layout: isEmpty ? EMPTY_LAYOUT : starter() });
    if (!made) setMaking(false);
  };
  return (
    <form className="boards-new" onSubmit={(event) => void submit(event)}>
      <label htmlFor={nameId}>{words.dashboards.name}</label>
      <input
        ref={input}
        id={nameId}
        className="input"
        maxLength={NAME_LENGTH}
        autoComplete="off"
        placeholder={words.dashboards.untitled}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // Closes this form and not the list around it.
          event.preventDefault();
          onCancel();
        }}
      />
      <fieldset className="boards-start">
        <legend>{words.dashboards.startWith}</legend>
        <Choice checked={isEmpty} onChoose={() => setEmpty(true)}>
          {words.dashboards.startEmpty}
        </Choice>
        <Choice checked={!isEmpty} onChoose={() => setEmpty(false)}>
          {words.dashboards.startStarter}
        </Choice>
      </fieldset>
      <div className="boards-buttons">
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="submit" className="button is-primary" disabled={making}>
          {making ? words.dashboards.making : words.dashboards.create}
        </button>
      </div>
    </form>
  );
};

const Choice = ({
  checked,
  onChoose,
  children,
}: {
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}): ReactNode => (
  <label className="boards-choice">
    <input type="radio" name="start" checked={checked} onChange={onChoose} />
    {children}
  </label>
);

/** Makes it and goes there. */
export const openNew = async (making: Making): Promise<boolean> => {
  flushPending();
  const id = await makeDashboard(making);
  if (id === null) showToast({ text: words.dashboards.makeFailed });
  else {
    await leaveNames();
    location.assign(addressOf(id));
  }
  return id !== null;
};
