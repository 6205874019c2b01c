/** From a request to who makes it. One proof counts: the strongest that was sent, and if that fails no other. */
import type { Context } from "hono";
import type { AppEnv } from "../http/env.ts";
import type { Identity } from "./identity.ts";
import { hasEnded, identityOf, readSession } from "./session.ts";
import { readToken, TOKEN_PREFIX } from "./token.ts";

/**
 * Null where nothing valid was sent. An API token has only the form of one by now: the room knows whether it holds.
 * @throws Misconfigured
 */
export const identify = async (c: Context<AppEnv>): Promise<Identity | null> => {
  const authorization = c.req.header("Authorization");
  if (authorization !== undefined) return byBearer(authorization);
  const session = await readSession(c);
  return session === null || hasEnded(session) ? null : identityOf(session);
};

/** Whether the browser sends what proves who calls by itself, whichever page made the request. */
export const isAmbient = (c: Context<AppEnv>): boolean => c.req.header("Authorization") === undefined;

const byBearer = (authorization: string): Identity | null => {
  const [, credential = ""] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  return credential.startsWith(`${TOKEN_PREFIX}.`) ? readToken(credential) : null;
};
