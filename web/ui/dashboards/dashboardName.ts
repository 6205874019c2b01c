/** What a dashboard is called: its name, or a word for one that has none. */
import { words } from "../words.ts";
import { FIRST_ID } from "./address.ts";
import type { Dashboard } from "./list.ts";

export const dashboardName = ({ id, name }: Dashboard): string =>
  name ?? (id === FIRST_ID ? words.dashboards.first : words.dashboards.untitled);
