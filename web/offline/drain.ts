/**
 * Empties the outbox of one user: the only code that sends saves. Page and service worker both run it, behind one
 * Web Lock. Saves of one layout go in order; a layout that waits (for the network, a sign-in, a person) never holds
 * up another.
 */

import { backoffMs, type Retry } from "./backoff.ts";
import { acked, LONGEST_WAIT_MS, outdated, postponed, refused, signedOut, taken } from "./delivery.ts";
import { type Document, type Head, type Order, type OutboxRow, sealOf } from "./document.ts";
import { type Merger, RulesMissing } from "./merging.ts";
import type { Remote, SaveOutcome } from "./remote.ts";
import { type Met, wary } from "./seal.ts";
import type { DocId, DocumentStore } from "./store.ts";

export type DrainPorts = {
  readonly store: DocumentStore;
  readonly remote: Pick<Remote, "load" | "save">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly deviceId: string;
  /** Whether `remote` can seal this document's saves now. Left out, it never can. */
  readonly canSeal?: (docId: DocId) => boolean;
  /** With `takingNothing` an answer that takes more is left to whoever has the rules. */
  readonly merge: Merger;
  /** Told after each step that changed a document. */
  readonly onChange: (docId: DocId) => void;
  /** Told of each save that the server has, before the device writes that down. */
  readonly onAcked?: (docId: DocId, opId: string, ack: Acked) => void;
  readonly retry?: () => Retry;
};

type Acked = Extract<SaveOutcome, { kind: "acked" }>;

/** Sends until nothing is due. */
export const drain = async (ports: DrainPorts, userId: string): Promise<void> => {
  const left = new Set<DocId>();
  for (let sent = true; sent; ) {
    sent = false;
    for (const docId of await ports.store.waiting(userId)) {
      while (!left.has(docId) && (await sendNext(ports, docId, left))) sent = true;
    }
  }
};

/** Whether a row was sent, whatever came of it. */
const sendNext = async (ports: DrainPorts, docId: DocId, left: Set<DocId>): Promise<boolean> => {
  const { store, remote, onChange } = ports;
  // Marked before the fetch: whoever finds it later knows that it may have arrived.
  const row = await store.update(docId, (doc) => {
    // Read in the same step: whoever had it sealed before this step is never sent in the open after it.
    if (!mayGo(ports, docId, doc)) return [doc, null];
    const { doc: next, row } = taken(doc, ports.now());
    return [next, row];
  });
  if (row === null) return false;
  onChange(docId);
  try {
    const outcome = await remote.save(docId, row);
    const settle = await settlement(ports, docId, row, outcome);
    if (outcome.kind === "acked") ports.onAcked?.(docId, row.opId, outcome);
    await store.update(docId, (doc) => [settle(doc), undefined]);
  } catch (error) {
    if (!(error instanceof RulesMissing)) throw error;
    // The row stays as one that was sent: whoever has the rules sends it again, and gets the same answer.
    left.add(docId);
  }
  onChange(docId);
  return true;
};

/** What is to be sealed waits, as it is, for somebody who can. */
export const mayGo = ({ canSeal }: Pick<DrainPorts, "canSeal">, docId: DocId, doc: Document): boolean =>
  sealOf(doc) === "open" || (canSeal?.(docId) ?? false);

type Settle = (doc: Document) => Document;

const settlement = async (
  ports: DrainPorts,
  docId: DocId,
  row: OutboxRow,
  outcome: SaveOutcome,
): Promise<Settle> => {
  const { opId } = row;
  switch (outcome.kind) {
    case "acked": {
      const head = ackedHead(ports, row, outcome);
      const order = newOrder(ports, row);
      return (doc) => acked(doc, opId, head, order);
    }
    case "outdated":
      // A server that refuses its own head would be asked again for ever.
      if (outcome.theirs.version === row.base.version)
        return later(ports, row, { error: "version-conflict" });
      return rebasing(ports, row, outcome.theirs);
    case "exists": {
      const head = await ports.remote.load(docId, null);
      // It exists and can't be opened here and now.
      if (head.kind === "refused") return later(ports, row, { ...head, error: head.code });
      return head.kind === "found"
        ? rebasing(ports, row, head.value)
        : later(ports, row, { error: "exists" });
    }
    case "refused": {
      // A stale save is judged together with what others saved: if that is what passed a limit, a person decides.
      const head =
        outcome.code === "layout-invalid" ? await ports.remote.load(docId, row.base.version) : null;
      if (head?.kind === "found") return rebasing(ports, row, head.value);
      return (doc) => refused(doc, opId, outcome);
    }
    case "no-answer":
      return later(ports, row, outcome);
    case "signed-out":
      return signedOut;
  }
};

const rebasing = (ports: DrainPorts, row: OutboxRow, theirs: Head): Settle => {
  const order = newOrder(ports, row);
  return (doc) => outdated(doc, row.opId, theirs, order);
};

/** For what may have to become an operation of its own. */
const newOrder = ({ newId, now, merge }: DrainPorts, { asks }: OutboxRow): Order => ({
  ...{ opId: newId(), now: now(), merge },
  ...(asks === undefined ? {} : { asks }),
});

const later = (
  { now, random, retry }: DrainPorts,
  row: OutboxRow,
  {
    error,
    retryAfterMs = 0,
    met,
  }: { readonly error: string; readonly retryAfterMs?: number; readonly met?: Met },
): Settle => {
  const waitMs = backoffMs(row.attempts, { random, retryAfterMs, ...retry?.() });
  const nextAt = now() + Math.min(waitMs, LONGEST_WAIT_MS);
  return (doc) => postponed(wary(doc, met), row.opId, { error, nextAt });
};

const ackedHead = (
  { now, deviceId }: DrainPorts,
  row: OutboxRow,
  { version, checksum, layout }: Acked,
): Head => ({
  version,
  checksum,
  deviceId,
  updatedAt: new Date(now()).toISOString(),
  layout: layout ?? row.layout,
  ...(row.seal === undefined || row.seal === "open" ? {} : { seal: row.seal }),
});
