/** One dashboard of the list: a link to it, and what can be done with it right there. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import {
  CheckIcon,
  CloseIcon,
  CopyIcon,
  DownIcon,
  MoreIcon,
  PencilIcon,
  TrashIcon,
  UpIcon,
} from "../common/icons.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { addressOf } from "./address.ts";
import { dashboardName } from "./dashboardName.ts";
import { type Dashboard, NAME_LENGTH } from "./list.ts";

export type RowActions = {
  readonly rename: (dashboard: Dashboard, name: string) => void;
  readonly duplicate: (dashboard: Dashboard) => Promise<void>;
  readonly move: (dashboard: Dashboard, by: number) => void;
  readonly remove: (dashboard: Dashboard) => Promise<void>;
};

type RowProps = {
  readonly dashboard: Dashboard;
  /** Which of the list it is; below 0 for one that is on no list. */
  readonly at: number;
  readonly length: number;
  /** It shows what can be done with it. */
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly actions: RowActions;
};

export const DashboardRow = (props: RowProps): ReactNode => {
  const { dashboard, isOpen, onToggle, actions } = props;
  const [naming, setNaming] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const row = useRef<HTMLLIElement>(null);
  const name = dashboardName(dashboard);
  const isHere = dashboard.id === keeper.layoutId;
  const stopNaming = (): void => {
    setNaming(false);
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>(".board-more")?.focus());
  };
  const during = (text: string, work: Promise<void>): void => {
    setBusy(text);
    void work.finally(() => setBusy(null));
  };
  return (
    <li ref={row} className="board-row" data-here={isHere || undefined}>
      {naming ? (
        <Rename
          name={dashboard.name ?? name}
          onDone={(next) => {
            if (next !== null) actions.rename(dashboard, next);
            stopNaming();
          }}
        />
      ) : (
        <>
          <a
            className="board-link"
            href={addressOf(dashboard.id)}
            onKeyDown={stepThrough}
            {...(isHere && { "aria-current": "page" })}
          >
            <span className="board-mark">{isHere && <CheckIcon />}</span>
            <span className="board-name" dir="auto">
              {name}
            </span>
            {busy !== null && <span className="board-busy">{busy}</span>}
          </a>
          <button
            type="button"
            className="icon-button board-more"
            aria-label={words.dashboards.more(name)}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            <MoreIcon />
          </button>
        </>
      )}
      {isOpen && !naming && (
        <Tools
          {...props}
          isBusy={busy !== null}
          onRename={() => setNaming(true)}
          onDuplicate={() => during(words.dashboards.making, actions.duplicate(dashboard))}
          onRemove={() => during(words.dashboards.deleting, actions.remove(dashboard))}
        />
      )}
    </li>
  );
};

/** Up and down through the dashboards; everything else is reached by Tab. */
const stepThrough = (event: KeyboardEvent<HTMLElement>): void => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const all = event.currentTarget.closest("ul")?.querySelectorAll<HTMLElement>(".board-link");
  const links = [...(all ?? [])];
  event.preventDefault();
  links.at((links.indexOf(event.currentTarget) + by) % links.length)?.focus();
};

const Tools = ({
  dashboard,
  at,
  length,
  isBusy,
  actions,
  onRename,
  onDuplicate,
  onRemove,
}: RowProps & {
  readonly isBusy: boolean;
  readonly onRename: () => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}): ReactNode => (
  <div className="board-tools">
    <Tool label={words.dashboards.rename} icon={<PencilIcon />} disabled={isBusy} onPress={onRename} />
    <Tool label={words.dashboards.duplicate} icon={<CopyIcon />} disabled={isBusy} onPress={onDuplicate} />
    <Tool
      label={words.moveUp}
      short={words.dashboards.up}
      icon={<UpIcon />}
      disabled={isBusy || at <= 0}
      onPress={() => actions.move(dashboard, -1)}
    />
    <Tool
      label={words.moveDown}
      short={words.dashboards.down}
      icon={<DownIcon />}
      disabled={isBusy || at < 0 || at === length - 1}
      onPress={() => actions.move(dashboard, 1)}
    />
    <Tool
      label={words.dashboards.delete}
      icon={<TrashIcon />}
      disabled={isBusy || (at === 0 && length === 1)}
      onPress={onRemove}
    />
  </div>
);

const Tool = ({
  label,
  short = label,
  icon,
  disabled,
  onPress,
}: {
  readonly label: string;
  /** What there is room for. */
  readonly short?: string;
  readonly icon: ReactNode;
  readonly disabled: boolean;
  readonly onPress: () => void;
}): ReactNode => (
  <button
    type="button"
    className="board-tool"
    title={label}
    aria-label={label}
    // Not `disabled`: at the end of the list the focus would be lost with it.
    aria-disabled={disabled}
    onClick={() => {
      if (!disabled) onPress();
    }}
  >
    {icon}
    <span>{short}</span>
  </button>
);

const Rename = ({
  name,
  onDone,
}: {
  readonly name: string;
  readonly onDone: (name: string | null) => void;
}): ReactNode => {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDone(text);
  };
  return (
    <form className="board-rename" onSubmit={submit}>
      <input
        ref={input}
        className="input"
        aria-label={words.dashboards.name}
        maxLength={NAME_LENGTH}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // Leaves the name as it was, and the list open.
          event.preventDefault();
          onDone(null);
        }}
      />
      <button type="submit" className="icon-button" aria-label={words.save}>
        <CheckIcon />
      </button>
      <button type="button" className="icon-button" aria-label={words.cancel} onClick={() => onDone(null)}>
        <CloseIcon />
      </button>
    </form>
  );
};
