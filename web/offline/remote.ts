/**
 * The server, as calls with typed outcomes. Only a JSON answer of the expected form counts as one: a captive portal
 * says 200 to everything. No call here rejects.
 */
import type { AnyLayout, Checksum, Layout } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import type {
  FailureKind,
  OpenVersion,
  Session,
  VersionPage,
  VersionWithLayout,
} from "../../worker/layout/wire.ts";
import type { Head, OutboxRow } from "./document.ts";
import type { DocId } from "./store.ts";

/** `layout-sealed`: the server answered with a layout that takes a key to open. No page here can, yet. */
export type RefusalCode = FailureKind | "layout-sealed";
export type Refusal = { readonly kind: "refused"; readonly code: RefusalCode; readonly detail: string };
export type NoAnswer = { readonly kind: "no-answer"; readonly error: string; readonly retryAfterMs?: number };
export type SignedOut = { readonly kind: "signed-out" };

export type SaveOutcome =
  | {
      readonly kind: "acked";
      readonly version: number;
      readonly checksum: Checksum;
      readonly layout: Layout | null;
    }
  | { readonly kind: "outdated"; readonly theirs: Head }
  | { readonly kind: "exists" }
  | Refusal
  | NoAnswer
  | SignedOut;

export type Found<T> = { readonly kind: "found"; readonly value: T };
export type LoadOutcome =
  | Found<Head>
  | { readonly kind: "unchanged" | "none" }
  | NoAnswer
  | SignedOut
  | Refusal;
export type ReadOutcome<T> = Found<T> | NoAnswer | SignedOut | Refusal;

/** `isNew`: this call made the user, who can't have any layout yet. */
export type StartedSession = Session & { readonly isNew: boolean };

export type Remote = {
  /** Starts a guest session, or answers the one there is. */
  readonly startSession: (deviceName: string) => Promise<ReadOutcome<StartedSession>>;
  readonly session: () => Promise<ReadOutcome<StartedSession>>;
  readonly load: (docId: DocId, known: number | null) => Promise<LoadOutcome>;
  readonly save: (docId: DocId, row: OutboxRow) => Promise<SaveOutcome>;
  readonly versions: (
    docId: DocId,
    page: { limit: number; before?: number },
  ) => Promise<ReadOutcome<VersionPage>>;
  readonly version: (docId: DocId, version: number) => Promise<ReadOutcome<OpenVersion>>;
};

const TIMEOUT_MS = 20_000;

export const createRemote = (fetcher: typeof fetch, root = "/api"): Remote => {
  const call = createCall(fetcher, root);
  /** Says whose layout is meant: the cookie may have become another user's since. */
  const callFor = (docId: DocId, method: string, path: string, { body, headers }: Options = {}) => {
    const [userId = "", layoutId = ""] = docId.split("/");
    return call(method, `/layouts/${layoutId}${path}`, {
      ...(body === undefined ? {} : { body }),
      headers: { ...headers, "Gridkeep-User": userId },
    });
  };
  return {
    startSession: async (deviceName) => started(await call("POST", "/session", { body: { deviceName } })),
    session: async () => started(await call("GET", "/session")),
    load: async (docId, known) => {
      const reply = await callFor(docId, "GET", "", {
        headers: known === null ? {} : { "If-None-Match": `"${known}"` },
      });
      if ("error" in reply) return noAnswer(reply);
      if (reply.status === 304) return { kind: "unchanged" };
      if (reply.status === 404 && reply.json?.["code"] === "layout-not-found") return { kind: "none" };
      return opened(read(reply, isHead));
    },
    save: async (docId, row) => saved(await callFor(docId, "PUT", "?onConflict=merge", request(row))),
    versions: async (docId, { limit, before }) => {
      const query = before === undefined ? `limit=${limit}` : `limit=${limit}&before=${before}`;
      return read(await callFor(docId, "GET", `/versions?${query}`), isPage);
    },
    version: async (docId, version) =>
      opened(read(await callFor(docId, "GET", `/versions/${version}`), isVersion)),
  };
};

type Json = Readonly<Record<string, unknown>>;
type Reply = { readonly status: number; readonly json: Json | null; readonly retryAfterMs?: number };
type Broken = { readonly error: string };
type Options = { readonly body?: object; readonly headers?: Record<string, string> };

