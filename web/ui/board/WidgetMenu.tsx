/** Everything that can be done to a widget without dragging, behind one button. */
import { memo, type ReactNode } from "react";
import type { Form, Widget } from "../../../worker/layout/schema.ts";
import { toggleChosen } from "../arranging/chosen.ts";
import { duplicate, moveOnPhone, nudges, remove } from "../arranging/placeActions.ts";
import { placing } from "../arranging/placing.ts";
import { selection } from "../arranging/selection.ts";
import {
  ClipboardIcon,
  CopyIcon,
  CutIcon,
  DownIcon,
  LeftIcon,
  MoreIcon,
  NarrowerIcon,
  PlaceIcon,
  RightIcon,
  SelectIcon,
  SettingsIcon,
  ShorterIcon,
  TallerIcon,
  TopIcon,
  TrashIcon,
  UpIcon,
  WiderIcon,
} from "../common/icons.tsx";
import { MenuItem, Popover } from "../common/Popover.tsx";
import { words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";

type Props = { readonly widget: Widget; readonly onSettings: (id: string) => void };

const DESKTOP_MOVES = [
  ["moveUp", UpIcon],
  ["moveDown", DownIcon],
  ["moveLeft", LeftIcon],
  ["moveRight", RightIcon],
  ["sendToTop", TopIcon],
] as const;

const DESKTOP_SIZES = [
  ["wider", WiderIcon],
  ["narrower", NarrowerIcon],
  ["taller", TallerIcon],
  ["shorter", ShorterIcon],
] as const;

/** What it offers is made when it opens: a board where all is chosen at once has nothing to do here. */
export const DesktopMenu = memo(
  ({ widget, onSettings }: Props): ReactNode => (
    <Popover
      role="menu"
      label={words.widgetMenu(nameOf(widget))}
      className="icon-button"
      button={<MoreIcon />}
    >
      {() => (
        <>
          <MenuItem icon={<SettingsIcon />} onSelect={() => onSettings(widget.id)}>
            {words.settings}
          </MenuItem>
          <MenuItem icon={<SelectIcon />} onSelect={() => toggleChosen(widget.id)}>
            {selection.get().has(widget.id) ? words.unselect : words.select}
          </MenuItem>
          <MenuItem
            icon={<PlaceIcon />}
            disabled={widget.locked === true}
            onSelect={() => placing.open(new Set([widget.id]))}
          >
            {words.placeDialog}
          </MenuItem>
          {[DESKTOP_MOVES, DESKTOP_SIZES].map((group) => (
            <div key={group[0][0]} className="menu-group">
              {group.map(([nudge, Icon]) => (
                <MenuItem
                  key={nudge}
                  icon={<Icon />}
                  disabled={widget.locked === true}
                  onSelect={() => nudges[nudge](new Set([widget.id]))}
                >
                  {words[nudge]}
                </MenuItem>
              ))}
            </div>
          ))}
          <div className="menu-group">
            <CopyAndRemove widget={widget} form="desktop" />
          </div>
        </>
      )}
    </Popover>
  ),
);

export const PhoneMenu = ({ widget, onSettings }: Props): ReactNode => (
  <Popover role="menu" label={words.widgetMenu(nameOf(widget))} className="icon-button" button={<MoreIcon />}>
    {() => (
      <>
        <MenuItem icon={<SettingsIcon />} onSelect={() => onSettings(widget.id)}>
          {words.settings}
        </MenuItem>
        <MenuItem icon={<TopIcon />} onSelect={() => moveOnPhone(widget.id, 0)}>
          {words.sendToTop}
        </MenuItem>
        <CopyAndRemove widget={widget} form="mobile" />
      </>
    )}
  </Popover>
);

const copy = (form: Form, ids: ReadonlySet<string>, cut = false): void => {
  void import("../arranging/clipboard.ts").then((part) => part.copy(form, ids, cut));
};

const CopyAndRemove = ({ widget, form }: { readonly widget: Widget; readonly form: Form }): ReactNode => (
  <>
    <MenuItem icon={<ClipboardIcon />} onSelect={() => copy(form, new Set([widget.id]))}>
      {words.copy}
    </MenuItem>
    <MenuItem icon={<CutIcon />} onSelect={() => copy(form, new Set([widget.id]), true)}>
      {words.cut}
    </MenuItem>
    <MenuItem icon={<CopyIcon />} onSelect={() => duplicate(form, new Set([widget.id]))}>
      {words.duplicate}
    </MenuItem>
    <MenuItem icon={<TrashIcon />} danger onSelect={() => remove(form, new Set([widget.id]))}>
      {words.remove}
    </MenuItem>
  </>
);
