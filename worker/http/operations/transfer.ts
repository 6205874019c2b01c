/** The operations of `transfer.ts`. */
import { BODY, operation, SIGNED_IN } from "../operation.ts";
import { baseHeaders, choice, layoutId, operationHeaders } from "../parameter-schemas.ts";
import { HISTORY } from "../parameters.ts";
import { Export, ImportBody } from "../schemas/file.ts";
import { SaveReply } from "../schemas/head.ts";
import { head, layoutWith, saved, times } from "./examples.ts";

export const exportLayout = operation(() => ({
  id: "exportLayout",
  tag: "Files",
  summary: "Export a layout",
  description: "Comes as a stream. A version that can't be given is named in its place, without a layout.",
  access: "signed-in",
  path: { id: layoutId() },
  query: { history: choice(HISTORY, "Whether every version comes along, or the head alone.") },
  replies: {
    200: {
      ...{ says: "The file.", schema: Export() },
      headers: ["Content-Disposition", "Cache-Control"],
    },
  },
  failures: [...SIGNED_IN, "invalid-parameter", "layout-not-found"],
  example: {
    ...{ path: { id: "main" }, query: { history: "none" }, status: 200 },
    reply: { format: "gridkeep/1", exportedAt: times.second, ...head(3, "first") },
  },
}));

export const importLayout = operation(() => ({
  id: "importLayout",
  tag: "Files",
  summary: "Import a layout",
  description:
    "Takes what an export gives, with its history or without, up to 64 MiB, or a Grafana dashboard up to 2 MiB. It builds on a version like any save, and comes in as a whole or not at all.",
  access: "signed-in",
  path: { id: layoutId() },
  headers: { ...baseHeaders(), ...operationHeaders() },
  body: { schema: ImportBody() },
  replies: {
    200: { says: "Imported, unchanged, or done before.", schema: SaveReply(), headers: ["ETag"] },
    201: { says: "Imported as a new layout.", schema: SaveReply(), headers: ["ETag"] },
  },
  failures: [
    ...([...SIGNED_IN, "forbidden", "layout-not-found", "layout-exists", "version-conflict"] as const),
    ...(["layout-invalid", "idempotency-mismatch", "precondition-required"] as const),
    ...BODY,
  ],
  example: {
    path: { id: "copy" },
    headers: { "If-None-Match": "*" },
    body: { format: "gridkeep/1", layout: layoutWith("imported") },
    status: 201,
    reply: saved("created", 1),
  },
}));
