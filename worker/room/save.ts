/** The save protocol of one room: read, decide, write, in one transaction; durable when it answers. */
import { sha256 } from "../history/sha256.ts";
import { commit, type NewVersions, type Outcome, type PastOperation, type Save } from "../layout/commit.ts";
import { summarize } from "../layout/diff.ts";
import type { AnyLayout } from "../layout/schema.ts";
import type { Version } from "../layout/wire.ts";
import type { HeadText, LayoutId, SaveCommand, SaveResult, VersionResult } from "./results.ts";
import type { Store, StoredHead } from "./store.ts";

export type SavePorts = {
  readonly store: Store;
  readonly transaction: <T>(write: () => T) => T;
  /** ISO 8601. */
  readonly now: () => string;
  readonly readVersion: (layoutId: LayoutId, version: number) => Promise<VersionResult>;
  /** Makes sure that what is now unpublished will be published. Runs inside the transaction. */
  readonly announce: () => void;
};

type Attempt = {
  readonly outcome: Outcome;
  readonly head: StoredHead | null;
  readonly baseLayout: AnyLayout | null;
  readonly isBaseUnreachable?: boolean;
};

const NO_CHANGES = summarize([]);

export const save = async (ports: SavePorts, command: SaveCommand): Promise<SaveResult> => {
  const parsed = toSave(command);
  const attempt = decideAndWrite(ports, command, parsed, null);
  if (attempt.outcome.kind !== "conflict" || command.base === null) return reply(ports, command, attempt);
  // Stale. Whether it merges depends on what it was based on, and finding that may mean waiting for the archive:
  // so the question is put again from the start, to whatever is the head by then.
  const base = await ports.readVersion(command.layoutId, command.base);
  const baseLayout: AnyLayout | null = base.kind === "found" ? JSON.parse(base.layoutText) : null;
  const again = decideAndWrite(ports, command, parsed, baseLayout);
  return reply(ports, command, { ...again, isBaseUnreachable: base.kind === "unavailable" });
};

const toSave = (command: SaveCommand): Save => ({
  layout: JSON.parse(command.layoutText),
  base: command.base,
  onConflict: command.onConflict,
  changeType: command.changeType,
  deviceId: command.deviceId,
  fingerprint: command.fingerprint,
  ...(command.description === null ? {} : { description: command.description }),
  ...(command.setAsideText === null ? {} : { setAside: JSON.parse(command.setAsideText) }),
});

const decideAndWrite = (
  { store, transaction, now, announce }: SavePorts,
  command: SaveCommand,
  parsed: Save,
  baseLayout: AnyLayout | null,
): Attempt =>
  transaction(() => {
    const head = store.head(command.layoutId);
    const past = command.operationId === null ? null : store.operation(command.operationId);
    const current = head && { ...head, layout: JSON.parse(head.layoutText) as AnyLayout };
    const outcome = commit(current, parsed, { now: now(), sha256, past, baseLayout });
    if (outcome.kind === "created" || outcome.kind === "saved" || outcome.kind === "merged") {
      announce();
      append(store, command, outcome.versions, head);
    }
    // Remembered too: sent again after another device's save, it would else look stale.
    if (outcome.kind === "unchanged") remember(store, command, { ...outcome.head, changes: NO_CHANGES });
    return { outcome, head, baseLayout };
  });

const append = (store: Store, command: SaveCommand, versions: NewVersions, head: StoredHead | null): void => {
  for (const { layout, ...entry } of versions) {
    const layoutText = JSON.stringify(layout);
    store.writeUnpublished({ layoutId: command.layoutId, entry, layoutText });
    if (entry.setAside) continue;
    const { version, checksum, chain, deviceId, createdAt } = entry;
    const born = head?.createdAt ?? createdAt;
    store.writeHead({
      ...{ id: command.layoutId, version, checksum, chain, deviceId },
      ...{ createdAt: born, updatedAt: createdAt, layoutText },
    });
    remember(store, command, entry);
  }
};

const remember = (
  store: Store,
  { operationId, layoutId, fingerprint }: SaveCommand,
  { version, checksum, changes }: Pick<Version, "version" | "checksum" | "changes">,
): void => {
  if (operationId !== null)
    store.writeOperation(operationId, layoutId, { fingerprint, version, checksum, changes });
};

const reply = async (ports: SavePorts, command: SaveCommand, attempt: Attempt): Promise<SaveResult> => {
  const { outcome, head } = attempt;
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
      const layoutText = checksum === command.checksum ? null : (head?.layoutText ?? null);
      return { kind: "done", outcome: "unchanged", version, checksum, changes: NO_CHANGES, layoutText };
    }
    case "replayed":
      return replay(ports, command, outcome.past);
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
        details: conflictDetails(command, attempt, outcome.conflicts),
      };
  }
};

/** Says again what the operation did; where it had merged, with the layout that came of it. */
const replay = async (ports: SavePorts, command: SaveCommand, past: PastOperation): Promise<SaveResult> => {
  const done = { kind: "done", outcome: "replayed", version: past.version, checksum: past.checksum } as const;
  if (past.checksum === command.checksum) return { ...done, changes: past.changes, layoutText: null };
  const result = await ports.readVersion(command.layoutId, past.version);
  if (result.kind !== "found") return { kind: "unavailable" };
  return { ...done, changes: past.changes, layoutText: result.layoutText };
};

const conflictDetails = (
  command: SaveCommand,
  { head, baseLayout, isBaseUnreachable = false }: Attempt,
  conflicts: readonly unknown[],
): string => {
  // While the base can't be reached nobody can say what clashes: any difference may be one side's edit alone.
  const clashes = isBaseUnreachable ? [] : conflicts;
  const base = baseLayout && `,"base":${withLayout({ version: command.base }, JSON.stringify(baseLayout))}`;
  return `{"head":${head ? headJson(head) : null}${base ?? ""},"conflicts":${JSON.stringify(clashes)}}`;
};

/** The head as `GET /api/layouts/{id}` gives it, its layout spliced in as it is stored. */
export const headJson = ({
  id,
  version,
  checksum,
  deviceId,
  createdAt,
  updatedAt,
  layoutText,
}: HeadText): string => withLayout({ id, version, checksum, deviceId, createdAt, updatedAt }, layoutText);

/** JSON text of an object (never empty) with one more member, `layout`, that is text already. */
export const withLayout = (members: object, layoutText: string): string =>
  `${JSON.stringify(members).slice(0, -1)},"layout":${layoutText}}`;
