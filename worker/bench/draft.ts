/**
 * One person's dashboard and the small changes made to it: in turn a widget edited inside and one dragged to a free
 * place. The same seed gives the same changes, and none leaves things as they were.
 */
import { createRandom } from "./random.ts";
import { widget } from "./widgets.ts";

export type Draft = {
  /** The body of the next save, after one more change. */
  next(): string;
};

export const createDraft = ({
  widgets,
  seed,
}: {
  readonly widgets: number;
  readonly seed: number;
}): Draft => {
  const places = Array.from({ length: widgets }, (_, at) => at);
  const edits = places.map(() => 0);
  // Only the changed widget is written out again: making requests must stay cheap beside answering them.
  const texts = places.map(untouched);
  const random = createRandom(seed);
  let free = widgets;
  let turn = 0;
  return {
    next: () => {
      turn += 1;
      const at = Math.floor(random() * widgets);
      const place = places[at] ?? 0;
      if (turn % 2 === 0) [places[at], free] = [free, place];
      else edits[at] = turn;
      texts[at] = JSON.stringify(widget(at, places[at] ?? 0, edits[at] ?? 0));
      return `{"layout":{"desktop":[${texts.join()}],"mobile":[]},"changeType":"auto"}`;
    },
  };
};

/** One for each of so many people, no two alike. */
export const createDrafts = (people: number, widgets: number): readonly Draft[] =>
  Array.from({ length: people }, (_, seed) => createDraft({ widgets, seed }));

const first: string[] = [];

/** Ten thousand people start from the same dashboard: its texts are shared. */
const untouched = (at: number): string => {
  first[at] ??= JSON.stringify(widget(at, at, 0));
  return first[at];
};
