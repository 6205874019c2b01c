/** How many widgets are chosen, and what can be done to all of them at once, without dragging. */
import type { ReactNode } from "react";
import {
  ClipboardIcon,
  CloseIcon,
  CopyIcon,
  CutIcon,
  DownIcon,
  LeftIcon,
  NarrowerIcon,
  PlaceIcon,
  RightIcon,
  ShorterIcon,
  TallerIcon,
  TopIcon,
  TrashIcon,
  UpIcon,
  WiderIcon,
} from "../common/icons.tsx";
import { MenuItem, Popover } from "../common/Popover.tsx";
import { words } from "../moreWords.ts";
import { choose } from "./chosen.ts";
import { copy } from "./clipboard.ts";
import { duplicate, nudges, remove } from "./placeActions.ts";
import { placing } from "./placing.ts";
import { selection } from "./selection.ts";
import "./selection.css";

const TOOLBAR = { role: "toolbar", "aria-label": words.selectionActions } as const;

const MOVES = [
  ["moveUp", UpIcon],
  ["moveDown", DownIcon],
  ["moveLeft", LeftIcon],
  ["moveRight", RightIcon],
] as const;

const SIZES = [
  ["wider", WiderIcon],
  ["narrower", NarrowerIcon],
  ["taller", TallerIcon],
  ["shorter", ShorterIcon],
] as const;

export const SelectionBar = ({ ids }: { readonly ids: ReadonlySet<string> }): ReactNode => (
  <div {...TOOLBAR} className="selection-bar">
    <span className="selection-count">{words.selected(ids.size)}</span>
    <Popover
      role="menu"
      label={words.moveSelected}
      className="bar-button"
      button={
        <>
          <PlaceIcon />
          <span className="selection-word">{words.moveSelected}</span>
        </>
      }
    >
      {() => (
        <>
          <MenuItem icon={<PlaceIcon />} onSelect={() => placing.open(ids)}>
            {ids.size === 1 ? words.placeDialog : words.placeDialogMany}
          </MenuItem>
          <MenuItem icon={<TopIcon />} onSelect={() => nudges.sendToTop(ids)}>
            {words.sendToTop}
          </MenuItem>
          {[MOVES, SIZES].map((group) => (
            <div key={group[0][0]} className="menu-group">
              {group.map(([nudge, Icon]) => (
                <MenuItem key={nudge} icon={<Icon />} onSelect={() => nudges[nudge](ids)}>
                  {words[nudge]}
                </MenuItem>
              ))}
            </div>
          ))}
        </>
      )}
    </Popover>
    <Action label={words.copy} onPress={() => void copy("desktop", ids)} icon={<ClipboardIcon />} />
    <Action label={words.cut} onPress={() => void copy("desktop", ids, true)} icon={<CutIcon />} />
    <Action label={words.duplicate} onPress={() => duplicate("desktop", ids)} icon={<CopyIcon />} />
    <Action label={words.remove} onPress={() => remove("desktop", ids)} icon={<TrashIcon />} />
    <button type="button" className="icon-button" aria-label={words.clearSelection} onClick={clearChosen}>
      <CloseIcon />
    </button>
  </div>
);

const Action = ({
  label,
  icon,
  onPress,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
}): ReactNode => (
  <button type="button" className="bar-button" aria-label={label} title={label} onClick={onPress}>
    {icon}
    <span className="selection-word" aria-hidden="true">
      {label}
    </span>
  </button>
);

/** Where the focus was in the bar, which goes with the selection, a chosen widget gets it. */
export const clearChosen = (): void => {
  const [id = ""] = selection.get();
  if (document.activeElement?.closest(".selection-bar"))
    document.querySelector<HTMLElement>(`[data-widget-id="${CSS.escape(id)}"]`)?.focus();
  choose(new Set());
};
