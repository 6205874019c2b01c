/** The API as a device meets it: statuses, codes, ETags, around the room. */
import { problems } from "../../../worker/http/problem.ts";
import type { FailureKind } from "../../../worker/layout/wire.ts";
import { headJson, headOf, withLayout } from "../../../worker/room/head.ts";
import type { PutResult, VersionResult } from "../../../worker/room/results.ts";
import type { Reply, Request } from "./network.testing.ts";
import type { Room } from "./room.testing.ts";

export const USER = "guest-1";

export type Caller = { readonly deviceId: string; readonly isSignedOut: boolean };

/** `ignoresBase` is a planted bug. */
export const createServer = (room: Room, { ignoresBase = false } = {}) => {
  const head = ({ headers }: Request): Reply => {
    const row = room.store.layout("main");
    if (row === null) return problem("layout-not-found");
    const version = row.versions.at(-1)?.entry.version ?? 0;
    if (versionIn(headers["If-None-Match"]) === version) return { status: 304, headers: {}, text: "" };
    return json(200, headJson(headOf(room.store, row)), version);
  };
  const save = async ({ headers, path, body }: Request, deviceId: string): Promise<Reply> => {
    const creates = headers["If-None-Match"] === "*";
    const named = versionIn(headers["If-Match"]);
    if (!creates && named === null) return problem("precondition-required");
    const newest = room.store.layout("main")?.versions.at(-1)?.entry.version ?? null;
    return saveReply(
      await room.put({
        ...{ layoutId: "main", deviceId, operationId: headers["Idempotency-Key"] ?? null },
        base: creates ? null : ignoresBase ? newest : named,
        onConflict: path.includes("onConflict=merge") ? "merge" : "reject",
        body: new TextEncoder().encode(body),
      }),
    );
  };
  const handle = async (request: Request, { deviceId, isSignedOut }: Caller): Promise<Reply> => {
    const { method, path } = request;
    if (isSignedOut) return problem("unauthenticated");
    if (path === "/session") return json(200, JSON.stringify(sessionOf(deviceId)));
    const [route, query = ""] = path.split("?");
    if (method === "PUT" && route === "/layouts/main") return save(request, deviceId);
    if (method !== "GET") return problem("not-found");
    if (route === "/layouts/main") return head(request);
    if (route === "/layouts/main/versions") return list(room, new URLSearchParams(query));
    const version = /^\/layouts\/main\/versions\/(\d+)$/.exec(route ?? "")?.[1];
    return version === undefined ? problem("not-found") : versionReply(await room.version(Number(version)));
  };
  return {
    handle: (request: Request, caller: Caller) => handle(request, caller).catch(() => problem("internal")),
  };
};

const sessionOf = (id: string) => ({
  ...{ user: { id: USER }, device: { id, name: id }, devices: [], authenticatedBy: "session" },
});

const versionIn = (tag = ""): number | null => {
  const digits = /^"(\d+)"$/.exec(tag)?.[1];
  return digits === undefined ? null : Number(digits);
};

const list = async (room: Room, query: URLSearchParams): Promise<Reply> => {
  const before = Number(query.get("before") ?? Number.MAX_SAFE_INTEGER);
  const result = await room.versions({ limit: Number(query.get("limit")), before });
  if (result.kind !== "found") return problem(result.kind);
  const { kind, ...page } = result;
  return json(200, JSON.stringify(page));
};

const versionReply = (result: VersionResult): Reply =>
  result.kind === "found"
    ? json(200, withLayout(result.version, result.layoutText), result.version.version)
    : problem(result.kind);

const saveReply = (result: PutResult): Reply => {
  switch (result.kind) {
    case "done": {
      const { outcome, version, checksum, changes, layoutText } = result;
      const members = { outcome, version, checksum, changes };
      const text = layoutText === null ? JSON.stringify(members) : withLayout(members, layoutText);
      return json(outcome === "created" ? 201 : 200, text, version);
    }
    case "version-conflict":
      return problem("version-conflict", result.details.slice(1, -1));
    case "invalid-body":
      return problem("invalid-parameter");
    case "refused":
      return problem("layout-invalid");
    case "layout-exists":
    case "layout-invalid":
    case "layout-not-found":
    case "layout-too-large":
    case "malformed-json":
    case "idempotency-mismatch":
    case "unavailable":
      return problem(result.kind);
  }
};

const json = (status: number, text: string, version?: number): Reply => ({
  status,
  headers: { "Content-Type": "application/json", ...(version === undefined ? {} : { ETag: `"${version}"` }) },
  text,
});

const problem = (code: FailureKind, membersText = ""): Reply => {
  const { status, title } = problems[code];
  const text = JSON.stringify({ title, status, detail: title, code });
  const after = status === 429 ? { "Retry-After": "60" } : status === 503 ? { "Retry-After": "5" } : {};
  return {
    status,
    headers: { "Content-Type": "application/problem+json", ...after },
    text: membersText === "" ? text : `${text.slice(0, -1)},${membersText}}`,
  };
};
