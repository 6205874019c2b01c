/** What every reply carries: the id that finds its request in the logs, and what browsers are told not to do. */
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./env.ts";

const HEADERS: readonly (readonly [string, string])[] = [
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Referrer-Policy", "no-referrer"],
  // Not for subdomains: whether those speak TLS is not ours to say.
  ["Strict-Transport-Security", "max-age=15552000"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "SAMEORIGIN"],
];

const REQUEST_ID = /^[\w=-]{1,255}$/;

/** One pass for all of them: as a chain of middlewares they took a tenth of the time of a load. */
export const standardHeaders = createMiddleware<AppEnv>(async (c, next) => {
  const given = c.req.header("Request-Id") ?? "";
  const requestId = REQUEST_ID.test(given) ? given : crypto.randomUUID();
  c.set("requestId", requestId);
  await next();
  const { headers } = c.res;
  headers.set("Request-Id", requestId);
  for (const [name, value] of HEADERS) headers.set(name, value);
  // Replies are one user's own; a browser may keep them only to ask whether they still hold.
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
});
