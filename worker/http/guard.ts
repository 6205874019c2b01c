/** What stands before the handlers: who is calling, and from which page. */
import { createMiddleware } from "hono/factory";
import { readSession } from "../identity/session.ts";
import type { AppEnv } from "./env.ts";
import { problem } from "./problem.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A cookie goes along with every request of the browser, whichever page made it. Browsers name the page's origin on
 * every write, so a foreign one is refused; a caller that sends none is no browser, and has no cookie but its own.
 */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header("Origin");
  if (READS.has(c.req.method) || origin === undefined || isOwn(origin, c.req.raw)) return next();
  return problem(c, "forbidden", "A page of another origin may not write here.");
});

/** Own by the address that was called, or by the Host header, where a development proxy stands between. */
const isOwn = (origin: string, request: Request): boolean =>
  request.url.startsWith(`${origin}/`) ||
  (URL.canParse(origin) &&
    [new URL(request.url).host, request.headers.get("Host")].includes(new URL(origin).host));

export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  const identity = await readSession(c);
  if (identity === null) return problem(c, "unauthenticated", "There is no valid session with this request.");
  // The cookie is the browser's, and may have become another user's while a page still holds this one's work.
  const expected = c.req.header("Gridkeep-User");
  if (expected !== undefined && expected !== identity.userId) {
    return problem(
      c,
      "unauthenticated",
      "The session is another user's than the one that this request is for.",
    );
  }
  c.set("identity", identity);
  return next();
});
