/** The list of dashboards: go to one, make another, name, copy, order and delete them, all in place. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { announce } from "../common/announcer.tsx";
import { ImportIcon, PlusIcon } from "../common/icons.tsx";
import { showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../words.ts";
import { isAddressable } from "./address.ts";
import { DashboardRow, type RowActions } from "./DashboardRow.tsx";
import { dashboardName } from "./dashboardName.ts";
import { deleteDashboard } from "./deleting.ts";
import { listLayouts } from "./layoutsApi.ts";
import { type Dashboard, moved, NAME_LENGTH, renamed } from "./list.ts";
import { layoutOf } from "./making.ts";
import { NewDashboard, openNew } from "./NewDashboard.tsx";
import {
  areNamesLocked,
  changeDashboards,
  dashboards,
  doNamesWait,
  lookForNames,
  useNames,
} from "./names.ts";
import "./dashboards.css";

const LOOK_EVERY_MS = 5_000;

export const DashboardMenu = ({ onImport }: { readonly onImport: (() => void) | null }): ReactNode => {
  const list = useNames(dashboards);
  const isLocked = useNames(areNamesLocked);
  const waits = useNames(doNamesWait);
  const others = useOthers(list);
  const [openId, setOpenId] = useState<string | null>(null);
  const [isNew, setNew] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void lookForNames();
    // Another device may make the first list while this one looks.
    const looking = setInterval(() => void lookForNames(), LOOK_EVERY_MS);
    const { current } = ref;
    const here = current?.querySelector<HTMLElement>("[aria-current]") ?? current?.querySelector("a, button");
    if (here instanceof HTMLElement) here.focus();
    return () => clearInterval(looking);
  }, []);

  const shown = list ?? [];
  return (
    <div ref={ref} className="boards">
      <h2 className="menu-title">{words.dashboards.title}</h2>
      {isLocked && <p className="boards-note">{words.dashboards.namesLocked}</p>}
      <ul className="boards-list">
        {[...shown, ...others].map((dashboard) => (
          <DashboardRow
            key={dashboard.id}
            dashboard={dashboard}
            at={shown.indexOf(dashboard)}
            length={shown.length}
            isOpen={openId === dashboard.id}
            onToggle={() => setOpenId(openId === dashboard.id ? null : dashboard.id)}
            actions={actions}
          />
        ))}
      </ul>
      {waits && <p className="boards-note">{words.dashboards.namesWait}</p>}
      {list !== null && (
        <div className="menu-group">
          {isNew ? (
            <NewDashboard onCancel={() => setNew(false)} />
          ) : (
            <>
              <button type="button" className="menu-item" onClick={() => setNew(true)}>
                <span className="menu-icon">
                  <PlusIcon />
                </span>
                {words.dashboards.make}
              </button>
              {onImport !== null && (
                <button
                  type="button"
                  className="menu-item"
                  onClick={(event) => {
                    event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
                    onImport();
                  }}
                >
                  <span className="menu-icon">
                    <ImportIcon />
                  </span>
                  {words.importDashboard}
                </button>
              )}
            </>
          )}
        </div>
      )}
    </div>
  );
};

/** Layouts that are on no list, such as a copy of a refused save, or one that a program made. */
const useOthers = (list: readonly Dashboard[] | null): readonly Dashboard[] => {
  const [found, setFound] = useState<{ readonly of: unknown; readonly ids: readonly string[] } | null>(null);
  useEffect(() => {
    void listLayouts().then((all) => {
      if (all.ok) setFound({ of: list, ids: all.value.map(({ id }) => id).filter(isAddressable) });
    });
  }, [list]);
  // Of another list it would show what was deleted a moment ago.
  if (list === null || found?.of !== list) return [];
  const listed = new Set(list.map(({ id }) => id));
  return found.ids.filter((id) => !listed.has(id)).map((id) => ({ id, name: id }));
};

const rename = (dashboard: Dashboard, name: string): void => {
  if (name.trim() === "") return;
  void changeDashboards((list) => renamed(list, dashboard.id, name));
  announce(words.dashboards.renamed(name.trim()));
};

const duplicate = async (dashboard: Dashboard): Promise<void> => {
  const layout = await layoutOf(dashboard.id);
  const name = words.dashboards.copyOf(dashboardName(dashboard)).slice(-NAME_LENGTH);
  if (layout === null) showToast({ text: words.dashboards.copyFailed });
  else await openNew({ name, layout });
};

const move = async (dashboard: Dashboard, by: number): Promise<void> => {
  const pressed = document.activeElement;
  await changeDashboards((list) => moved(list, dashboard.id, by));
  const list = dashboards() ?? [];
  const at = list.findIndex(({ id }) => id === dashboard.id);
  announce(words.dashboards.place(dashboardName(dashboard), at, list.length));
  // Moved about in the page, it lost the focus.
  requestAnimationFrame(() => pressed instanceof HTMLElement && pressed.focus());
};

const remove = async (dashboard: Dashboard): Promise<void> => {
  const row = document.activeElement?.closest(".board-row");
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const gone = await deleteDashboard(dashboard);
  if (gone && dashboard.id !== keeper.layoutId) next?.querySelector<HTMLElement>(".board-link")?.focus();
};

const actions: RowActions = { rename, duplicate, remove, move: (...what) => void move(...what) };
