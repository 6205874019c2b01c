/** Real edit histories, where they are at hand. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Layout } from "../../worker/layout/schema.ts";

export type Edit = { readonly at: string; readonly description: string; readonly layout: Layout };

const folder = new URL("../../../shared/corpus/", import.meta.url);

export const CORPUS_IS_ABSENT = "The real edit histories (../shared/corpus) are not on this machine.";

/** Oldest first, on 24 columns as the dashboards that they come from; null where the folder is absent. */
export const readHistory = (name: string): readonly Edit[] | null => {
  const file = new URL(`${name}.jsonl.gz`, folder);
  if (!existsSync(file)) return null;
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.map((line) => {
    const edit: Edit = JSON.parse(line);
    return { ...edit, layout: { ...edit.layout, columns: { desktop: 24, mobile: 4 } } };
  });
};
