/** What an import does to this dashboard, or beside it. In place it is one edit, which undo takes back. */
import type { Layout } from "../../../worker/layout/schema.ts";
import { showDone } from "../common/toasts.tsx";
import { openNew } from "../dashboards/NewDashboard.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { newId } from "../widgetKinds.ts";
import { appended } from "./append.ts";
import type { Ready } from "./readDashboard.ts";

export type Target = "replace" | "append" | "anew";

/** What would be shown; null where that can't be. */
export const targetsOf = ({ layout }: Ready): Readonly<Record<Target, Layout | null>> => {
  const here = keeper.state.layout;
  return {
    replace: here && layout,
    append: here && appended(here, layout, newId),
    anew: layout,
  };
};

/** Nothing that anybody made is taken the place of, unless that is chosen. */
export const usualTarget = (): Target => {
  const { layout, version, status } = keeper.state;
  const isUntouched = version === null && status.kind === "untouched";
  const isEmpty = layout !== null && layout.desktop.length === 0 && layout.mobile.length === 0;
  return isUntouched || isEmpty ? "replace" : "anew";
};

/** Whether it came in; why not is said. */
export const bringIn = async (
  reading: Ready,
  { to, name }: { readonly to: Target; readonly name: string },
): Promise<boolean> => {
  const { title, from } = reading;
  const description = (from === "grafana" ? words.importDescription(title) : words.imported(title)).slice(
    0,
    500,
  );
  if (to === "anew") return openNew({ name, layout: reading.layout, description });
  // Others may have edited since it was shown.
  const edit = (layout: Layout): Layout =>
    to === "replace" ? reading.layout : (appended(layout, reading.layout, newId) ?? layout);
  showDone(words.imported(title), keeper.edit(edit, { immediate: true, description }));
  return true;
};
