/**
 * Empties the outbox of one user: the only code that sends saves. Page and service worker both run it, behind one
 * Web Lock. Saves of one layout go in order; a layout that waits (for the network, a sign-in, a person) never holds
 * up another.
 */

import { backoffMs } from "./backoff.ts";
import { acked, LONGEST_WAIT_MS, outdated, postponed, refused, signedOut, taken } from "./delivery.ts";
import type { Document, Head, Order, OutboxRow } from "./document.ts";
import type { Remote, SaveOutcome } from "./remote.ts";
import type { DocId, DocumentStore } from "./store.ts";

export type DrainPorts = {
  readonly store: DocumentStore;
  readonly remote: Remote;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
  readonly newId: () => string;
  readonly deviceId: string;
  /** Told after each step that changed a document. */
  readonly onChange: (docId: DocId) => void;
};

/** Sends until nothing is due. */
export const drain = async (ports: DrainPorts, userId: string): Promise<void> => {
  for (let sent = true; sent; ) {
    sent = false;
    for (const docId of await ports.store.waiting(userId)) {
      while (await sendNext(ports, docId)) sent = true;
    }
  }
};

/** Whether a row was sent, whatever came of it. */
const sendNext = async (ports: DrainPorts, docId: DocId): Promise<boolean> => {
  const { store, remote, onChange } = ports;
  // Marked before the fetch: whoever finds it later knows that it may have arrived.
  const row = await store.update(docId, (doc) => {
    const { doc: next, row } = taken(doc, ports.now());
    return [next, row];
  });
  if (row === null) return false;
  onChange(docId);
  const outcome = await remote.save(docId, row);
  const settle = await settlement(ports, docId, row, outcome);
  await store.update(docId, (doc) => [settle(doc), undefined]);
  onChange(docId);
  return true;
};

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
      const order = newOrder(ports);
      return (doc) => acked(doc, opId, head, order);
    }
    case "outdated":
      // A server that refuses its own head would be asked again for ever.
      if (outcome.theirs.version === row.base.version)
        return later(ports, row, { error: "version-conflict" });
      return rebasing(ports, opId, outcome.theirs);
    case "exists": {
      const head = await ports.remote.load(docId, null);
      // It exists and can't be opened here: to ask again would find it no different.
      if (head.kind === "refused") return (doc) => refused(doc, opId, head);
      return head.kind === "found"
        ? rebasing(ports, opId, head.value)
        : later(ports, row, { error: "exists" });
    }
    case "refused": {
      // A stale save is judged together with what others saved: if that is what passed a limit, a person decides.
      const head =
        outcome.code === "layout-invalid" ? await ports.remote.load(docId, row.base.version) : null;
      if (head?.kind === "found") return rebasing(ports, opId, head.value);
      return (doc) => refused(doc, opId, outcome);
    }
    case "no-answer":
      return later(ports, row, outcome);
    case "signed-out":
      return signedOut;
  }
};

const rebasing = (ports: DrainPorts, opId: string, theirs: Head): Settle => {
  const order = newOrder(ports);
  return (doc) => outdated(doc, opId, theirs, order);
};

/** For what may have to become an operation of its own. */
const newOrder = ({ newId, now }: DrainPorts): Order => ({ opId: newId(), now: now() });

const later = (
  { now, random }: DrainPorts,
  row: OutboxRow,
  { error, retryAfterMs = 0 }: { readonly error: string; readonly retryAfterMs?: number },
): Settle => {
  const waitMs = backoffMs(row.attempts, { random, retryAfterMs });
  const nextAt = now() + Math.min(waitMs, LONGEST_WAIT_MS);
  return (doc) => postponed(doc, row.opId, { error, nextAt });
};

const ackedHead = (
  { now, deviceId }: DrainPorts,
  row: OutboxRow,
  { version, checksum, layout }: Extract<SaveOutcome, { kind: "acked" }>,
): Head => ({
  version,
  checksum,
  deviceId,
  updatedAt: new Date(now()).toISOString(),
  layout: layout ?? row.layout,
});
