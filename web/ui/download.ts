/** The layout as a file, readable by people and by the import. */
import type { Layout } from "../../worker/layout/schema.ts";

export const downloadLayout = (layout: Layout): void => {
  const url = URL.createObjectURL(new Blob([JSON.stringify(layout, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `gridkeep-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  // The browser has to have begun reading before the address goes away.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
