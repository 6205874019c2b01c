/** The place of widgets as numbers: for whoever does not drag, or wants it exact. Several move as one body. */

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { bounds, shifted } from "../../../worker/layout/group.ts";
import { columnsOf, LIMITS } from "../../../worker/layout/limits.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { announce } from "../common/announcer.tsx";
import { Dialog, DialogFoot } from "../common/Dialog.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";
import { perform } from "./perform.ts";
import "../common/dialogs.css";
import "./selection.css";

export const PlaceDialog = ({
  ids,
  onClose,
}: {
  readonly ids: ReadonlySet<string>;
  readonly onClose: () => void;
}): ReactNode => {
  const [{ layout }] = useState(() => keeper.state);
  const [problem, setProblem] = useState<string | null>(null);
  const widgets = layout?.desktop.filter((one) => ids.has(one.id) && !one.locked) ?? [];
  const [first] = widgets;
  if (layout === null || first === undefined) return null;
  const from = bounds(widgets);
  const columns = columnsOf(layout, "desktop");

  const submit = (event: FormEvent<HTMLFormElement>, close: () => void): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string, otherwise: number): number => Number(form.get(name) ?? otherwise);
    const by = {
      x: read("x", from.x + 1) - 1 - from.x,
      y: read("y", from.y + 1) - 1 - from.y,
      w: widgets.length === 1 ? read("w", from.w) - from.w : 0,
      h: widgets.length === 1 ? read("h", from.h) - from.h : 0,
    };
    const moves = by.x !== 0 || by.y !== 0 || by.w !== 0 || by.h !== 0;
    const boxById = keeper.state.layout === null ? new Map() : shifted(keeper.state.layout, ids, by);
    if (moves && perform({ kind: "place", boxById }) === null) {
      setProblem(words.placeTaken);
      announce(words.placeTaken);
      return;
    }
    announce(words.place(bounds(placesOf(keeper.state.layout, ids))));
    close();
  };

  return (
    <Dialog
      title={widgets.length === 1 ? words.placeOf(nameOf(first)) : words.placeOfMany(widgets.length)}
      onClose={onClose}
    >
      {(close) => (
        <form className="dialog-form" onSubmit={(event) => submit(event, close)}>
          <div className="dialog-body place-fields">
            <Field name="x" label={words.column} value={from.x + 1} most={columns - from.w + 1} />
            <Field name="y" label={words.gridRow} value={from.y + 1} most={LIMITS.rows - from.h + 1} />
            {widgets.length === 1 && (
              <>
                <Field name="w" label={words.width} value={from.w} most={columns} least={first.minW} />
                <Field name="h" label={words.height} value={from.h} most={1000} least={first.minH} />
              </>
            )}
            <p className="place-hint">{words.placeUnits(columns)}</p>
            {problem !== null && <p className="field-error place-hint">{problem}</p>}
          </div>
          <DialogFoot close={close}>
            <button type="submit" className="button is-primary">
              {words.placeApply}
            </button>
          </DialogFoot>
        </form>
      )}
    </Dialog>
  );
};

const Field = ({
  name,
  label,
  value,
  most,
  least = 1,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly least?: number | undefined;
}): ReactNode => {
  const id = useId();
  return (
    <div className="place-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        name={name}
        type="number"
        inputMode="numeric"
        required
        min={Math.min(least, value)}
        max={Math.max(most, value)}
        step={1}
        defaultValue={value}
      />
    </div>
  );
};

const placesOf = (layout: Layout | null, ids: ReadonlySet<string>): readonly Widget[] =>
  layout?.desktop.filter(({ id }) => ids.has(id)) ?? [];
