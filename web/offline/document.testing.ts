/** Builders for the tests of documents, and a server of one layout that runs the real `commit`. */
import { createHash } from "node:crypto";
import { canonical, utf8Length } from "../../worker/layout/canonical.ts";
import {
  type CurrentHead,
  commit,
  type PastOperation,
  type Save,
  type ValidLayout,
} from "../../worker/layout/commit.ts";
import { diff, summarize } from "../../worker/layout/diff.ts";
import type { AnyLayout, Checksum, Layout } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import type { SaveReply } from "../../worker/layout/wire.ts";
import { type Document, EMPTY_DOCUMENT, edited, type Head, opened } from "./document.ts";
import { NO_VAULT, sealedRemote, type Vault } from "./guarded.ts";
import { askedAgain } from "./question.ts";
import { type QueueOrder, queued } from "./queue.ts";
import type { Remote, RowOf, SaveOutcome } from "./remote.ts";
import { merge } from "./rules.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A layout of notes, one a row: `notes({ a: "x" })`. */
export const notes = (texts: Readonly<Record<string, string>>): Layout => ({
  desktop: Object.entries(texts).map(([id, text], index) => ({
    id,
    type: "notes",
    ...{ x: 0, y: index, w: 1, h: 1 },
    config: { text },
  })),
  mobile: [],
});

export const textsOf = (layout: AnyLayout | undefined): Record<string, unknown> =>
  Object.fromEntries(
    (layout === undefined || isSealed(layout) ? [] : layout.desktop).map(({ id, config }) => [
      id,
      config["text"],
    ]),
  );

export const headOf = (version: number, layout: Layout): Head => ({
  version,
  checksum: `sum-${version}` as Checksum,
  deviceId: "server",
  updatedAt: "2026-01-01T00:00:00.000Z",
  layout,
});

export const SEED = notes({ a: "seed", b: "seed" });

/** An open document, on the server as version 1. */
export const savedDocument = (layout: Layout = SEED): Document =>
  opened({ ...EMPTY_DOCUMENT, head: headOf(1, layout) }, SEED);

export const edit = (doc: Document, layout: Layout): Document => {
  if (doc.draft === null) throw new Error("The document is not open.");
  return edited(doc, { layout, basis: doc.draft }, merge);
};

/** As a page with the rules gives it. */
export const orderOf = (opId: string, now: number): QueueOrder => ({ opId, now, merge, askedAgain });

/** Edited and moved to the outbox. */
export const save = (doc: Document, layout: Layout, opId: string, description?: string): Document =>
  queued(edit(doc, layout), {
    ...orderOf(opId, 1_000),
    ...(description === undefined ? {} : { description }),
  });

export type TestServer = ReturnType<typeof createTestServer>;

/** One layout on a server without a network: the outcomes that a perfect connection would bring. */
export const createTestServer = () => {
  const versions: ServerVersion[] = [];
  const operations = new Map<string, PastOperation>();
  const current = (): ServerVersion | null => versions.findLast(({ setAside }) => !setAside) ?? null;

  const put = (row: RowOf<AnyLayout>, deviceId: string): SaveOutcome<AnyLayout> => {
    const request: Save = {
      ...judged(row.layout),
      base: row.base.version,
      onConflict: row.asks === undefined ? "merge" : "reject",
      changeType: row.changeType,
      deviceId,
      fingerprint: sha256(JSON.stringify([row.layout, row.setAside ?? null])),
      ...(row.setAside === undefined ? {} : { setAside: judged(row.setAside) }),
    };
    const baseLayout = versions.find(({ version }) => version === row.base.version)?.layout ?? null;
    const past = operations.get(row.opId) ?? null;
    const outcome = commit(current(), request, { now: "2026-01-01T00:00:00.000Z", sha256, past, baseLayout });
    const remember = (version: number, checksum: Checksum) =>
      operations.set(row.opId, {
        fingerprint: request.fingerprint,
        version,
        checksum,
        changes: summarize(diff(SEED, SEED)),
      });
    switch (outcome.kind) {
      case "created":
      case "saved":
      case "merged":
        for (const one of outcome.versions) {
          versions.push({ ...one, deviceId, updatedAt: one.createdAt });
          if (!one.setAside) remember(one.version, one.checksum);
        }
        return ackOf(current(), outcome.kind);
      case "unchanged":
        remember(outcome.head.version, outcome.head.checksum);
        return ackOf(current(), outcome.kind);
      case "replayed":
        return ackOf(versions.find(({ version }) => version === outcome.past.version) ?? null, outcome.kind);
      case "conflict": {
        const theirs = current();
        if (theirs === null) throw new Error("A conflict with nothing.");
        return { kind: "outdated", theirs };
      }
      case "exists":
        return { kind: "exists" };
      case "mismatch":
        return { kind: "refused", code: "idempotency-mismatch", detail: "" };
      case "missing":
        return { kind: "refused", code: "layout-not-found", detail: "" };
      case "invalid":
        return { kind: "refused", code: "layout-invalid", detail: outcome.issues[0]?.message ?? "" };
    }
  };

  const wire = (deviceId: string): Remote<AnyLayout> => ({
    startSession: async () => ({ kind: "signed-out" }),
    session: async () => ({ kind: "signed-out" }),
    load: async (_id, known) => {
      const head = current();
      if (head === null) return { kind: "none" };
      return head.version === known ? { kind: "unchanged" } : { kind: "found", value: head };
    },
    save: async (_id, row) => put(structuredClone(row), deviceId),
    versions: async () => ({ kind: "no-answer", error: "not simulated" }),
    version: async () => ({ kind: "no-answer", error: "not simulated" }),
    describe: async () => ({ kind: "no-answer", error: "not simulated" }),
    prune: async () => ({ kind: "no-answer", error: "not simulated" }),
  });
  const remote = (deviceId: string, vault: Vault = NO_VAULT): Remote => sealedRemote(wire(deviceId), vault);
  return { remote, wire, put, current, versions };
};

/** As the routes find a layout valid. */
const judged = (layout: AnyLayout): ValidLayout => {
  const text = canonical(layout);
  return { layout, checksum: sha256(text) as Checksum, bytes: utf8Length(text) };
};

type ServerVersion = Omit<Head, "layout"> & CurrentHead & { readonly setAside: boolean };

/** As a device that seals would save it. */
export const sealedVersion = (version: number): ServerVersion => ({
  ...headOf(version, SEED),
  layout: { sealed: "e30..aXY.Y2lwaGVy.dGFn" } satisfies AnyLayout,
  ...{ chain: "", setAside: false },
});

const ackOf = (head: ServerVersion | null, outcome: SaveReply["outcome"]): SaveOutcome<AnyLayout> => {
  if (head === null) throw new Error("Nothing was saved.");
  const { version, checksum, layout } = head;
  return { kind: "acked", outcome, version, checksum, layout: structuredClone(layout) };
};
