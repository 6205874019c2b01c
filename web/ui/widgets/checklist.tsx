/** Things to do: ticked, added, reworded and deleted in place. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { LIMITS } from "../../../worker/layout/limits.ts";
import type { EditOptions } from "../../client/index.ts";
import type { WidgetView } from "../board/widgetViews.ts";
import { CloseIcon, PlusIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { useTypedText } from "../saving/useTypedText.ts";
import { newId } from "../widgetKinds.ts";
import { readConfig, type Settings } from "./defaults.ts";
import { changeItem, withItem, withoutItem } from "./items.ts";
import "./lists.css";

const MOST_ITEMS = 500;

type Item = Settings<"checklist">["items"][number];

export const Checklist: WidgetView = ({ config, readOnly, onChange }) => {
  const { items, hideDone } = readConfig("checklist", config);
  const done = items.filter((item) => item.done).length;
  const shown = hideDone ? items.filter((item) => !item.done) : items;
  const newItem = useRef<HTMLInputElement>(null);

  return (
    <div className="list">
      {items.length > 0 && (
        <div className="list-summary">
          <progress className="list-progress" value={done} max={items.length} aria-hidden="true" />
          <span>{hideDone && done > 0 ? words.hiddenDone(done) : words.doneCount(done, items.length)}</span>
        </div>
      )}
      {items.length === 0 && <p className="list-empty">{words.noItems}</p>}
      <ul className="list-items">
        {shown.map((item, index) => (
          <ItemRow
            key={item.id}
            item={item}
            number={index + 1}
            readOnly={readOnly}
            onChange={(change, options) => onChange(changeItem(item.id, change), options)}
            onRemove={() => {
              onChange(withoutItem(item.id));
              newItem.current?.focus();
            }}
          />
        ))}
      </ul>
      {!readOnly && items.length < MOST_ITEMS && (
        <NewItem
          inputRef={newItem}
          onAdd={(text) => onChange(withItem({ id: newId(), text, done: false }))}
        />
      )}
    </div>
  );
};

const ItemRow = ({
  item,
  number,
  readOnly,
  onChange,
  onRemove,
}: {
  readonly item: Item;
  readonly number: number;
  readonly readOnly: boolean;
  readonly onChange: (change: Partial<Item>, options?: EditOptions) => void;
  readonly onRemove: () => void;
}): ReactNode => {
  const { text, type, flush } = useTypedText(String(item.text ?? ""), (typed, options) => {
    if (typed !== item.text) onChange({ text: typed }, options);
  });
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") flush();
    else if (event.key === "Backspace" && text === "") onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <li className={item.done ? "list-row is-done" : "list-row"}>
      <input
        type="checkbox"
        className="tick"
        checked={item.done === true}
        disabled={readOnly}
        aria-label={text || words.itemText(number)}
        onChange={(event) => onChange({ done: event.target.checked })}
      />
      <input
        className="list-text"
        value={text}
        readOnly={readOnly}
        maxLength={LIMITS.itemLength}
        aria-label={words.itemText(number)}
        onChange={(event) => type(event.target.value)}
        onBlur={flush}
        onKeyDown={keyDown}
      />
      {!readOnly && (
        <span className="row-tools">
          <button
            type="button"
            className="icon-button"
            aria-label={words.deleteItem(text)}
            onClick={onRemove}
          >
            <CloseIcon />
          </button>
        </span>
      )}
    </li>
  );
};

const NewItem = ({
  inputRef,
  onAdd,
}: {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly onAdd: (text: string) => void;
}): ReactNode => {
  const [text, setText] = useState("");
  const add = (): void => {
    if (text.trim() === "") return;
    onAdd(text.trim());
    setText("");
  };
  return (
    <form
      className="list-new"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <PlusIcon />
      <input
        ref={inputRef}
        className="list-text"
        value={text}
        maxLength={LIMITS.itemLength}
        placeholder={words.addItem}
        aria-label={words.newItem}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
      />
    </form>
  );
};
