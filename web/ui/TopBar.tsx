/** Name, status, and what can be done. On a phone the actions stand at the bottom, where the thumb is. */
import type { ReactNode } from "react";
import { announce } from "./common/announcer.tsx";
import { CheckIcon, HistoryIcon, PencilIcon, PlusIcon, RedoIcon, UndoIcon } from "./common/icons.tsx";
import { DashboardSwitcher } from "./dashboards/DashboardSwitcher.tsx";
import { keeper, useKeeper } from "./keeper.ts";
import { StatusPill } from "./saving/StatusPill.tsx";
import { words } from "./words.ts";

export const TopBar = ({
  editing,
  previewing,
  isGone,
  historyOpen,
  menu,
  onImport,
  onEdit,
  onAdd,
  onHistory,
  onDecide,
  onJoin,
}: {
  readonly editing: boolean;
  readonly previewing: boolean;
  /** It was deleted elsewhere, or never was: whatever was saved of it is saved no more. */
  readonly isGone: boolean;
  readonly historyOpen: boolean;
  readonly menu: ReactNode;
  /** Null where there is nothing to import into. */
  readonly onImport: (() => void) | null;
  readonly onEdit: () => void;
  readonly onAdd: () => void;
  readonly onHistory: () => void;
  readonly onDecide: () => void;
  readonly onJoin: () => void;
}): ReactNode => {
  const canUndo = useKeeper((state) => state.canUndo) && !previewing;
  const canRedo = useKeeper((state) => state.canRedo) && !previewing;
  const ready = useKeeper((state) => state.layout !== null);
  const isKnown = useKeeper((state) => state.layout !== null || state.status.kind === "locked");
  return (
    <header className="bar">
      <DashboardSwitcher onImport={onImport} />
      {/* Nothing can be said of what is not known yet. */}
      {isKnown && !isGone ? <StatusPill onDecide={onDecide} onJoin={onJoin} /> : <span className="pill" />}
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
        <ActionButton
          label={words.history}
          disabled={!ready || (previewing && !historyOpen)}
          onPress={onHistory}
          pressed={historyOpen}
          wordy
        >
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
