/**
 * One call to the server, and what its answer counts for. Only a JSON answer of the expected form is one: a captive
 * portal says 200 to everything. No call rejects.
 */
import type { FailureKind } from "../../worker/layout/wire.ts";
import type { NoAnswer, ReadOutcome, Refusal, SignedOut } from "./remote.ts";
import type { DocId } from "./store.ts";

const TIMEOUT_MS = 20_000;

export type Json = Readonly<Record<string, unknown>>;
export type Reply = { readonly status: number; readonly json: Json | null; readonly retryAfterMs?: number };
export type Broken = { readonly error: string };
export type Options = { readonly body?: object; readonly headers?: Record<string, string> };

export type Call = (method: string, path: string, options?: Options) => Promise<Reply | Broken>;

/** How long the server asks to be left alone, in milliseconds; NaN where it does not. */
export type WaitOf = (headers: Headers) => number;

const inSeconds: WaitOf = (headers) => Number(headers.get("Retry-After") ?? Number.NaN) * 1000;

export const createCall =
  (fetcher: typeof fetch, root: string, waitOf: WaitOf = inSeconds): Call =>
  async (method, path, { body, headers = {} } = {}) => {
    try {
      const response = await fetcher(root + path, {
        method,
        headers: body === undefined ? headers : { ...headers, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const retryAfterMs = waitOf(response.headers);
      const isJson = /^application\/([\w.-]+\+)?json/.test(response.headers.get("Content-Type") ?? "");
      return {
        status: response.status,
        json: isJson ? await response.json() : null,
        ...(Number.isFinite(retryAfterMs) ? { retryAfterMs } : {}),
      };
    } catch (error) {
      return { error: error instanceof Error ? error.name : "unknown" };
    }
  };

/** Says whose layout is meant: the cookie may have become another user's since. */
export const createCallFor =
  (call: Call) =>
  (docId: DocId, method: string, path: string, { body, headers }: Options = {}): Promise<Reply | Broken> => {
    const [userId = "", layoutId = ""] = docId.split("/");
    return call(method, `/layouts/${layoutId}${path}`, {
      ...(body === undefined ? {} : { body }),
      headers: { ...headers, "Gridkeep-User": userId },
    });
  };

export const read = <T>(reply: Reply | Broken, is: (json: Json) => json is Json & T): ReadOutcome<T> => {
  if ("error" in reply) return noAnswer(reply);
  const { status, json } = reply;
  if ((status === 200 || status === 201) && json !== null && is(json)) return { kind: "found", value: json };
  return failure(reply);
};

/** By status and code, never by the words of a message. */
export const failure = (reply: Reply): SignedOut | Refusal | NoAnswer => {
  const { status, json } = reply;
  const code = json?.["code"];
  // Without a code of ours it is not our server that speaks: a proxy, a portal, a broken deploy.
  if (typeof code !== "string") return noAnswer({ ...reply, error: `HTTP ${status}` });
  if (code === "unauthenticated") return { kind: "signed-out" };
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return noAnswer({ ...reply, error: code });
  return { kind: "refused", code: code as FailureKind, detail: String(json?.["detail"] ?? "") };
};

export const noAnswer = ({ error, retryAfterMs }: { error: string; retryAfterMs?: number }): NoAnswer => ({
  kind: "no-answer",
  error,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;
