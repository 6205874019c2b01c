/**
 * The person behind the layouts: their devices, how another one joins, all that is kept of them as a file, and its end.
 * Each call asks the server at once; none rejects. Without an answer the failure is `unreachable`, and `rate-limited`
 * where too much was tried from here within a minute.
 */
import type { Layout } from "../../worker/layout/schema.ts";
import type { Device, Erased, Pairing, SaveReply, Session } from "../../worker/layout/wire.ts";
import { type Broken, createCall, isObject, type Json, type Reply, read } from "../offline/call.ts";
import { toAnswer } from "./answers.ts";
import { deviceName } from "./device-name.ts";
import type { Answer, Copy } from "./state.ts";
import { UNREACHABLE } from "./unreachable.ts";

export type AccountService = {
  /** Who this is, and all of their devices, the one that was seen last first. */
  readonly session: () => Promise<Answer<Session>>;
  /** 1 to 100 characters. */
  readonly renameDevice: (id: string, name: string) => Promise<Answer<Device>>;
  /** Its next call is refused. What it has of its own stays there. One's own: the manager is told by `retry`. */
  readonly signOutDevice: (id: string) => Promise<Answer<void>>;
  /** A code for one more device, good for ten minutes and once. It ends the code before. */
  readonly invite: () => Promise<Answer<Pairing>>;
  /**
   * Makes this browser a device of whoever made the code: `pairing-not-found` for a code that is wrong, used or too old.
   * Whoever this browser was before is signed out of it. The manager goes over by `retry`.
   */
  readonly join: (code: string, name?: string) => Promise<Answer<Session>>;
  /** Saves a layout beside the others of this person: `layout-exists` where there is one of that name. */
  readonly keepAside: (layoutId: string, layout: Layout) => Promise<Answer<Copy>>;
  /** Everything that is kept of this person, as JSON. `onBytes` is told how much has come. */
  readonly exportAll: (options?: ExportOptions) => Promise<Answer<Blob>>;
  /** Erases all of it on the server, for good, and signs every device out. */
  readonly erase: () => Promise<Answer<Erased>>;
  /** What a person may want to call this browser. */
  readonly suggestedName: () => string;
};

export type ExportOptions = {
  /** Given up, the failure is `unreachable`. */
  readonly signal?: AbortSignal;
  readonly onBytes?: (count: number) => void;
};

export const createAccountService = (
  fetcher: typeof fetch = (...asked) => fetch(...asked),
  root = "/api",
): AccountService => {
  const call = createCall(fetcher, root);
  const asked = async <T>(
    [method, path, body]: readonly [method: string, path: string, body?: object],
    is: (json: Json) => json is Json & T,
  ): Promise<Answer<T>> => answerOf(await call(method, path, body === undefined ? {} : { body }), is);
  return {
    session: () => asked(["GET", "/session"], isSession),
    renameDevice: (id, name) => asked(["PATCH", deviceAt(id), { name }], isDevice),
    signOutDevice: async (id) => doneOf(await call("DELETE", deviceAt(id))),
    invite: () => asked(["POST", "/session/pairings"], isPairing),
    join: (code, name = suggestedName()) =>
      asked(["POST", "/session/pairings/redeem", { code, deviceName: name }], isSession),
    keepAside: async (layoutId, layout) => {
      const headers = { "If-None-Match": "*", "Idempotency-Key": crypto.randomUUID() };
      const body = { layout, changeType: "manual" };
      const saved = answerOf(await call("PUT", `/layouts/${layoutId}`, { headers, body }), isSaved);
      return saved.ok ? { ok: true, value: { layoutId, version: saved.value.version } } : saved;
    },
    exportAll: (options) => exported(fetcher, `${root}/account/export`, options),
    erase: async () => {
      const reply = await call("DELETE", "/account");
      // 202: nobody comes in any more, the rest follows by itself.
      const isLater = "status" in reply && reply.status === 202;
      return answerOf(isLater ? { ...reply, status: 200 } : reply, isErased);
    },
    suggestedName,
  };
};

const suggestedName = (): string => deviceName(navigator.userAgent);

const deviceAt = (id: string): string => `/session/devices/${encodeURIComponent(id)}`;

const answerOf = <T>(reply: Reply | Broken, is: (json: Json) => json is Json & T): Answer<T> =>
  isTooOften(reply) ? TOO_OFTEN : toAnswer(read(reply, is));

const isTooOften = (reply: Reply | Broken): boolean =>
  "status" in reply && reply.status === 429 && reply.json?.["code"] === "rate-limited";

const TOO_OFTEN: Answer<never> = {
  ok: false,
  failure: { code: "rate-limited", message: "That was tried too often from here. Wait a minute." },
};

const doneOf = (reply: Reply | Broken): Answer<void> =>
  "status" in reply && reply.status === 204
    ? { ok: true, value: undefined }
    : answerOf(reply, (json): json is never => json === null);

const isSession = (json: Json): json is Json & Session =>
  isObject(json["user"]) && isObject(json["device"]) && Array.isArray(json["devices"]);
const isDevice = (json: Json): json is Json & Device => typeof json["name"] === "string";
const isPairing = (json: Json): json is Json & Pairing =>
  typeof json["code"] === "string" && typeof json["expiresAt"] === "string";
const isSaved = (json: Json): json is Json & SaveReply => typeof json["version"] === "number";
const isErased = (json: Json): json is Json & Erased => typeof json["complete"] === "boolean";

/** May be long, and take long: nothing but whoever asked for it ends it. */
const exported = async (
  fetcher: typeof fetch,
  address: string,
  { signal, onBytes = () => {} }: ExportOptions = {},
): Promise<Answer<Blob>> => {
  try {
    const init: RequestInit = { credentials: "same-origin", cache: "no-store" };
    const response = await fetcher(address, signal === undefined ? init : { ...init, signal });
    const isJson = /^application\/([\w.-]+\+)?json/.test(response.headers.get("Content-Type") ?? "");
    if (!response.ok || response.body === null || !isJson) {
      const json: Json | null = isJson ? await response.json() : null;
      return answerOf({ status: response.status, json }, (_): _ is never => false);
    }
    return { ok: true, value: await collected(response.body, onBytes) };
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
};

const collected = async (body: ReadableStream<Uint8Array<ArrayBuffer>>, onBytes: (count: number) => void) => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let count = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    count += next.value.length;
    onBytes(count);
  }
  return new Blob(parts, { type: "application/json" });
};
