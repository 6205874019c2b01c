/** The session cookie: who a guest is, signed, so that only this server can have written it. */
import type { Context } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import * as z from "zod/mini";
import type { AppEnv } from "../http/env.ts";
import { Id } from "../layout/schema.ts";

export type UserId = string & z.$brand<"UserId">;

export type Identity = {
  readonly userId: UserId;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly authenticatedBy: "session";
};

/** The longest that browsers keep a cookie (RFC 6265bis): each visit starts it anew. */
const MAX_AGE_SECONDS = 400 * 24 * 60 * 60;

const LOCAL_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

const Claims = z.object({ user: Id, device: Id, name: z.string() });

export const newGuest = (deviceName: string): Identity => ({
  userId: `guest-${crypto.randomUUID()}` as UserId,
  deviceId: `device-${crypto.randomUUID()}`,
  deviceName,
  authenticatedBy: "session",
});

/** Null where there is no cookie, or one that this server did not sign. */
export const readSession = async (c: Context<AppEnv>): Promise<Identity | null> => {
  const cookies = c.req.header("Cookie");
  if (cookies === undefined) return null;
  const asked = `${originOf(c.req.url)} ${c.env.SESSION_SECRET} ${cookies}`;
  const known = verified.get(asked);
  if (known !== undefined) return known;
  const value = await getSignedCookie(c, c.env.SESSION_SECRET, cookieName(c));
  const claims = value ? Claims.safeParse(parseJson(value)).data : undefined;
  if (claims === undefined) return null;
  const { user, device, name } = claims;
  const identity = { userId: user as UserId, deviceId: device, deviceName: name } as const;
  return remember(asked, { ...identity, authenticatedBy: "session" });
};

/**
 * What was verified once holds as long as the secret does: a signature has no other end. To verify one costs as much
 * as the rest of a load does.
 */
const verified = new Map<string, Identity>();
const MOST_VERIFIED = 10_000;

const remember = (asked: string, identity: Identity): Identity => {
  // The one that was remembered first goes first.
  const [oldest] = verified.keys();
  if (verified.size >= MOST_VERIFIED && oldest !== undefined) verified.delete(oldest);
  verified.set(asked, identity);
  return identity;
};

/** An address up to its path. */
const originOf = (url: string): string => url.slice(0, url.indexOf("/", "https://".length));

export const writeSession = (c: Context<AppEnv>, identity: Identity): Promise<void> =>
  setSignedCookie(
    c,
    cookieName(c),
    JSON.stringify({ user: identity.userId, device: identity.deviceId, name: identity.deviceName }),
    c.env.SESSION_SECRET,
    { path: "/", httpOnly: true, sameSite: "Lax", secure: isSecure(c), maxAge: MAX_AGE_SECONDS },
  );

export const clearSession = (c: Context<AppEnv>): void => {
  deleteCookie(c, cookieName(c), { path: "/", secure: isSecure(c) });
};

// With the prefix no other host of the domain can set it, and no unencrypted page (RFC 6265bis).
const cookieName = (c: Context<AppEnv>): string =>
  isSecure(c) ? "__Host-gridkeep_session" : "gridkeep_session";

const isSecure = (c: Context<AppEnv>): boolean => !LOCAL_HOSTS.has(new URL(c.req.url).hostname);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Signed by an older release in another form: as good as no cookie.
  }
};
