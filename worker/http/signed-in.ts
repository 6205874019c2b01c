/** What stands before all that is a user's own: who is calling, and for whom. */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { identify, isSomebody } from "../identity/identify.ts";
import type { Identity } from "../identity/identity.ts";
import type { Caller } from "../room/results.ts";
import { roomOf } from "../room/rooms.ts";
import type { AppEnv } from "./env.ts";
import { Refusal } from "./problem.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  enter(c, await requireIdentity(c));
  return next();
});

/** As `signedIn`, for what is left to people: a program that was given a token gives itself no other. */
export const inPerson = createMiddleware<AppEnv>(async (c, next) => {
  const identity = await requireIdentity(c);
  if (identity.token !== null) throw new Refusal("forbidden", "An API token can't do this.");
  enter(c, identity);
  return next();
});

/** The room of who is calling, and what it is to be told of them. */
export const callOf = (c: Context<AppEnv>) => ({
  room: roomOf(c.env, c.var.identity.userId),
  caller: c.var.caller,
});

/** @throws Refusal `unauthenticated`. */
export const requireIdentity = async (c: Context<AppEnv>): Promise<Identity> => {
  const identity = await identify(c);
  if (!isSomebody(identity))
    throw new Refusal("unauthenticated", "There are no valid credentials with this request.");
  // The cookie is the browser's, and may have become another user's while a page still holds this one's work.
  const expected = c.req.header("Gridkeep-User");
  if (expected === undefined || expected === identity.userId) return identity;
  throw new Refusal(
    "unauthenticated",
    "The session is another user's than the one that this request is for.",
  );
};

export const callerOf = (
  { deviceId, deviceName, isListed, token, provedAt }: Identity,
  wants: Caller["wants"],
): Caller => ({ deviceId, deviceName, isListed, token, provedAt, wants });

const enter = (c: Context<AppEnv>, identity: Identity): void => {
  c.set("identity", identity);
  c.set("caller", callerOf(identity, READS.has(c.req.method) ? "read" : "write"));
};
