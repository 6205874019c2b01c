/** Things to do: ticked, added, reworded and deleted in place. */
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { LIMITS } from "../../../worker/layout/limits.ts";
import type { EditOptions } from "../../client/index.ts";
import type { WidgetView } from "../board/widgetViews.ts";
import { CloseIcon, PlusIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { useTypedText } from "../saving/useTypedText.ts";
import { newId } from "../widgetKinds.ts";
import { readConfig, type Settings } from "./defaults.ts";
import { changeItem, withItems, withoutItem } from "./items.ts";
import { type Line, linesOf } from "./lines.ts";
import { NoRoom } from "./NoRoom.tsx";
import { useRoom } from "./useRoom.ts";
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
      {!readOnly && (
        <NewItem
          inputRef={newItem}
          left={MOST_ITEMS - items.length}
          onAdd={(lines) => onChange(withItems(lines.map((line) => ({ id: newId(), ...line }))))}
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
  const { field, refusal, takes, forget } = useRoom<HTMLInputElement>(LIMITS.itemLength);
  const refusalId = useId();
  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === "Enter") flush();
    else if (event.key === "Backspace" && text === "") onRemove();
    else return;
    event.preventDefault();
  };
  return (
    <li>
      <div className={item.done ? "list-row is-done" : "list-row"}>
        <input
          type="checkbox"
          className="tick"
          checked={item.done === true}
          disabled={readOnly}
          aria-label={text || words.itemText(number)}
          onChange={(event) => onChange({ done: event.target.checked })}
        />
        <input
          ref={field}
          className="list-text"
          value={text}
          readOnly={readOnly}
          aria-label={words.itemText(number)}
          aria-describedby={refusal === null ? undefined : refusalId}
          onChange={(event) => takes(event.target.value) && type(event.target.value)}
          onBlur={() => {
            flush();
            forget();
          }}
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
      </div>
      <NoRoom id={refusalId} why={refusal} />
    </li>
  );
};

const NewItem = ({
  inputRef,
  left,
  onAdd,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** As many more the list takes. */
  readonly left: number;
  readonly onAdd: (lines: readonly Line[]) => void;
}): ReactNode => {
  const [text, setText] = useState("");
  const { field, refusal, refuse, takes, forget } = useRoom<HTMLInputElement>(LIMITS.itemLength);
  const refusalId = useId();
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(inputRef, () => field.current);
  const add = (lines: readonly Line[]): void => {
    const longest = Math.max(0, ...lines.map((line) => line.text.length));
    if (lines.length === 0) forget();
    else if (lines.length > left) refuse(words.listFull(lines.length, Math.max(0, left)));
    else if (longest > LIMITS.itemLength) refuse(words.noRoom(longest, LIMITS.itemLength));
    else {
      onAdd(lines);
      setText("");
      forget();
    }
  };
  const typed = (): readonly Line[] => (text.trim() === "" ? [] : [{ text: text.trim(), done: false }]);
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const pasted = event.clipboardData.getData("text/plain");
    const lines = linesOf(
      value.slice(0, selectionStart ?? value.length) + pasted + value.slice(selectionEnd ?? value.length),
    );
    if (lines.length < 2) return;
    event.preventDefault();
    add(lines);
  };
  return (
    <>
      <form
        className="list-new"
        onSubmit={(event) => {
          event.preventDefault();
          add(typed());
        }}
      >
        <PlusIcon />
        <input
          ref={field}
          className="list-text"
          value={text}
          placeholder={words.addItem}
          aria-label={words.newItem}
          aria-describedby={refusal === null ? undefined : refusalId}
          onChange={(event) => takes(event.target.value) && setText(event.target.value)}
          onPaste={paste}
          onBlur={() => add(typed())}
        />
      </form>
      <NoRoom id={refusalId} why={refusal} />
    </>
  );
};
