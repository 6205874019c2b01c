/** Makes a pasted text widgets of the dashboard, or says why not. Loaded at the first paste: reading it takes schemas. */

import { announce } from "../common/announcer.tsx";
import { showDone, showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { newId } from "../widgetKinds.ts";
import { type Place, pasting } from "./pasting.ts";
import { perform } from "./perform.ts";
import { selection } from "./selection.ts";

export const pasteText = ({
  text,
  onPasted,
  ...place
}: Place & { readonly text: string; readonly onPasted: (ids: readonly string[]) => void }): void => {
  const { layout } = keeper.state;
  if (layout === null) return;
  const plan = pasting(layout, text, place, newId);
  if (plan.kind === "refused") {
    showToast({ text: words.pasteRefused[plan.why] });
    return;
  }
  const undo = perform(plan.command);
  if (place.form === "desktop") selection.set(new Set(plan.ids));
  onPasted(plan.ids);
  const said = words.pasted(plan.ids.length, plan.leftOut);
  if (undo === null) announce(said);
  else showDone(said, undo);
};
