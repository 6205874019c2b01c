/**
 * Brakes on abuse. The platform counts, at each of its locations by itself and not to the last one: they slow down
 * whoever tries too much, and are no quota. Who is over a limit is told so before anything is read or changed.
 */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { log } from "../log.ts";
import { networkOf } from "./address.ts";
import type { AppEnv } from "./env.ts";
import { isRead } from "./methods.ts";
import { problem } from "./problem.ts";

/** Where sessions and tokens are made and ended. */
const DOORS = /^\/api\/(session|tokens|account)(\/|$)/;

/**
 * What one address begins and ends, and where it fails to say who it is. Over the limit bad credentials are not told
 * from others by 401; good ones work as ever.
 */
export const limitedDoors = createMiddleware<AppEnv>(async (c, next) => {
  const isDoor = !isRead(c.req.method) && DOORS.test(c.req.path);
  if (isDoor && !(await isWithin(c.env.DOORS, addressOf(c)))) return tooMany(c, MANY_DOORS);
  await next();
  const isMissed = !isDoor && c.res.status === 401;
  if (isMissed && !(await isWithin(c.env.DOORS, addressOf(c)))) c.res = tooMany(c, MANY_DOORS);
  return undefined;
});

/** Codes that one address tries. Where nobody counts, nobody guesses. */
export const guessing = createMiddleware<AppEnv>(async (c, next) => {
  const asked = c.req.method === "POST" ? await askToGuess(c) : "within";
  if (asked === "within") return next();
  if (asked === "unknown") return problem(c, "unavailable", "Pairing can't be reached at the moment.");
  return tooMany(c, "Codes are tried too often from this address.");
});

/** A /48 has 65,536 addresses that would count by themselves: together they get what doors get. */
const askToGuess = async (c: Context<AppEnv>): Promise<Asked> => {
  const asked = await ask(c.env.GUESSES, addressOf(c));
  return asked === "within" ? ask(c.env.DOORS, `codes ${addressOf(c, 3)}`) : asked;
};

const MANY_DOORS = "Sessions are begun, changed or missed too often from this address.";

/** Cloudflare says it of every request; what comes without, such as a call from another Worker, is one caller. */
const addressOf = (c: Context<AppEnv>, groupCount?: 3): string =>
  networkOf(c.req.header("CF-Connecting-IP") ?? "", groupCount);

/** A limit that can't be asked limits nobody: a save is not to wait for it. */
const isWithin = async (limiter: RateLimit, key: string): Promise<boolean> =>
  (await ask(limiter, key)) !== "over";

type Asked = "within" | "over" | "unknown";

const ask = async (limiter: RateLimit, key: string): Promise<Asked> => {
  try {
    return (await limiter.limit({ key })).success ? "within" : "over";
  } catch (error) {
    log("limit-not-asked", { error });
    return "unknown";
  }
};

const tooMany = (c: Context<AppEnv>, detail: string): Response => problem(c, "rate-limited", detail);
