/** What stands before the handlers: from which page a call may come. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { isAmbient } from "../identity/identify.ts";
import type { AppEnv } from "./env.ts";
import { isRead } from "./methods.ts";
import { problem, Refusal } from "./problem.ts";

/**
 * A cookie goes along with every request of the browser, whichever page made it. Browsers name the page's origin on
 * every write, so a foreign one is refused; a caller that sends none is no browser, and has no cookie but its own.
 */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (isRead(c.req.method) || !isAmbient(c) || !isForeign(c)) return next();
  return problem(c, "forbidden", "A page of another origin may not write here.");
});

/**
 * For socket upgrades, which are reads by their method: a browser names the origin on each.
 * @throws Refusal `forbidden` without an origin of our own, unless Authorization says who calls.
 */
export const requireOwnOrigin = (c: Context<AppEnv>): void => {
  if (!isAmbient(c) || isOwn(c.req.header("Origin") ?? "", c.req.raw)) return;
  throw new Refusal("forbidden", "A socket is opened by a page of this origin, or with Authorization.");
};

const isForeign = (c: Context<AppEnv>): boolean => {
  const origin = c.req.header("Origin");
  if (origin !== undefined) return !isOwn(origin, c.req.raw);
  const site = c.req.header("Sec-Fetch-Site");
  return site === "cross-site" || site === "same-site";
};

/** Own by the address that was called, or by the Host header, where a development proxy stands between. */
const isOwn = (origin: string, request: Request): boolean => {
  if (request.url.slice(0, request.url.indexOf("/", "https://".length)) === origin) return true;
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) return false;
  const { protocol, host } = new URL(origin);
  const called = new URL(request.url);
  // Whoever is on the wire may have written an unencrypted page.
  if (protocol === "http:" && called.protocol === "https:") return false;
  return host === called.host || host === request.headers.get("Host");
};
