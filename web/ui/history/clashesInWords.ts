/** The clashes of a conflict as a person reads them: which widget, what of it, mine and theirs. Once per widget. */
import type { Conflict } from "../../../worker/layout/merge.ts";
import { conflictKey } from "../../../worker/layout/resolve.ts";
import type { Choices, OpenConflict } from "../../client/index.ts";
import { findWidget } from "../board/findWidget.ts";
import { words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";
import { placeInWords } from "./clashPlace.ts";
import { type ClashSides, sidesOfClash } from "./clashSides.ts";
import { valueInWords } from "./valueInWords.ts";

export type ClashInWords = ClashSides & {
  readonly key: string;
  readonly widgetId?: string;
  readonly widget: string;
  readonly field?: string;
  /** What it is called when it is decided: a widget that clashes on desktop and phone is decided once. */
  readonly conflictKeys: readonly string[];
};

export const clashesInWords = ({ conflicts, base, mine, theirs }: OpenConflict): readonly ClashInWords[] => {
  const nameFor = (id: string): string => {
    const widget = findWidget(mine, id) ?? findWidget(theirs, id);
    return widget === undefined ? id : nameOf(widget);
  };
  // Before both renamed an entry it had one name.
  const widgetFor = (id: string): unknown => findWidget(base ?? mine, id) ?? findWidget(mine, id);
  const byKey = new Map<string, ClashInWords>();
  for (const conflict of conflicts) {
    const clash = inWords(conflict, nameFor, widgetFor);
    // A widget that stands on desktop and phone clashes on both, and is one thing to a person.
    const conflictKeys = [...(byKey.get(clash.key)?.conflictKeys ?? []), conflictKey(conflict)];
    byKey.set(clash.key, { ...clash, conflictKeys });
  }
  return [...byKey.values()];
};

const inWords = (
  conflict: Conflict,
  nameFor: (id: string) => string,
  widgetFor: (id: string) => unknown,
): Omit<ClashInWords, "conflictKeys"> => {
  switch (conflict.kind) {
    case "columns":
      return {
        key: "columns",
        widget: words.clashColumns,
        mine: valueInWords(conflict.mine?.desktop),
        theirs: valueInWords(conflict.theirs?.desktop),
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
        field: placeInWords(conflict.path, widgetFor(conflict.widgetId)),
        ...sidesOfClash(conflict, widgetFor(conflict.widgetId)),
      };
  }
};

/** All clashes about one widget: a person decides once for each. */
export type Question = {
  readonly key: string;
  /** Missing where it is about the grid itself. */
  readonly widgetId?: string;
  readonly widget: string;
  readonly clashes: readonly ClashInWords[];
};

export const questionsOf = (conflict: OpenConflict): readonly Question[] => {
  const byKey = new Map<string, Question>();
  for (const clash of clashesInWords(conflict)) {
    const { widgetId, widget } = clash;
    const key = widgetId ?? clash.key;
    const asked = byKey.get(key) ?? {
      key,
      widget,
      clashes: [],
      ...(widgetId === undefined ? {} : { widgetId }),
    };
    byKey.set(key, { ...asked, clashes: [...asked.clashes, clash] });
  }
  return [...byKey.values()];
};

/** The decisions, as the library takes them. What nobody decided keeps this device's. */
export const choicesOf = (
  questions: readonly Question[],
  sides: ReadonlyMap<string, "mine" | "theirs">,
): Choices =>
  Object.fromEntries(
    questions.flatMap(({ key, clashes }) =>
      clashes.flatMap(({ conflictKeys }) => conflictKeys.map((one) => [one, sides.get(key) ?? "mine"])),
    ),
  );
