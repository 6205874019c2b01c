/** The keys of one frame on the board while it is arranged. */
import type { KeyboardEvent } from "react";
import { toggleChosen } from "./chosen.ts";
import { remove } from "./placeActions.ts";
import { actedOn, selection } from "./selection.ts";
import type { GestureKind } from "./useArrange.ts";

export type Lifting = {
  readonly lift: (id: string) => void;
  readonly nudge: (key: string, resize: boolean) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
  readonly heldKind: () => GestureKind | null;
};

const ARROWS: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

export const pressKey = (event: KeyboardEvent<HTMLElement>, id: string, arrange: Lifting): void => {
  // Keys meant for what is inside the frame are not ours.
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const lifted = arrange.heldKind() === "lift";
  const frame = event.currentTarget;
  if (event.key === " " && event.shiftKey && !lifted) toggleChosen(id);
  else if (event.key === "Enter" || event.key === " ") lifted ? arrange.drop() : arrange.lift(id);
  else if (event.key === "Escape" && lifted) arrange.cancel();
  else if (ARROWS.has(event.key) && lifted) arrange.nudge(event.key, event.shiftKey);
  else if ((event.key === "Delete" || event.key === "Backspace") && arrange.heldKind() === null)
    remove("desktop", actedOn(selection.get(), id));
  else return;
  event.preventDefault();
  requestAnimationFrame(() => frame.scrollIntoView({ block: "nearest" }));
};
