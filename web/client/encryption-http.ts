/**
 * A user's wrapped key on the server, over the calls that any layout is saved with. It is never merged, and what does
 * not match its checksum is taken for no answer: a key that was damaged on its way must not replace a good one.
 */

import { type Broken, createCall, type Options, type Reply } from "../offline/call.ts";
import { verifyIntegrity } from "../offline/integrity.ts";
import { KEY_LAYOUT_ID, type KeyRingRemote } from "./encryption-ring.ts";

type HttpKeyRingPorts = {
  readonly fetcher: typeof fetch;
  /** The cookie may have become another user's since: the server is told whose key is meant. */
  readonly userId: string;
  readonly newId: () => string;
  readonly root?: string;
};

export const createHttpKeyRing = ({
  fetcher,
  userId,
  newId,
  root = "/api",
}: HttpKeyRingPorts): KeyRingRemote => {
  const call = createCall(fetcher, root);
  const ask = (method: string, path: string, { headers, ...options }: Options = {}) =>
    call(method, `/layouts/${KEY_LAYOUT_ID}${path}`, {
      ...options,
      headers: { ...headers, "Gridkeep-User": userId },
    });
  return {
    load: async () => {
      const reply = await ask("GET", "");
      if (isCode(reply, 404, "layout-not-found")) return { kind: "none" };
      return (await readRing(reply)) ?? UNREACHABLE;
    },
    save: async (sealed, baseVersion) => {
      const reply = await ask("PUT", "?onConflict=reject", {
        headers: {
          "Idempotency-Key": newId(),
          ...(baseVersion === null ? { "If-None-Match": "*" } : { "If-Match": `"${baseVersion}"` }),
        },
        body: { layout: { sealed }, changeType: "manual" },
      });
      const version = versionIn(reply);
      if (version !== null) return { kind: "saved", version };
      return CONFLICTS.some(([status, code]) => isCode(reply, status, code))
        ? { kind: "conflict" }
        : UNREACHABLE;
    },
    forgetOlder: async () => {
      const reply = await ask("POST", "/versions/prune", { body: { keep: 1 } });
      const isPruned = "json" in reply && reply.status === 200 && reply.json?.["kept"] === 1;
      return isPruned ? { kind: "done" } : UNREACHABLE;
    },
  };
};

const UNREACHABLE = { kind: "unreachable" } as const;

/** There is one, another one, or none any more. */
const CONFLICTS = [
  [409, "layout-exists"],
  [412, "version-conflict"],
  [404, "layout-not-found"],
] as const;

const isCode = (reply: Reply | Broken, status: number, code: string): boolean =>
  "json" in reply && reply.status === status && reply.json?.["code"] === code;

const readRing = async (reply: Reply | Broken) => {
  if (!("json" in reply) || reply.status !== 200 || reply.json === null) return null;
  const { version, checksum, layout } = reply.json;
  if (typeof version !== "number" || typeof checksum !== "string" || !isSealedLayout(layout)) return null;
  const isWhole = await verifyIntegrity(layout, checksum);
  return isWhole ? ({ kind: "found", version, sealed: layout.sealed } as const) : null;
};

const isSealedLayout = (value: unknown): value is { readonly sealed: string } =>
  typeof value === "object" && value !== null && "sealed" in value && typeof value.sealed === "string";

const versionIn = (reply: Reply | Broken): number | null => {
  if (!("json" in reply) || (reply.status !== 200 && reply.status !== 201)) return null;
  const { outcome, version } = reply.json ?? {};
  return typeof outcome === "string" && typeof version === "number" ? version : null;
};
