/** The name of the dashboard, which opens the list of all of them. What is in the list comes when it is opened. */
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { Boundary } from "../Boundary.tsx";
import { ChevronIcon } from "../common/icons.tsx";
import { Popover } from "../common/Popover.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../words.ts";
import { dashboardName } from "./dashboardName.ts";
import { recallDeleted } from "./leaving.ts";
import { dashboards, followNames, useNames } from "./names.ts";

const DashboardMenu = lazy(() => import("./DashboardMenu.tsx").then((m) => ({ default: m.DashboardMenu })));

export const DashboardSwitcher = ({ onImport }: { readonly onImport: (() => void) | null }): ReactNode => {
  const list = useNames(dashboards);
  const here = list?.find(({ id }) => id === keeper.layoutId);
  // One that was deleted a moment ago is still called what it was; one that is on no list has its id alone.
  const last = useRef(keeper.layoutId);
  if (here !== undefined) last.current = dashboardName(here);
  const name = list === null ? "" : last.current;
  const title = here?.name ?? null;
  useEffect(() => {
    // The first one has the product's own title until it is named.
    document.title = title === null ? words.product : words.dashboards.pageTitle(title);
  }, [title]);
  useEffect(() => {
    followNames();
    const deleted = recallDeleted();
    if (deleted !== null) void import("./deleting.ts").then((m) => m.offerLastUndo(deleted));
  }, []);
  return (
    <div className="brand">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <h1>{name || words.product}</h1>
      <Popover
        role="dialog"
        label={words.dashboards.switcher(name)}
        title={words.dashboards.title}
        className="switcher"
        button={
          <>
            <span className="switcher-name" dir="auto">
              {name || words.product}
            </span>
            <ChevronIcon />
          </>
        }
      >
        {() => (
          <Boundary fallback={() => <p className="boards-note">{words.partMissing}</p>}>
            <Suspense fallback={<div className="boards-waiting" />}>
              <DashboardMenu onImport={onImport} />
            </Suspense>
          </Boundary>
        )}
      </Popover>
    </div>
  );
};
