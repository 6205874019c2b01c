/** The operations of `versions.ts`. */
import { BODY, operation, SIGNED_IN } from "../operation.ts";
import {
  baseHeaders,
  before,
  knownHeaders,
  layoutId,
  limit,
  operationHeaders,
  since,
  versionNumber,
} from "../parameter-schemas.ts";
import { VersionChanges } from "../schemas/change.ts";
import { SaveReply } from "../schemas/head.ts";
import { DescribeBody, PruneBody, RollbackBody } from "../schemas/requests.ts";
import { Pruned, Verification, Version, VersionPage, VersionWithLayout } from "../schemas/version.ts";
import { layoutWith, noChanges, saved, version } from "./examples.ts";

const ofVersion = () => ({ id: layoutId(), version: versionNumber() });

export const listVersions = operation(() => ({
  id: "listVersions",
  tag: "History",
  summary: "List the versions of a layout",
  description: "Newest first, those of a deleted layout too, as long as it can be restored.",
  access: "signed-in",
  path: { id: layoutId() },
  query: { limit: limit(), before: before() },
  replies: { 200: { says: "A page of versions.", schema: VersionPage() } },
  failures: [...SIGNED_IN, "invalid-parameter", "layout-not-found"],
  example: {
    ...{ path: { id: "main" }, query: { limit: "20" } },
    ...{ status: 200, reply: { versions: [version(2), version(1)], next: null } },
  },
}));

export const verifyVersions = operation(() => ({
  id: "verifyVersions",
  tag: "History",
  summary: "Verify the history",
  description: "Walks the chain of checksums over all versions.",
  access: "signed-in",
  path: { id: layoutId() },
  replies: { 200: { says: "What was found.", schema: Verification() } },
  failures: [...SIGNED_IN, "invalid-parameter", "layout-not-found"],
  example: { path: { id: "main" }, status: 200, reply: { ok: true, versions: 2, damaged: [] } },
}));

export const pruneVersions = operation(() => ({
  id: "pruneVersions",
  tag: "History",
  summary: "Give up old versions",
  description: "Leaves as many as are to be kept, and whatever is pinned. It can't be undone.",
  access: "signed-in",
  path: { id: layoutId() },
  body: { schema: PruneBody() },
  replies: { 200: { says: "What is left.", schema: Pruned() } },
  failures: [...SIGNED_IN, "forbidden", "layout-not-found", "history-damaged", ...BODY],
  example: {
    ...{ path: { id: "main" }, body: { keep: 50 } },
    ...{ status: 200, reply: { kept: 2, removed: 0 } },
  },
}));

export const readVersion = operation(() => ({
  id: "readVersion",
  tag: "History",
  summary: "Read a version",
  description: "With its layout, proved against checksum and chain.",
  access: "signed-in",
  path: ofVersion(),
  headers: knownHeaders(),
  replies: {
    200: { says: "The version.", schema: VersionWithLayout(), headers: ["ETag"] },
    304: { says: "The caller has it already, name and pin included.", headers: ["ETag"] },
  },
  failures: [
    ...([...SIGNED_IN, "invalid-parameter", "layout-not-found"] as const),
    ...(["version-not-found", "history-damaged"] as const),
  ],
  example: {
    ...{ path: { id: "main", version: "1" }, status: 200 },
    reply: { ...version(1), layout: layoutWith("first") },
  },
}));

export const describeVersion = operation(() => ({
  id: "describeVersion",
  tag: "History",
  summary: "Name or pin a version",
  access: "signed-in",
  path: ofVersion(),
  body: { schema: DescribeBody() },
  replies: { 200: { says: "The version as it is listed now.", schema: Version() } },
  failures: [...SIGNED_IN, "forbidden", "layout-not-found", "version-not-found", ...BODY],
  example: {
    path: { id: "main", version: "1" },
    body: { description: "The first", pinned: true },
    status: 200,
    reply: { ...version(1), description: "The first", pinned: true },
  },
}));

export const compareVersions = operation(() => ({
  id: "compareVersions",
  tag: "History",
  summary: "Compare two versions",
  access: "signed-in",
  path: ofVersion(),
  query: { since: since() },
  replies: { 200: { says: "What changed between them.", schema: VersionChanges() } },
  failures: [
    ...([...SIGNED_IN, "invalid-parameter", "layout-not-found"] as const),
    ...(["version-not-found", "history-damaged"] as const),
  ],
  example: {
    path: { id: "main", version: "2" },
    query: { since: "1" },
    status: 200,
    reply: {
      ...{ since: 1, version: 2, counts: { ...noChanges, edited: 1 } },
      changes: [
        {
          ...{ kind: "edited", form: "desktop", widgetId: "n" },
          edits: [{ key: "config.text", before: "first", after: "second" }],
        },
      ],
    },
  },
}));

export const rollback = operation(() => ({
  id: "rollback",
  tag: "History",
  summary: "Go back to a version",
  description:
    "Makes a new version of what an old one was: of all of it, of one form factor, or of the widgets in `only`. It brings back a layout that was deleted; `If-Match` then names the last version that it had.",
  access: "signed-in",
  path: { id: layoutId() },
  headers: { ...baseHeaders(), ...operationHeaders() },
  body: { schema: RollbackBody() },
  replies: {
    200: { says: "Restored, unchanged, or done before.", schema: SaveReply(), headers: ["ETag"] },
    201: { says: "Restored; it had been deleted.", schema: SaveReply(), headers: ["ETag"] },
  },
  failures: [
    ...([...SIGNED_IN, "forbidden", "layout-not-found", "version-not-found", "layout-exists"] as const),
    ...(["history-damaged", "version-conflict", "layout-invalid", "idempotency-mismatch"] as const),
    ...(["precondition-required"] as const),
    ...BODY,
  ],
  example: {
    path: { id: "main" },
    headers: { "If-Match": '"2"' },
    body: { version: 1, only: { widgetIds: ["n"] } },
    status: 200,
    reply: { ...saved("saved", 3), layout: layoutWith("first") },
  },
}));
