/**
 * One line per request: what was asked, what came of it, how long it took. Never a path, a query, a name, an address
 * or an id of anybody; the room stands there as a short hash, by which one user's requests can be told from another's.
 */
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { sha256 } from "../history/sha256.ts";
import type { UserId } from "../identity/identity.ts";
import { logInfo } from "../log.ts";
import { createMemory } from "../memory.ts";
import type { AppEnv } from "./env.ts";

export const logRequest = (c: Context<AppEnv>, startedMs: number): void => {
  if (c.env.REQUEST_LOG === "off") return;
  const { requestId, code, outcome, identity } = c.var;
  const line = {
    ...{ requestId, method: c.req.method, route: routeOf(c), status: c.res.status },
    ...{ code, outcome },
    ms: Date.now() - startedMs,
    room: identity && tagOf(identity.userId),
  };
  logInfo("request", line);
};

/** The pattern that answers, or would have; null where none does. Several fit `versions/verify`: the first answers. */
const routeOf = (c: Context): string | null =>
  matchedRoutes(c).find(({ method }) => method !== "ALL")?.path ?? null;

/** To hash a name costs as much as all of a line. */
const tags = createMemory<string>({ most: 10_000 });

const tagOf = (userId: UserId): string => {
  const known = tags.get(userId);
  if (known !== null) return known;
  const tag = sha256(userId).slice(0, 12);
  tags.set(userId, tag);
  return tag;
};
