/** The save protocol of one room: read, decide, write, in one transaction; durable when it answers. */
import { sha256 } from "../history/sha256.ts";
import {
  commit,
  type Link,
  type NewVersions,
  type Outcome,
  type PastOperation,
  type Save,
  type ValidLayout,
} from "../layout/commit.ts";
import { summarize } from "../layout/diff.ts";
import { SCHEMA_VERSION } from "../layout/migrate.ts";
import type { AnyLayout } from "../layout/schema.ts";
import type { Version } from "../layout/wire.ts";
import { checksumOf, headJson, headOf, withLayout } from "./head.ts";
import type { LayoutId, SaveCommand, SaveResult, VersionResult } from "./results.ts";
import type { LayoutRow, Store } from "./store.ts";

export type SavePorts = {
  readonly store: Store;
  readonly transaction: <T>(write: () => T) => T;
  /** ISO 8601. */
  readonly now: () => string;
  readonly readVersion: (layoutId: LayoutId, version: number) => Promise<VersionResult>;
  /**
   * Makes sure that what is now unpublished will be published, and that who listens hears of it once it is written.
   * Runs inside the transaction.
   */
  readonly announce: (change: Announced) => void;
};

/** Which layout changes, and by which device. */
export type Announced = Pick<SaveCommand, "layoutId" | "deviceId">;

type Attempt = {
  readonly outcome: Outcome;
  /** The head as it was before; null where there was none. */
  readonly before: LayoutRow | null;
  readonly baseLayout: AnyLayout | null;
  readonly isBaseUnreachable?: boolean;
};

const NO_CHANGES = summarize([]);

/** A layout to be saved: judged, and as the text that will be stored. */
export type Wanted = ValidLayout & { readonly text: string };
export type Proposal = { readonly layout: Wanted; readonly setAside: Wanted | null };

export const save = async (
  ports: SavePorts,
  command: SaveCommand,
  proposal: Proposal,
): Promise<SaveResult> => {
  const attempt = decideAndWrite(ports, command, proposal, null);
  if (attempt.outcome.kind !== "conflict" || command.base === null)
    return reply(ports, command, proposal, attempt);
  // Stale. Whether it merges depends on what it was based on, and finding that may mean waiting for the archive:
  // so the question is put again from the start, to whatever is the head by then.
  const base = await ports.readVersion(command.layoutId, command.base);
  const baseLayout: AnyLayout | null = base.kind === "found" ? JSON.parse(base.layoutText) : null;
  const again = decideAndWrite(ports, command, proposal, baseLayout);
  return reply(ports, command, proposal, { ...again, isBaseUnreachable: base.kind === "unavailable" });
};

const decideAndWrite = (
  ports: SavePorts,
  command: SaveCommand,
  { layout, setAside }: Proposal,
  baseLayout: AnyLayout | null,
): Attempt =>
  ports.transaction(() => {
    const { store } = ports;
    const row = store.layout(command.layoutId);
    const past = command.operationId === null ? null : store.operation(command.operationId);
    const { description, ...asked } = command;
    const wish: Save = {
      ...asked,
      ...layout,
      ...(description === null ? {} : { description }),
      ...(setAside === null ? {} : { setAside }),
    };
    const outcome = commit(currentHead(store, row), wish, {
      ...{ now: ports.now(), sha256, past, baseLayout, tombstone: tombstoneOf(row) },
    });
    if (outcome.kind === "created" || outcome.kind === "saved" || outcome.kind === "merged") {
      ports.announce(command);
      append(store, command, outcome.versions, [layout, setAside]);
    }
    // Remembered too: sent again after another device's save, it would else look stale.
    if (outcome.kind === "unchanged") remember(store, command, { ...outcome.head, changes: NO_CHANGES });
    return { outcome, before: row, baseLayout };
  });

/** The newest version of a layout that is there, its content read only where somebody looks into it. */
export const currentHead = (store: Store, row: LayoutRow | null) => {
  const held = row?.deletedAt === null ? row.versions.at(-1) : undefined;
  if (held === undefined) return null;
  const { version, chain } = held.entry;
  return {
    ...{ version, chain, checksum: checksumOf(store, held) },
    get layout(): AnyLayout {
      return store.lookInto(held);
    },
  };
};

/** Where the numbers and the chain of a layout go on that was deleted. */
export const tombstoneOf = (row: LayoutRow | null): Link | null =>
  row === null ? null : (row.tombstone ?? row.versions.at(-1)?.entry ?? null);

