/** The operations of `layouts.ts`. */
import { BODY, operation, SIGNED_IN } from "../operation.ts";
import {
  after,
  baseHeaders,
  choice,
  knownHeaders,
  layoutId,
  limit,
  operationHeaders,
  presentBaseHeaders,
} from "../parameter-schemas.ts";
import { DELETED, ON_CONFLICT } from "../parameters.ts";
import { Head, LayoutPage, Removed, SaveBody, SaveReply } from "../schemas/head.ts";
import { head, layoutWith, saved, summary, times } from "./examples.ts";

export const listLayouts = operation(() => ({
  id: "listLayouts",
  tag: "Layouts",
  summary: "List layouts",
  description: "By name, in the order of UTF-16 code units, a page at a time.",
  access: "signed-in",
  query: {
    limit: limit(),
    after: after(),
    deleted: choice(
      DELETED,
      "Those that were deleted and can still be restored, instead of those there are.",
    ),
  },
  replies: { 200: { says: "A page of layouts.", schema: LayoutPage() } },
  failures: [...SIGNED_IN, "invalid-parameter"],
  example: { status: 200, reply: { layouts: [summary()], next: null } },
}));

export const readLayout = operation(() => ({
  id: "readLayout",
  tag: "Layouts",
  summary: "Read a layout",
  access: "signed-in",
  path: { id: layoutId() },
  headers: knownHeaders(),
  replies: {
    200: { says: "The layout as it stands now.", schema: Head(), headers: ["ETag"] },
    304: { says: "The caller has it already.", headers: ["ETag"] },
  },
  failures: [...SIGNED_IN, "invalid-parameter", "layout-not-found"],
  example: { path: { id: "main" }, status: 200, reply: head(1, "first") },
}));

export const saveLayout = operation(() => ({
  id: "saveLayout",
  tag: "Layouts",
  summary: "Save a layout",
  description:
    "Names the version that it builds on in `If-Match`, or creates the layout with `If-None-Match: *`. Where the layout was changed since, `onConflict=merge` merges both three-way if nothing clashes; otherwise the answer is 412 with both sides, and nothing is changed.",
  access: "signed-in",
  path: { id: layoutId() },
  query: {
    onConflict: choice(ON_CONFLICT, "What is to come of a save whose version is not the head any more."),
  },
  headers: { ...baseHeaders(), ...operationHeaders() },
  body: { schema: SaveBody() },
  replies: {
    200: { says: "Saved, merged, unchanged, or done before.", schema: SaveReply(), headers: ["ETag"] },
    201: { says: "Created.", schema: SaveReply(), headers: ["ETag"] },
  },
  failures: [
    ...([...SIGNED_IN, "forbidden", "layout-not-found", "layout-exists", "version-conflict"] as const),
    ...(["layout-invalid", "idempotency-mismatch", "precondition-required"] as const),
    ...BODY,
  ],
  example: {
    path: { id: "main" },
    headers: { "If-Match": '"1"', "Idempotency-Key": "my-op-1" },
    body: { layout: layoutWith("second") },
    status: 200,
    reply: saved("saved", 2),
  },
}));

export const deleteLayout = operation(() => ({
  id: "deleteLayout",
  tag: "Layouts",
  summary: "Delete a layout",
  description: "Its history stays for 30 days, and a rollback brings it back.",
  access: "signed-in",
  path: { id: layoutId() },
  headers: { ...presentBaseHeaders(), ...operationHeaders() },
  replies: { 200: { says: "Deleted.", schema: Removed() } },
  failures: [
    ...([...SIGNED_IN, "forbidden", "invalid-parameter", "layout-not-found"] as const),
    ...(["version-conflict", "idempotency-mismatch", "precondition-required"] as const),
  ],
  example: {
    before: [
      "curl -s -b jar -X PUT $api/layouts/spare -H 'Content-Type: application/json' -H 'If-None-Match: *' -d '{\"layout\":{\"desktop\":[],\"mobile\":[]}}'",
    ],
    path: { id: "spare" },
    headers: { "If-Match": '"1"' },
    status: 200,
    reply: { version: 1, restorableUntil: times.second },
  },
}));
