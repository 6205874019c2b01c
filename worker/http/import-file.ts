/**
 * A file as the versions that it brings, each as soon as it has arrived: of a layout exported from here, or of a
 * Grafana dashboard. Whatever is wrong with the file is thrown as a Refusal that names the place, and by then some
 * versions may have been given out: whoever takes them takes all or none.
 */
import { fromGrafana } from "../layout/grafana.ts";
import { LIMITS } from "../layout/limits.ts";
import { ExportedLayout } from "../layout/wire.ts";
import type { ImportedVersion } from "../room/results.ts";
import { ENVELOPE_BYTES, parseText } from "./body.ts";
import {
  faultAt,
  type ImportContext,
  importVersion,
  judgeAt,
  parseAt,
  requireChecksum,
} from "./import-version.ts";
import { createSplitter } from "./json-members.ts";

export const IMPORT_BYTES = 64 * 1024 * 1024;

const SPLIT_LIMITS = {
  elementBytes: LIMITS.layoutBytes + ENVELOPE_BYTES,
  elements: LIMITS.versions,
  // Grafana writes with blanks, and more of a dashboard than comes in here.
  restBytes: 2 * LIMITS.layoutBytes + ENVELOPE_BYTES,
};

/** `isAsSent`: the layout is one of the file, and not made out of what is there. */
export type FileVersion = { readonly version: ImportedVersion; readonly isAsSent: boolean };

/** Oldest first; the last is never set aside. */
export async function* fileVersions(
  parts: AsyncIterable<string>,
  context: ImportContext,
): AsyncGenerator<FileVersion, void> {
  const splitter = createSplitter("versions", SPLIT_LIMITS);
  let index = 0;
  let newestNumber = 0;
  let newest: ImportedVersion | null = null;
  for await (const part of parts) {
    for (const text of splitter.push(part)) {
      const place = `/versions/${index++}`;
      const { number, version } = importVersion(parseText(text), place, context);
      if (number <= newestNumber) throw faultAt(`${place}/version`, "order", "Versions go from old to new.");
      newestNumber = number;
      if (version === null) continue;
      newest = version;
      yield { version, isAsSent: true };
    }
  }
  yield* headOf(parseText(splitter.rest()), { ...context, newest, isHistory: index > 0 });
}

type HeadContext = ImportContext & {
  readonly newest: ImportedVersion | null;
  readonly isHistory: boolean;
};

/** What the file says besides its versions: the head, unless that was the last of them. */
function* headOf(rest: unknown, { deviceId, newest, isHistory }: HeadContext): Generator<FileVersion, void> {
  const own = { changeType: "manual", deviceId, createdAt: null, pinned: false, setAside: false } as const;
  const dashboard = isHistory || formatOf(rest) !== undefined ? undefined : fromGrafana(rest);
  if (dashboard !== undefined) {
    const version = { ...judgeAt(dashboard, ""), ...own, description: "Imported from Grafana" };
    yield { version, isAsSent: false };
    return;
  }
  requireFormat(rest);
  const { layout, checksum } = parseAt(ExportedLayout, rest, "");
  const head = judgeAt(layout, "/layout");
  requireChecksum(checksum, head, "");
  if (newest?.setAside === false && newest.checksum === head.checksum) return;
  yield { version: { ...head, ...own, description: "Imported" }, isAsSent: true };
}

const formatOf = (rest: unknown): unknown =>
  rest instanceof Object && Object.hasOwn(rest, "format") && "format" in rest ? rest.format : undefined;

const requireFormat = (rest: unknown): void => {
  const format = formatOf(rest);
  if (format === "gridkeep/1") return;
  if (format === undefined) {
    throw faultAt("", "shape", "This is neither a layout exported from here nor a Grafana dashboard.");
  }
  throw faultAt("/format", "shape", "This format is not known here; gridkeep/1 is.");
};