const createCall =
  (fetcher: typeof fetch, root: string) =>
  async (method: string, path: string, { body, headers = {} }: Options = {}): Promise<Reply | Broken> => {
    try {
      const response = await fetcher(root + path, {
        method,
        headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      const isJson = /^application\/([\w.-]+\+)?json/.test(response.headers.get("Content-Type") ?? "");
      return {
        status: response.status,
        json: isJson ? await response.json() : null,
        ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
      };
    } catch (error) {
      return { error: error instanceof Error ? error.name : "unknown" };
    }
  };

const request = ({ opId, base, layout, changeType, description, setAside }: OutboxRow): Options => ({
  headers: {
    "Idempotency-Key": opId,
    ...(base.version === null ? { "If-None-Match": "*" } : { "If-Match": `"${base.version}"` }),
  },
  body: { layout, changeType, description, setAside },
});

const OUTCOMES: ReadonlySet<unknown> = new Set(["created", "saved", "merged", "unchanged", "replayed"]);

const saved = (reply: Reply | Broken): SaveOutcome => {
  if ("error" in reply) return noAnswer(reply);
  const { status, json } = reply;
  if (
    (status === 200 || status === 201) &&
    OUTCOMES.has(json?.["outcome"]) &&
    typeof json?.["version"] === "number"
  ) {
    const layout = json["layout"] === undefined ? null : (json["layout"] as AnyLayout);
    if (layout !== null && isSealed(layout)) return SEALED;
    return { kind: "acked", version: json["version"], checksum: json["checksum"] as Checksum, layout };
  }
  if (status === 412 && isObject(json?.["head"]) && isHead(json["head"])) {
    const { layout, ...head } = json["head"];
    return isSealed(layout) ? SEALED : { kind: "outdated", theirs: { ...head, layout } };
  }
  if (status === 409 && json?.["code"] === "layout-exists") return { kind: "exists" };
  return failure(reply);
};

const read = <T>(reply: Reply | Broken, is: (json: Json) => json is Json & T): ReadOutcome<T> => {
  if ("error" in reply) return noAnswer(reply);
  const { status, json } = reply;
  if ((status === 200 || status === 201) && json !== null && is(json)) return { kind: "found", value: json };
  return failure(reply);
};

/** What can be shown, or that it can't: a sealed layout goes no further, so that nothing is ever put over it. */
const opened = <T extends { readonly layout: AnyLayout }>(
  outcome: ReadOutcome<T>,
): ReadOutcome<T & { readonly layout: Layout }> => {
  if (outcome.kind !== "found") return outcome;
  const { layout } = outcome.value;
  return isSealed(layout) ? SEALED : { kind: "found", value: { ...outcome.value, layout } };
};

const SEALED: Refusal = {
  kind: "refused",
  code: "layout-sealed",
  detail: "This dashboard is encrypted, and this page can't open it yet. Nothing on the server was changed.",
};

const started = (reply: Reply | Broken): ReadOutcome<StartedSession> => {
  const outcome = read(reply, isSession);
  if (outcome.kind !== "found") return outcome;
  return { kind: "found", value: { ...outcome.value, isNew: "status" in reply && reply.status === 201 } };
};

/** By status and code, never by the words of a message. */
const failure = (reply: Reply): SignedOut | Refusal | NoAnswer => {
  const { status, json } = reply;
  const code = json?.["code"];
  // Without a code of ours it is not our server that speaks: a proxy, a portal, a broken deploy.
  if (typeof code !== "string") return noAnswer({ ...reply, error: `HTTP ${status}` });
  if (code === "unauthenticated") return { kind: "signed-out" };
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return noAnswer({ ...reply, error: code });
  return { kind: "refused", code: code as FailureKind, detail: String(json?.["detail"] ?? "") };
};

const noAnswer = ({ error, retryAfterMs }: { error: string; retryAfterMs?: number }): NoAnswer => ({
  kind: "no-answer",
  error,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;
const isSession = (json: Json): json is Json & Session => isObject(json["user"]) && isObject(json["device"]);
type AnyHead = Omit<Head, "layout"> & { readonly layout: AnyLayout };
const isHead = (json: Json): json is Json & AnyHead =>
  typeof json["version"] === "number" && isObject(json["layout"]);
const isPage = (json: Json): json is Json & VersionPage => Array.isArray(json["versions"]);
const isVersion = (json: Json): json is Json & VersionWithLayout => isHead(json);
