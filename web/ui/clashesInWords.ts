/** The clashes of a conflict as a person reads them: which widget, what of it, mine and theirs. Once per widget. */
import type { Conflict } from "../../worker/layout/merge.ts";
import type { OpenConflict } from "../client/index.ts";
import { findWidget } from "./findWidget.ts";
import { nameOf } from "./widgetKinds.ts";
import { words } from "./words.ts";

export type ClashInWords = {
  readonly key: string;
  readonly widgetId?: string;
  readonly widget: string;
  readonly field?: string;
  readonly mine: string;
  readonly theirs: string;
};

const LONGEST = 160;

export const clashesInWords = ({ conflicts, mine, theirs }: OpenConflict): readonly ClashInWords[] => {
  const nameFor = (id: string): string => {
    const widget = findWidget(mine, id) ?? findWidget(theirs, id);
    return widget === undefined ? id : nameOf(widget);
  };
  const all = conflicts.map((conflict) => inWords(conflict, nameFor));
  // A widget that stands on desktop and phone clashes on both, and is one thing to a person.
  return [...new Map(all.map((clash) => [clash.key, clash])).values()];
};

const inWords = (conflict: Conflict, nameFor: (id: string) => string): ClashInWords => {
  switch (conflict.kind) {
    case "columns":
      return {
        key: "columns",
        widget: words.clashColumns,
        mine: shown(conflict.mine?.desktop),
        theirs: shown(conflict.theirs?.desktop),
      };
    case "remove-edit":
      return {
        key: `${conflict.widgetId} removed`,
        widgetId: conflict.widgetId,
        widget: nameFor(conflict.widgetId),
        mine: conflict.mine === null ? words.clashGone : words.clashKept,
        theirs: conflict.theirs === null ? words.clashGone : words.clashKept,
      };
    case "edit":
      if (conflict.path.length === 0) {
        return {
          key: `${conflict.widgetId} whole`,
          widgetId: conflict.widgetId,
          widget: nameFor(conflict.widgetId),
          mine: words.clashOther,
          theirs: words.clashOther,
        };
      }
      return {
        key: `${conflict.widgetId} ${conflict.path.join("/")}`,
        widgetId: conflict.widgetId,
        widget: nameFor(conflict.widgetId),
        field: fieldName(conflict.path),
        mine: shown(conflict.mine),
        theirs: shown(conflict.theirs),
      };
  }
};

/** "config" is nobody's word, and ids of items say nothing. */
const fieldName = (path: readonly (string | number)[]): string => {
  const last = path.findLast((part) => typeof part === "string" && part !== "config");
  const key = String(last ?? path.at(-1) ?? "");
  return words.fields[key] ?? key.charAt(0).toUpperCase() + key.slice(1);
};

const shown = (value: unknown): string => {
  if (value === undefined || value === null || value === "") return words.clashNothing;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};