const append = (
  store: Store,
  command: SaveCommand,
  versions: NewVersions,
  wanted: readonly (Wanted | null)[],
): void => {
  for (const { layout, ...entry } of versions) {
    // As it came, where it came; only a merged layout has to be written out.
    const text = wanted.find((one) => one?.layout === layout)?.text ?? JSON.stringify(layout);
    store.append(command.layoutId, { entry, schema: SCHEMA_VERSION, text, layout });
    if (!entry.setAside) remember(store, command, entry);
  }
};

export const remember = (
  store: Store,
  { operationId, layoutId, fingerprint }: Pick<SaveCommand, "operationId" | "layoutId" | "fingerprint">,
  { version, checksum, changes }: Pick<Version, "version" | "checksum" | "changes">,
): void => {
  if (operationId !== null)
    store.writeOperation(operationId, layoutId, { fingerprint, version, checksum, changes });
};

const reply = async (
  ports: SavePorts,
  command: SaveCommand,
  { layout: sent }: Proposal,
  attempt: Attempt,
): Promise<SaveResult> => {
  const { outcome } = attempt;
  switch (outcome.kind) {
    case "created":
    case "saved":
    case "merged": {
      const { version, checksum, changes, layout } = outcome.versions.at(-1) ?? outcome.versions[0];
      const layoutText = outcome.kind === "merged" ? JSON.stringify(layout) : null;
      return { kind: "done", outcome: outcome.kind, version, checksum, changes, layoutText };
    }
    case "unchanged": {
      const { version, checksum } = outcome.head;
      const isWhatWasSent = checksum === sent.checksum || attempt.before === null;
      const layoutText = isWhatWasSent ? null : headOf(ports.store, attempt.before).layoutText;
      return { kind: "done", outcome: "unchanged", version, checksum, changes: NO_CHANGES, layoutText };
    }
    case "replayed":
      return replay(ports, command, sent, outcome.past);
    case "mismatch":
      return { kind: "idempotency-mismatch" };
    case "missing":
      return { kind: "layout-not-found" };
    case "exists":
      return { kind: "layout-exists", version: outcome.head.version };
    case "invalid":
      return { kind: "layout-invalid", version: outcome.head.version, issues: outcome.issues };
    case "conflict":
      return {
        kind: "version-conflict",
        version: outcome.head.version,
        details: conflictDetails(ports.store, command, attempt, outcome.conflicts),
      };
  }
};

/** Says again what the operation did; where it had merged, with the layout that came of it. */
const replay = async (
  ports: SavePorts,
  command: SaveCommand,
  sent: Wanted,
  past: PastOperation,
): Promise<SaveResult> => {
  const { version, checksum, changes } = past;
  const done = { kind: "done", outcome: "replayed", version, checksum, changes } as const;
  if (checksum === sent.checksum) return { ...done, layoutText: null };
  const result = await ports.readVersion(command.layoutId, version);
  if (result.kind === "unavailable") return result;
  if (result.kind === "found") return { ...done, layoutText: result.layoutText };
  return becameOf(ports.store, command.layoutId, past);
};

/** Of an operation whose version is no longer in the history: what became of that is the head. */
export const becameOf = (store: Store, layoutId: LayoutId, { changes }: PastOperation): SaveResult => {
  const row = store.layout(layoutId);
  if (row === null || row.deletedAt !== null) return { kind: "layout-not-found" };
  const { version, checksum, layoutText } = headOf(store, row);
  return { kind: "done", outcome: "replayed", version, checksum, changes, layoutText };
};

/** The members that a 412 adds: the shape `VersionConflict`. */
export const conflictDetails = (
  store: Store,
  { base }: Pick<SaveCommand, "base">,
  { before, baseLayout, isBaseUnreachable = false }: Omit<Attempt, "outcome">,
  conflicts: readonly unknown[],
): string => {
  // While the base can't be reached nobody can say what clashes: any difference may be one side's edit alone.
  const clashes = isBaseUnreachable ? [] : conflicts;
  const baseText = baseLayout && `,"base":${withLayout({ version: base }, JSON.stringify(baseLayout))}`;
  const head = before && headJson(headOf(store, before));
  return `{"head":${head}${baseText ?? ""},"conflicts":${JSON.stringify(clashes)}}`;
};
