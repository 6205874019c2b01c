/** Files to take away, readable by people, by the import and by the API. */
import type { Layout } from "../../../worker/layout/schema.ts";
import { dashboardName } from "../dashboards/dashboardName.ts";
import { dashboards } from "../dashboards/names.ts";
import { keeper } from "../keeper.ts";

/** The dashboard with its name. */
export const downloadLayout = (layout: Layout): void => {
  const id = keeper.layoutId;
  const name = dashboardName(dashboards()?.find((one) => one.id === id) ?? { id, name: null });
  const exportedAt = new Date().toISOString();
  const file = { format: "gridkeep/1", exportedAt, id, name, layout };
  downloadBlob(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }), fileName(name));
};

/** Named for the day. */
export const downloadBlob = (blob: Blob, name: string): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  // The browser has to have begun reading before the address goes away.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

/** Letters and digits of any language: what else a name may hold, some file system refuses. */
const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "") || "gridkeep";
