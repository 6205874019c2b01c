/** Everything that can be done to a widget without dragging, behind one button. */
import type { ReactNode } from "react";
import type { Widget } from "../../worker/layout/schema.ts";
import {
  CopyIcon,
  DownIcon,
  LeftIcon,
  MoreIcon,
  NarrowerIcon,
  RightIcon,
  SettingsIcon,
  ShorterIcon,
  TallerIcon,
  TopIcon,
  TrashIcon,
  UpIcon,
  WiderIcon,
} from "./icons.tsx";
import { MenuItem, Popover } from "./Popover.tsx";
import { duplicate, moveOnPhone, nudges, remove } from "./widgetActions.ts";
import { nameOf } from "./widgetKinds.ts";
import { words } from "./words.ts";

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

export const DesktopMenu = ({ widget, onSettings }: Props): ReactNode => (
  <Popover role="menu" label={words.widgetMenu(nameOf(widget))} className="icon-button" button={<MoreIcon />}>
    {() => (
      <>
        <MenuItem icon={<SettingsIcon />} onSelect={() => onSettings(widget.id)}>
          {words.settings}
        </MenuItem>
        {[DESKTOP_MOVES, DESKTOP_SIZES].map((group) => (
          <div key={group[0][0]} className="menu-group">
            {group.map(([nudge, Icon]) => (
              <MenuItem
                key={nudge}
                icon={<Icon />}
                disabled={widget.locked === true}
                onSelect={() => nudges[nudge](widget.id)}
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

const CopyAndRemove = ({
  widget,
  form,
}: {
  readonly widget: Widget;
  readonly form: "desktop" | "mobile";
}): ReactNode => (
  <>
    <MenuItem icon={<CopyIcon />} onSelect={() => duplicate(form, widget.id)}>
      {words.duplicate}
    </MenuItem>
    <MenuItem icon={<TrashIcon />} danger onSelect={() => remove(form, widget.id)}>
      {words.remove}
    </MenuItem>
  </>
);
