/** What is needed now and then: import, download, tidy up, devices, settings, theme. */
import { type ReactNode, useState } from "react";
import { tidy } from "../../worker/layout/edit.ts";
import { resetPhone } from "../../worker/layout/phone.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { downloadLayout } from "./common/download.ts";
import {
  ClipboardIcon,
  DeviceIcon,
  ExportIcon,
  ImportIcon,
  MenuIcon,
  PhoneIcon,
  SettingsIcon,
  TidyIcon,
} from "./common/icons.tsx";
import { MenuItem, Popover } from "./common/Popover.tsx";
import { showDone } from "./common/toasts.tsx";
import { install, useCanInstall } from "./installing.ts";
import { keeper } from "./keeper.ts";
import { chooseTheme, currentTheme, THEMES } from "./theme.ts";
import { words } from "./words.ts";

export const MainMenu = ({
  disabled,
  onImport,
  onPaste,
  onDevices,
  onSettings,
}: {
  readonly disabled: boolean;
  readonly onImport: () => void;
  readonly onPaste: () => void;
  readonly onDevices: () => void;
  readonly onSettings: () => void;
}): ReactNode => {
  const [theme, setTheme] = useState(currentTheme);
  const canInstall = useCanInstall();
  return (
    <Popover role="menu" label={words.menu} title={words.menu} className="bar-button" button={<MenuIcon />}>
      {() => (
        <>
          <MenuItem icon={<ImportIcon />} disabled={disabled} onSelect={onImport}>
            {words.importDashboard}
          </MenuItem>
          <MenuItem icon={<ClipboardIcon />} disabled={disabled} onSelect={onPaste}>
            {words.paste}
          </MenuItem>
          <MenuItem icon={<ExportIcon />} onSelect={() => downloadLayout(keeper.downloadable())}>
            {words.download}
          </MenuItem>
          {canInstall && (
            <MenuItem icon={<DeviceIcon />} onSelect={install}>
              {words.install}
            </MenuItem>
          )}
          <div className="menu-group">
            <MenuItem icon={<TidyIcon />} disabled={disabled} onSelect={() => change(tidy, words.tidied)}>
              {words.tidy}
            </MenuItem>
            <MenuItem
              icon={<PhoneIcon />}
              disabled={disabled}
              onSelect={() => change(resetPhone, words.phoneReset)}
            >
              {words.resetPhone}
            </MenuItem>
          </div>
          <div className="menu-group">
            <MenuItem icon={<DeviceIcon />} onSelect={onDevices}>
              {words.devices}
            </MenuItem>
            <MenuItem icon={<SettingsIcon />} onSelect={onSettings}>
              {words.appSettings}
            </MenuItem>
          </div>
          <div className="menu-group" {...{ role: "group", "aria-label": words.theme }}>
            <p className="menu-title">{words.theme}</p>
            {THEMES.map((one) => (
              <MenuItem
                key={one}
                checked={one === theme}
                icon={one === theme ? "●" : "○"}
                onSelect={() => {
                  chooseTheme(one);
                  setTheme(one);
                }}
              >
                {words.themes[one]}
              </MenuItem>
            ))}
          </div>
        </>
      )}
    </Popover>
  );
};

const change = (gesture: (layout: Layout) => Layout, text: string): void => {
  const undo = keeper.edit((layout) => {
    const changed = gesture(layout);
    return same(layout, changed) ? layout : changed;
  });
  showDone(text, undo);
};
