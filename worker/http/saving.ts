/** What the calls that write have in common: judging a layout, and saying what came of a save. */
import type { Context } from "hono";
import { sha256 } from "../history/sha256.ts";
import { canonical } from "../layout/canonical.ts";
import type { Checksum } from "../layout/schema.ts";
import { validateLayout } from "../layout/validate.ts";
import type { RollbackResult, Saved } from "../room/results.ts";
import { withLayout } from "../room/save.ts";
import { etag } from "./parameters.ts";
import { problem, Refusal } from "./problem.ts";

export type JudgedLayout = { readonly text: string; readonly checksum: Checksum };

/**
 * A layout as text, as it was sent, with its checksum.
 * @throws Refusal `layout-invalid` with the issues, or `layout-too-large`.
 */
export const judge = (value: unknown): JudgedLayout => {
  // The rules also judge a bare list of widgets, as a convenience; what is stored is always a whole layout.
  if (Array.isArray(value)) {
    const issues = [{ path: "", code: "shape", message: "This must be an object." }];
    throw new Refusal("layout-invalid", "The layout breaks a rule; see issues.", { issues });
  }
  const { valid, errors } = validateLayout(value);
  if (!valid && errors.some(({ path, code }) => path === "" && code === "limit")) {
    throw new Refusal("layout-too-large", "The layout is larger than 1 MiB.");
  }
  if (!valid)
    throw new Refusal("layout-invalid", "The layout breaks a rule; see issues.", { issues: errors });
  return { text: JSON.stringify(value), checksum: sha256(canonical(value)) as Checksum };
};

/** What an operation id stands for: everything that the request asks for, but not what it builds on. */
export const fingerprint = (request: object): string => sha256(canonical(request));

export const saveReply = (c: Context, result: RollbackResult, layoutId: string): Response => {
  switch (result.kind) {
    case "done":
      return done(c, result);
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
        {
          members: { issues: result.issues },
          headers: { ETag: etag(result.version) },
        },
      );
    case "layout-not-found":
      return problem(c, "layout-not-found", `There is no layout called ${layoutId}.`);
    case "idempotency-mismatch":
      return problem(c, "idempotency-mismatch", "This Idempotency-Key came before with another request.");
    case "version-not-found":
      return problem(c, "version-not-found", "The history has no such version.");
    case "history-damaged":
      return problem(
        c,
        "history-damaged",
        `Version ${result.version} does not match its checksum or chain.`,
        {
          members: { version: result.version },
        },
      );
    case "unavailable":
      return problem(c, "unavailable", "The archive can't be reached at the moment.");
  }
};

const done = (c: Context, { outcome, version, checksum, changes, layoutText }: Saved): Response => {
  const members = { outcome, version, checksum, changes };
  return c.body(
    layoutText === null ? JSON.stringify(members) : withLayout(members, layoutText),
    outcome === "created" ? 201 : 200,
    { "Content-Type": "application/json", ETag: etag(version) },
  );
};
