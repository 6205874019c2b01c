/**
 * Pages of the origins that ALLOWED_ORIGINS names may read replies (CORS). Credentials are never allowed: what a page
 * of another origin may do, it may by the Authorization that it sends, and a cookie counts for nothing.
 */
import type { Context } from "hono";
import { log } from "../log.ts";
import type { AppEnv } from "./env.ts";

const REQUEST_HEADERS =
  "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Gridkeep-User, Request-Id";
const REPLY_HEADERS = "ETag, Request-Id, Retry-After, Allow, Content-Disposition";
/** The longest that Chromium believes. */
const PREFLIGHT_SECONDS = 7200;

/** For every reply, also one that refuses: the page is to know why. */
export const shareAcrossOrigins = (c: Context<AppEnv>): void => {
  const { ALLOWED_ORIGINS } = c.env;
  if (ALLOWED_ORIGINS === "") return;
  const { headers } = c.res;
  headers.append("Vary", "Origin");
  const origin = c.req.header("Origin");
  if (origin === undefined || !allowedOrigins(ALLOWED_ORIGINS).has(origin)) return;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set("Access-Control-Expose-Headers", REPLY_HEADERS);
  if (c.req.method === "OPTIONS") answerPreflight(headers);
};

/** `Allow` is there already, wherever anything answers. */
const answerPreflight = (headers: Headers): void => {
  headers.set("Access-Control-Allow-Methods", headers.get("Allow") ?? "");
  headers.set("Access-Control-Allow-Headers", REQUEST_HEADERS);
  headers.set("Access-Control-Max-Age", String(PREFLIGHT_SECONDS));
};

let known: { readonly text: string; readonly origins: ReadonlySet<string> } | null = null;

const allowedOrigins = (text: string): ReadonlySet<string> => {
  if (known?.text !== text) known = { text, origins: parseOrigins(text) };
  return known.origins;
};

const parseOrigins = (text: string): ReadonlySet<string> => {
  const named = text.split(/\s+/).filter((name) => name !== "");
  for (const ignored of named.filter((name) => !isOrigin(name))) log("allowed-origin-ignored", { ignored });
  return new Set(named.filter(isOrigin));
};

/** As browsers write one: scheme, host and a port that is not the scheme's own; no star, no path, no capitals. */
const isOrigin = (name: string): boolean =>
  /^https?:[^*]+$/.test(name) && URL.canParse(name) && new URL(name).origin === name;
