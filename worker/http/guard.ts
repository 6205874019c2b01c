/** What stands before the handlers: from which page a call may come. */
import { createMiddleware } from "hono/factory";
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
