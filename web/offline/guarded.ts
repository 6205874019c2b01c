/**
 * A remote that speaks in the open to the device and sealed to the server: saves are sealed as their rows say, and
 * what comes back is opened, so that drafts, merging, undo and history know nothing of keys. What can't be opened is
 * handed to nobody, and nothing is sent over it.
 */
import type { AnyLayout, Layout } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import { verified } from "./integrity.ts";
import type {
  Found,
  LoadOutcome,
  NoAnswer,
  Refusal,
  Remote,
  RowOf,
  SaveOutcome,
  Unusable,
} from "./remote.ts";
import { type Seal, sealIn } from "./seal.ts";
import type { DocId } from "./store.ts";

export type Unlocked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: Exclude<Unusable, "checksum-mismatch"> };

/** Whoever has the keys. No call rejects. */
export type Vault = {
  readonly open: (docId: DocId, layout: AnyLayout) => Promise<Unlocked<Layout>>;
  readonly seal: (docId: DocId, layout: Layout, mode: "fields" | "whole") => Promise<Unlocked<AnyLayout>>;
};

/** Of a device, or a service worker, that has no keys. */
export const NO_VAULT: Vault = {
  open: async () => ({ ok: false, reason: "locked" }),
  seal: async () => ({ ok: false, reason: "locked" }),
};

export const guarded = (wire: Remote<AnyLayout>, vault: Vault = NO_VAULT): Remote =>
  sealedRemote(verified(wire), vault);

export const sealedRemote = (wire: Remote<AnyLayout>, vault: Vault): Remote => {
  /** Documents of which the server has told us, and users who are so new that there is nothing to tell. */
  const heard = new Set<string>();
  const isHeard = (docId: DocId): boolean => heard.has(docId) || heard.has(userOf(docId));
  const note = (docId: DocId, { kind }: { readonly kind: string }): void => {
    if (kind === "no-answer") for (const name of [docId, userOf(docId)]) heard.delete(name);
    else if (kind !== "signed-out" && kind !== "refused") heard.add(docId);
  };

  const load = async (docId: DocId, known: number | null): Promise<LoadOutcome> => {
    const outcome = await wire.load(docId, known);
    note(docId, outcome);
    return outcome.kind === "found" ? opened(vault, docId, outcome.value) : outcome;
  };

  /**
   * Somebody else may have had the dashboard sealed while this device was away: asked before the first save in the
   * open, so that this one does not say what is a secret now.
   */
  const sealedMeanwhile = async (docId: DocId, row: RowOf<Layout>): Promise<SaveOutcome | null> => {
    if (isHeard(docId)) return null;
    const head = await load(docId, row.base.version);
    if (head.kind === "refused") return unusable(head);
    if (head.kind === "no-answer" || head.kind === "signed-out") return head;
    return head.kind === "found" && head.value.seal !== undefined
      ? { kind: "outdated", theirs: head.value }
      : null;
  };

  const save = async (docId: DocId, row: RowOf<Layout>): Promise<SaveOutcome> => {
    const sealed = await sealedRow(vault, docId, row);
    if (!sealed.ok) return { kind: "no-answer", error: sealed.reason };
    const outcome = await wire.save(docId, sealed.value);
    note(docId, outcome);
    return answered(vault, docId, outcome);
  };

  return {
    ...wire,
    startSession: async (deviceName) => {
      const outcome = await wire.startSession(deviceName);
      if (outcome.kind === "found" && outcome.value.isNew) heard.add(outcome.value.user.id);
      return outcome;
    },
    load,
    save: async (docId, row) =>
      (row.seal === undefined || row.seal === "open" ? await sealedMeanwhile(docId, row) : null) ??
      save(docId, row),
    version: async (docId, version) => {
      const outcome = await wire.version(docId, version);
      return outcome.kind === "found" ? opened(vault, docId, outcome.value) : outcome;
    },
  };
};

const userOf = (docId: DocId): string => docId.slice(0, docId.lastIndexOf("/"));

type Came = { readonly version: number; readonly layout: AnyLayout };

/** What is in the open stays as it came, and no keys are asked for. */
const opened = async <T extends Came>(
  vault: Vault,
  docId: DocId,
  came: T,
): Promise<Found<Omit<T, "layout"> & { readonly layout: Layout; readonly seal?: Seal }> | Refusal> => {
  const { layout, version } = came;
  const seal = sealIn(layout);
  if (seal === "open" && !isSealed(layout)) return { kind: "found", value: { ...came, layout } };
  const unlocked = await vault.open(docId, layout);
  return unlocked.ok
    ? { kind: "found", value: { ...came, layout: unlocked.value, seal } }
    : { kind: "refused", code: unlocked.reason, detail: DETAILS[unlocked.reason], met: { seal, version } };
};

const DETAILS = {
  locked:
    "This dashboard is encrypted, and this device needs the passphrase. Nothing on the server was changed.",
  tampered: "What the server has is not what was encrypted: it was changed or damaged. It was left as it is.",
} as const;

const answered = async (
  vault: Vault,
  docId: DocId,
  outcome: SaveOutcome<AnyLayout>,
): Promise<SaveOutcome> => {
  if (outcome.kind === "outdated") {
    const theirs = await opened(vault, docId, outcome.theirs);
    return theirs.kind === "found" ? { kind: "outdated", theirs: theirs.value } : unusable(theirs);
  }
  if (outcome.kind !== "acked") return outcome;
  const { layout, version } = outcome;
  if (layout === null) return { ...outcome, layout };
  const became = await opened(vault, docId, { layout, version });
  return became.kind === "found" ? { ...outcome, layout: became.value.layout } : unusable(became);
};

/** The row waits: what became of it, or what it met, can't be told until that can be opened. */
const unusable = ({ code, met }: Refusal): NoAnswer => ({
  kind: "no-answer",
  error: code,
  ...(met === undefined ? {} : { met }),
});

const sealedRow = async (
  vault: Vault,
  docId: DocId,
  row: RowOf<Layout>,
): Promise<Unlocked<RowOf<AnyLayout>>> => {
  const { seal: mode = "open", setAside, ...rest } = row;
  if (mode === "open") return { ok: true, value: row };
  const layout = await vault.seal(docId, row.layout, mode);
  if (!layout.ok) return layout;
  if (setAside === undefined) return { ok: true, value: { ...rest, layout: layout.value } };
  const aside = await vault.seal(docId, setAside, mode);
  return aside.ok ? { ok: true, value: { ...rest, layout: layout.value, setAside: aside.value } } : aside;
};
