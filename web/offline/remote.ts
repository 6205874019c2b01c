/**
 * The server, as calls with typed outcomes. Only a JSON answer of the expected form counts as one: a captive portal
 * says 200 to everything. No call here rejects.
 */
import type { AnyLayout, Checksum, Layout } from "../../worker/layout/schema.ts";
import type {
  DescribeRequest,
  FailureKind,
  Pruned,
  SaveReply,
  Session,
  Version,
  VersionPage,
  VersionWithLayout,
} from "../../worker/layout/wire.ts";
import {
  type Broken,
  createCall,
  createCallFor,
  isObject,
  type Json,
  type Reply,
  read,
  type WaitOf,
} from "./call.ts";
import type { Head, OutboxRow } from "./document.ts";
import { createSaves, isHead } from "./saves.ts";
import type { Met } from "./seal.ts";
import type { DocId } from "./store.ts";

/**
 * Why what came can't be used. `locked`: it takes a key that is not here now. `tampered`: it is not what was sealed.
 * `checksum-mismatch`: it is not what its checksum says.
 */
export type Unusable = "locked" | "tampered" | "checksum-mismatch";
export const isUnusable = (code: string): code is Unusable =>
  code === "locked" || code === "tampered" || code === "checksum-mismatch";
export type RefusalCode = FailureKind | Unusable;
/** `met`: what came was sealed, though it could not be opened. */
export type Refusal = {
  readonly kind: "refused";
  readonly code: RefusalCode;
  readonly detail: string;
  readonly met?: Met;
};
export type NoAnswer = {
  readonly kind: "no-answer";
  readonly error: string;
  readonly retryAfterMs?: number;
  readonly met?: Met;
};
export type SignedOut = { readonly kind: "signed-out" };

/** As this device shows it (`Layout`), or as it travels (`AnyLayout`). */
export type HeadOf<L> = Omit<Head, "layout"> & { readonly layout: L };
export type RowOf<L> = Omit<OutboxRow, "layout" | "setAside"> & {
  readonly layout: L;
  readonly setAside?: L;
};

export type SaveOutcome<L = Layout> =
  | {
      readonly kind: "acked";
      readonly version: number;
      readonly checksum: Checksum;
      /** Null where it is what was sent. */
      readonly layout: L | null;
      readonly outcome?: SaveReply["outcome"];
    }
  | { readonly kind: "outdated"; readonly theirs: HeadOf<L> }
  | { readonly kind: "exists" }
  | Refusal
  | NoAnswer
  | SignedOut;

export type Found<T> = { readonly kind: "found"; readonly value: T };
export type LoadOutcome<L = Layout> =
  | Found<HeadOf<L>>
  | { readonly kind: "unchanged" | "none" }
  | NoAnswer
  | SignedOut
  | Refusal;
export type ReadOutcome<T> = Found<T> | NoAnswer | SignedOut | Refusal;

/** `isNew`: this call made the user, who can't have any layout yet. */
export type StartedSession = Session & { readonly isNew: boolean };

type VersionOf<L> = Omit<VersionWithLayout, "layout"> & { readonly layout: L };

/** `Remote<AnyLayout>` is the wire itself, `Remote` what everything on the device works with: see `guarded`. */
export type Remote<L = Layout> = {
  /** Starts a guest session, or answers the one there is. */
  readonly startSession: (deviceName: string) => Promise<ReadOutcome<StartedSession>>;
  readonly session: () => Promise<ReadOutcome<StartedSession>>;
  readonly load: (docId: DocId, known: number | null) => Promise<LoadOutcome<L>>;
  readonly save: (docId: DocId, row: RowOf<L>) => Promise<SaveOutcome<L>>;
  readonly versions: (
    docId: DocId,
    page: { limit: number; before?: number },
  ) => Promise<ReadOutcome<VersionPage>>;
  readonly version: (docId: DocId, version: number) => Promise<ReadOutcome<VersionOf<L>>>;
  /** Names a version, or pins it. */
  readonly describe: (
    docId: DocId,
    version: number,
    change: DescribeRequest,
  ) => Promise<ReadOutcome<Version>>;
  /** Gives up old versions beyond `keep`. */
  readonly prune: (docId: DocId, keep: number) => Promise<ReadOutcome<Pruned>>;
};

/** What travels: sealed where it is sealed. */
export const createRemote = (fetcher: typeof fetch, root = "/api", waitOf?: WaitOf): Remote<AnyLayout> => {
  const call = createCall(fetcher, root, waitOf);
  const callFor = createCallFor(call);
  return {
    ...createSaves(call),
    startSession: async (deviceName) => started(await call("POST", "/session", { body: { deviceName } })),
    session: async () => started(await call("GET", "/session")),
    versions: async (docId, { limit, before }) => {
      const query = before === undefined ? `limit=${limit}` : `limit=${limit}&before=${before}`;
      return read(await callFor(docId, "GET", `/versions?${query}`), isPage);
    },
    version: async (docId, version) => read(await callFor(docId, "GET", `/versions/${version}`), isVersion),
    describe: async (docId, version, change) =>
      read(await callFor(docId, "PATCH", `/versions/${version}`, { body: change }), isListed),
    prune: async (docId, keep) =>
      read(await callFor(docId, "POST", "/versions/prune", { body: { keep } }), isPruned),
  };
};

const started = (reply: Reply | Broken): ReadOutcome<StartedSession> => {
  const outcome = read(reply, isSession);
  if (outcome.kind !== "found") return outcome;
  return { kind: "found", value: { ...outcome.value, isNew: "status" in reply && reply.status === 201 } };
};

const isSession = (json: Json): json is Json & Session => isObject(json["user"]) && isObject(json["device"]);
const isPage = (json: Json): json is Json & VersionPage => Array.isArray(json["versions"]);
const isPruned = (json: Json): json is Json & Pruned => typeof json["kept"] === "number";
const isListed = (json: Json): json is Json & Version => typeof json["version"] === "number";
const isVersion = (json: Json): json is Json & VersionWithLayout => isHead(json);
