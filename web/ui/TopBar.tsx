/** Name, status, and what can be done. On a phone the actions stand at the bottom, where the thumb is. */
import type { ReactNode } from "react";
import { widgetPersistenceManager as keeper } from "../client/index.ts";
import { useKeeper } from "../react/useKeeper.ts";
import { announce } from "./announcer.tsx";
import { CheckIcon, HistoryIcon, PencilIcon, PlusIcon, RedoIcon, UndoIcon } from "./icons.tsx";
import { StatusPill } from "./StatusPill.tsx";
import { words } from "./words.ts";

export const TopBar = ({
  editing,
  previewing,
  historyOpen,
  menu,
  onEdit,
  onAdd,
  onHistory,
  onDecide,
}: {
  readonly editing: boolean;
  readonly previewing: boolean;
  readonly historyOpen: boolean;
  readonly menu: ReactNode;
  readonly onEdit: () => void;
  readonly onAdd: () => void;
  readonly onHistory: () => void;
  readonly onDecide: () => void;
}): ReactNode => {
  const canUndo = useKeeper((state) => state.canUndo) && !previewing;
  const canRedo = useKeeper((state) => state.canRedo) && !previewing;
  const ready = useKeeper((state) => state.layout !== null);
  return (
    <header className="bar">
      <h1 className="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span className="brand-name">{words.product}</span>
      </h1>
      {/* Nothing can be said of what is not known yet. */}
      {ready ? <StatusPill onDecide={onDecide} /> : <span className="pill" />}
      <nav className="bar-actions" aria-label={words.actions}>
        <ActionButton label={words.undo} disabled={!canUndo} onPress={undo}>
          <UndoIcon />
        </ActionButton>
        <ActionButton label={words.redo} disabled={!canRedo} onPress={redo}>
          <RedoIcon />
        </ActionButton>
        <ActionButton label={words.addWidget} disabled={!ready || previewing} onPress={onAdd} wordy>
          <PlusIcon />
        </ActionButton>
        <ActionButton label={words.history} disabled={!ready} onPress={onHistory} pressed={historyOpen} wordy>
          <HistoryIcon />
        </ActionButton>
      </nav>
      <button
        type="button"
        className={editing ? "button is-primary bar-edit" : "button bar-edit"}
        disabled={!ready || previewing}
        onClick={onEdit}
      >
        {editing ? <CheckIcon /> : <PencilIcon />}
        {editing ? words.done : words.edit}
      </button>
      {menu}
    </header>
  );
};

export const undo = (): void => {
  if (!keeper.state.canUndo) return;
  keeper.undo();
  announce(words.undone);
};

export const redo = (): void => {
  if (!keeper.state.canRedo) return;
  keeper.redo();
  announce(words.redone);
};

const ActionButton = ({
  label,
  disabled,
  pressed,
  wordy = false,
  onPress,
  children,
}: {
  readonly label: string;
  readonly disabled: boolean;
  readonly pressed?: boolean;
  readonly wordy?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactNode => (
  <button
    type="button"
    className={wordy ? "bar-button is-wordy" : "bar-button"}
    aria-label={label}
    aria-pressed={pressed}
    title={label}
    disabled={disabled}
    onClick={onPress}
  >
    {children}
    <span className="bar-word" aria-hidden="true">
      {label}
    </span>
  </button>
);
