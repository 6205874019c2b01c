/** A layout as a file, version by version, so that a long history never stands in memory as a whole. */
import type { Version } from "../layout/wire.ts";
import { headJson, headOf, withLayout } from "./head.ts";
import { listVersions, type Places, readVersion } from "./history.ts";
import type { LayoutRow } from "./store.ts";

export type ExportHistory = "none" | "all";

/** UTF-8 of JSON of the shape `Export`. What the archive can't give is named, and the rest comes all the same. */
export const exportLayout = (
  places: Places,
  row: LayoutRow,
  history: ExportHistory,
  exportedAt: string,
): ReadableStream<Uint8Array> => toStream(pieces(places, row, history, exportedAt));

/** In UTF-8. Of a deleted layout, when that was stands beside. */
export async function* pieces(
  places: Places,
  row: LayoutRow,
  history: ExportHistory,
  exportedAt: string,
): AsyncGenerator<string, void, undefined> {
  const { deletedAt } = row;
  const start = { format: "gridkeep/1", exportedAt, ...(deletedAt === null ? {} : { deletedAt }) };
  const head = headJson(headOf(places.store, row)).slice(1, -1);
  yield `${JSON.stringify(start).slice(0, -1)},${head}`;
  if (history === "all") {
    const { versions, incomplete } = await oldestFirst(places, row.id);
    yield incomplete ? ',"incomplete":true,"versions":[' : ',"versions":[';
    for (const [index, version] of versions.entries())
      yield `${index === 0 ? "\n" : ",\n"}${await versionJson(places, row.id, version)}`;
    yield "\n]";
  }
  yield "}\n";
}

const oldestFirst = async (
  places: Places,
  layoutId: string,
): Promise<{ readonly versions: readonly Version[]; readonly incomplete: boolean }> => {
  const newestFirst: Version[] = [];
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
    const page = await listVersions(places, layoutId, { limit: 1_000, before });
    if (page.kind !== "found") break;
    newestFirst.push(...page.versions);
    if (page.incomplete) return { versions: newestFirst.reverse(), incomplete: true };
    before = page.next;
  }
  return { versions: newestFirst.reverse(), incomplete: false };
};

const versionJson = async (places: Places, layoutId: string, entry: Version): Promise<string> => {
  const read = await readVersion(places, layoutId, entry.version);
  if (read.kind !== "found") return JSON.stringify({ ...entry, damaged: read.kind });
  const { layoutText, migratedFrom } = read;
  return withLayout(migratedFrom === null ? entry : { ...entry, migratedFrom }, layoutText);
};

export const toStream = (texts: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream({
    type: "bytes",
    pull: async (controller) => {
      const { value, done } = await texts.next();
      if (!done) return controller.enqueue(encoder.encode(value));
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel: async () => {
      await texts.return();
    },
  });
};
