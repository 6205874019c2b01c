/** What the calls that write have in common: judging a layout, and saying what came of a save. */
import type { Context } from "hono";
import { sha256 } from "../history/sha256.ts";
import { canonical, utf8Length } from "../layout/canonical.ts";
import type { Checksum } from "../layout/schema.ts";
import { validateLayout } from "../layout/validate.ts";
import { withLayout } from "../room/head.ts";
import type { Admitted, JudgedLayout, PutResult, RollbackResult, Saved } from "../room/results.ts";
import { etag } from "./preconditions.ts";
import { Refusal } from "./problem.ts";
import { refused } from "./refusal.ts";

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
  const text = canonical(value);
  return { layoutText: JSON.stringify(value), checksum: sha256(text) as Checksum, bytes: utf8Length(text) };
};

/** What an operation id stands for: everything that the request asks for, but not what it builds on. */
export const fingerprint = (request: object): string => sha256(canonical(request));

export const saveReply = (
  c: Context,
  result: Admitted<RollbackResult | PutResult>,
  layoutId: string,
): Response => (result.kind === "done" ? done(c, result) : refused(c, result, layoutId));

const done = (c: Context, { outcome, version, checksum, changes, layoutText }: Saved): Response => {
  c.set("outcome", outcome);
  const members = { outcome, version, checksum, changes };
  return c.body(
    layoutText === null ? JSON.stringify(members) : withLayout(members, layoutText),
    outcome === "created" ? 201 : 200,
    { "Content-Type": "application/json", ETag: etag(version) },
  );
};
