/** What can be done to a widget at any time: to add one, to bring one over, and to change what is in it. */
import { bringWidget } from "../../../worker/layout/bring.ts";
import { addWidget, editWidget } from "../../../worker/layout/edit.ts";
import type { Config, Form } from "../../../worker/layout/schema.ts";
import type { EditOptions } from "../../client/index.ts";
import { announce } from "../common/announcer.tsx";
import { keeper } from "../keeper.ts";
import { nameOf, newId } from "../widgetKinds.ts";
import { words } from "../words.ts";
import { findWidget } from "./findWidget.ts";

export const add = (form: Form, type: string): string => {
  const id = newId();
  keeper.edit((layout) => addWidget(layout, form, { id, type }));
  announce(words.added(nameOf({ type })));
  return id;
};

/** Of the other form factor, onto this one as well. */
export const bring = (form: Form, id: string): string => {
  keeper.edit((layout) => bringWidget(layout, form, id));
  const widget = findWidget(keeper.state.layout, id);
  if (widget !== undefined) announce(words.added(nameOf(widget)));
  return id;
};

export const changeConfig = (
  id: string,
  change: (config: Config) => Config,
  options: EditOptions = {},
): void => {
  keeper.edit((layout) => {
    const config = findWidget(layout, id)?.config;
    const changed = config && change(config);
    return changed === undefined || changed === config ? layout : editWidget(layout, id, { config: changed });
  }, options);
};
