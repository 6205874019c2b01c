/**
 * Taking in versions that were exported somewhere. They come one by one and wait in slots of their own; when the last
 * is there all of them become versions at once, or none does.
 */
import { sha256 } from "../history/sha256.ts";
import { canonical } from "../layout/canonical.ts";
import { chainOf, type Link } from "../layout/commit.ts";
import { type ChangeCounts, diff, summarize } from "../layout/diff.ts";
import { EMPTY_LAYOUT } from "../layout/limits.ts";
import { SCHEMA_VERSION } from "../layout/migrate.ts";
import type { AnyLayout } from "../layout/schema.ts";
import { isSealed } from "../layout/sealed.ts";
import type { Version } from "../layout/wire.ts";
import type { Admitted, ImportCommand, ImportedVersion, NotAdmitted, SaveResult } from "./results.ts";
import { conflictDetails, currentHead, remember, type SavePorts, tombstoneOf } from "./save.ts";

type Staged = Omit<ImportedVersion, "layoutText"> & { readonly slot: number; readonly changes: ChangeCounts };

export type ImportPorts = SavePorts & {
  /** Whether who brings the file may still come in: a file can be minutes on its way. */
  readonly admit: () => NotAdmitted | null;
};

/** `lines` are JSON of one `ImportedVersion` each, oldest first. Nothing is changed where their stream breaks off. */
export const importVersions = async (
  ports: ImportPorts,
  command: ImportCommand,
  lines: ReadableStream<Uint8Array>,
): Promise<Admitted<SaveResult>> => {
  const staged: Staged[] = [];
  try {
    let before = currentHead(ports.store, ports.store.layout(command.layoutId))?.layout ?? EMPTY_LAYOUT;
    for await (const line of linesOf(lines)) {
      if (line === BROKEN_OFF) return { kind: "unavailable" };
      const { layoutText, ...version }: ImportedVersion = JSON.parse(line);
      const layout: AnyLayout = JSON.parse(layoutText);
      const changes = countChanges(before, layout);
      staged.push({ ...version, changes, slot: ports.store.stage(layoutText, SCHEMA_VERSION) });
      if (!version.setAside) before = layout;
    }
    return ports.admit() ?? ports.transaction(() => take(ports, command, staged));
  } finally {
    ports.store.unstage(staged.map(({ slot }) => slot));
  }
};

/** The questions of `commit`, in its order: the operation id, equality, the base. */
const take = (ports: SavePorts, command: ImportCommand, staged: readonly Staged[]): SaveResult => {
  const { store } = ports;
  const { layoutId, operationId, base } = command;
  const fingerprint = fingerprintOf(layoutId, staged);
  const past = operationId === null ? null : store.operation(operationId);
  if (past !== null) {
    if (past.fingerprint !== fingerprint) return { kind: "idempotency-mismatch" };
    const { version, checksum, changes } = past;
    return { kind: "done", outcome: "replayed", version, checksum, changes, layoutText: null };
  }
  const newest = staged.at(-1);
  if (newest === undefined) throw new Error("An import brings at least one version.");
  const row = store.layout(layoutId);
  const head = currentHead(store, row);
  if (head === null && base !== null) return { kind: "layout-not-found" };
  if (head?.checksum === newest.checksum) {
    const unchanged = { version: head.version, checksum: head.checksum, changes: summarize([]) };
    remember(store, { operationId, layoutId, fingerprint }, unchanged);
    return { kind: "done", outcome: "unchanged", ...unchanged, layoutText: null };
  }
  if (head !== null && base === null) return { kind: "layout-exists", version: head.version };
  if (head !== null && base !== head.version) {
    const details = conflictDetails(store, command, { before: row, baseLayout: null }, []);
    return { kind: "version-conflict", version: head.version, details };
  }
  ports.announce(command);
  const { version, checksum, changes } = appendAll(ports, layoutId, staged, head ?? tombstoneOf(row));
  remember(store, { operationId, layoutId, fingerprint }, { version, checksum, changes });
  const outcome = head === null ? "created" : "saved";
  return { kind: "done", outcome, version, checksum, changes, layoutText: null };
};

const appendAll = (
  { store, now }: SavePorts,
  layoutId: string,
  staged: readonly Staged[],
  after: Link | null,
): Version => {
  const versions: Version[] = [];
  for (const { slot, description, createdAt, ...given } of staged) {
    const previous = versions.at(-1) ?? after;
    const version = (previous?.version ?? 0) + 1;
    const at = { createdAt: createdAt ?? now(), deviceId: given.deviceId, checksum: given.checksum, version };
    const entry: Version = {
      ...given,
      ...at,
      chain: chainOf({ ...at, previous: previous?.chain ?? "" }, sha256),
      ...(description === null ? {} : { description }),
    };
    versions.push(entry);
    store.append(layoutId, { entry, schema: SCHEMA_VERSION, text: { staged: slot }, layout: null });
  }
  const newest = versions.at(-1);
  if (newest === undefined) throw new Error("An import brings at least one version.");
  return newest;
};

/** All that comes in, but not when it came, nor where it lies here. */
const fingerprintOf = (layoutId: string, staged: readonly Staged[]): string =>
  sha256(canonical(["import", layoutId, ...staged.map(({ slot, changes, ...given }) => given)]));

const countChanges = (before: AnyLayout, layout: AnyLayout): ChangeCounts =>
  summarize(isSealed(before) || isSealed(layout) ? [] : diff(before, layout));

/** What comes in place of a line where the caller has gone, or thought better of it. */
const BROKEN_OFF = null;

async function* linesOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<string | typeof BROKEN_OFF, void, undefined> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = "";
  for (;;) {
    const read = await reader.read().catch(() => BROKEN_OFF);
    if (read === BROKEN_OFF) yield BROKEN_OFF;
    if (read === BROKEN_OFF || read.done) break;
    const lines = (rest + decoder.decode(read.value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
