/** Choosing widgets on the board, said aloud each time: one more or less, all of them, or none. */
import { announce } from "../common/announcer.tsx";
import { words } from "../words.ts";
import { selection, toggled } from "./selection.ts";

export const toggleChosen = (id: string): void => choose(toggled(selection.get(), id));

export const choose = (ids: ReadonlySet<string>): void => {
  selection.set(ids);
  announce(words.selected(selection.get().size));
};
