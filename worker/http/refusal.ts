/** What a room refuses, as the problem that its caller is told. */
import type { Context } from "hono";
import type {
  Admitted,
  DeviceResult,
  HeadResult,
  LiveResult,
  PutResult,
  RollbackResult,
  TokenResult,
} from "../room/results.ts";
import { etag } from "./preconditions.ts";
import { problem } from "./problem.ts";

/** Everything that can come of a call but what it was made for. */
export type Refused = Exclude<
  | Admitted<RollbackResult | PutResult | HeadResult | DeviceResult | TokenResult>
  | LiveResult
  | { readonly kind: "token-not-found" },
  { readonly kind: "done" | "found" | "known" }
>;

export const refused = (c: Context, result: Refused, layoutId = ""): Response => {
  switch (result.kind) {
    case "version-conflict":
      return problem(c, "version-conflict", "The layout was changed by another device since.", {
        membersText: result.details.slice(1, -1),
        headers: { ETag: etag(result.version) },
      });
    case "layout-exists":
      return problem(c, "layout-exists", `The layout ${layoutId} exists, at version ${result.version}.`, {
        headers: { ETag: etag(result.version) },
      });
    case "layout-invalid":
      return problem(
        c,
        "layout-invalid",
        `Merged with version ${result.version}, the layout breaks a rule; see issues.`,
        { members: { issues: result.issues }, headers: { ETag: etag(result.version) } },
      );
    case "layout-not-found":
      return problem(c, "layout-not-found", `There is no layout called ${layoutId}.`);
    case "idempotency-mismatch":
      return problem(c, "idempotency-mismatch", "This Idempotency-Key came before with another request.");
    case "version-not-found":
      return problem(c, "version-not-found", `The history of ${layoutId} has no such version, or no longer.`);
    case "history-damaged":
      return problem(
        c,
        "history-damaged",
        `Version ${result.version} does not match its checksum or chain.`,
        { members: { version: result.version } },
      );
    case "invalid-parameter":
      return problem(c, "invalid-parameter", result.detail);
    case "malformed-json":
      return problem(c, "malformed-json", "The body is not JSON in UTF-8.");
    case "layout-too-large":
      return problem(c, "layout-too-large", "A layout in the body, or what stands around it, is too large.");
    case "invalid-body":
      return problem(c, "invalid-parameter", "The body does not have the documented form.", {
        members: { issues: result.issues },
      });
    case "refused":
      return problem(c, "layout-invalid", "The layout breaks a rule; see issues.", {
        members: { issues: result.issues },
      });
    case "unauthenticated":
      return problem(c, "unauthenticated", "What was sent has ended, or was revoked or signed out.");
    case "forbidden":
      return problem(c, "forbidden", "This API token may only read.");
    case "device-not-found":
      return problem(c, "device-not-found", "No device of this id is signed in.");
    case "token-not-found":
      return problem(c, "token-not-found", "There is no API token of this id.");
    case "limit-reached":
      return problem(c, "limit-reached", "There are as many API tokens as there can be.");
    case "rate-limited":
      return problem(c, "rate-limited", "This user writes more often than one may in a minute.");
    case "too-many-sockets":
      return problem(c, "rate-limited", "As many of your devices listen already as can.");
    case "unavailable":
      return problem(c, "unavailable", "The archive can't be reached at the moment.");
  }
};
