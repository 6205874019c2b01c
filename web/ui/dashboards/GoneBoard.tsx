/** What stands in place of a dashboard: it was deleted elsewhere, there never was one, or it can't be had without a network. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { MiniMap } from "../board/MiniMap.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../words.ts";
import { addressOf } from "./address.ts";
import { dashboardName } from "./dashboardName.ts";
import { openNew } from "./NewDashboard.tsx";
import { dashboards, useNames } from "./names.ts";
import type { Fate } from "./useFate.ts";
import "../common/dialogs.css";
import "./dashboards.css";

export const GoneBoard = ({ fate }: { readonly fate: Exclude<Fate, "here"> }): ReactNode => {
  const all = useNames(dashboards) ?? [];
  // A program that deleted it has left its name on the list.
  const list = all.filter(({ id }) => id !== keeper.layoutId);
  const listed = all.find(({ id }) => id === keeper.layoutId);
  const [making, setMaking] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const isDeleted = fate === "deleted";
  // With what was never sent.
  const { layout } = keeper.state;
  const canKeep = isDeleted && layout !== null;
  const keep = async (): Promise<void> => {
    setMaking(true);
    const name = listed === undefined ? words.dashboards.untitled : dashboardName(listed);
    const layout = keeper.downloadable();
    const kept = await openNew({ name, layout, replaces: keeper.layoutId });
    if (!kept) setMaking(false);
  };
  return (
    <div className="empty gone">
      {canKeep && (
        <div aria-hidden="true">
          <MiniMap layout={layout} label="" />
        </div>
      )}
      <h2 ref={title} tabIndex={-1}>
        {words.dashboards.fates[fate].title}
      </h2>
      <p>{words.dashboards.fates[fate].text}</p>
      {canKeep && (
        <button
          type="button"
          className="button is-primary is-large"
          disabled={making}
          onClick={() => void keep()}
        >
          {making ? words.dashboards.making : words.dashboards.keep}
        </button>
      )}
      {list.length > 0 && (
        <nav className="gone-others" aria-label={words.dashboards.goTo}>
          <p>{words.dashboards.goTo}</p>
          <ul>
            {list.map((one) => (
              <li key={one.id}>
                <a className="button" href={addressOf(one.id)}>
                  {dashboardName(one)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
};
