/**
 * The session cookie: a user and a device, signed, so that only this server can have written it. It says who someone
 * was when it was given; the room knows whether the device was signed out since.
 */
import type { Context } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import * as z from "zod/mini";
import type { AppEnv } from "../http/env.ts";
import { Id } from "../layout/schema.ts";
import { createMemory } from "../memory.ts";
import { type Identity, type UserId, UserName } from "./identity.ts";
import { Misconfigured } from "./misconfigured.ts";

export type Session = {
  readonly userId: UserId;
  readonly deviceId: string;
  readonly deviceName: string;
  /** Milliseconds since 1970, as `provedAt`. */
  readonly expiresAt: number;
  /** When the room last let it in; or when the issuer's token was made that it came of. */
  readonly provedAt: number;
  /** It came of a token of an issuer, ends with that, and no visit prolongs it. */
  readonly isBound: boolean;
};

/** The longest that browsers keep a cookie (RFC 6265bis): each visit starts it anew. */
export const SESSION_SECONDS = 400 * 24 * 60 * 60;

const LOCAL_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** RFC 2104 wants a key no shorter than the hash is long. */
const LEAST_SECRET = 32;

const Claims = z.object({
  user: UserName,
  device: Id,
  name: z.string(),
  /** Seconds since 1970. The first release gave none: those end at their next visit, which gives one. */
  exp: z.exactOptional(z.int()),
  iat: z.exactOptional(z.int()),
  bound: z.exactOptional(z.literal(true)),
});

export const newGuest = (): UserId => `guest-${crypto.randomUUID()}` as UserId;

export const newSession = (userId: UserId, deviceName: string): Session => ({
  ...{ userId, deviceId: `device-${crypto.randomUUID()}`, deviceName, isBound: false },
  ...{ expiresAt: Date.now() + SESSION_SECONDS * 1000, provedAt: Date.now() },
});

/** Of a token of the issuer: it says no more than that does. */
export const boundSession = (
  { userId, provedAt, expiresAt }: Pick<Identity, "userId" | "provedAt" | "expiresAt">,
  deviceName: string,
): Session => ({
  ...{ ...newSession(userId, deviceName), isBound: true, provedAt, expiresAt: expiresAt ?? 0 },
});

/** Null where there is no cookie, or one that this server did not sign. One that has ended still names its device. */
export const readSession = async (c: Context<AppEnv>): Promise<Session | null> => {
  const cookies = c.req.header("Cookie");
  if (cookies === undefined) return null;
  const secrets = secretsOf(c.env);
  const asked = `${originOf(c.req.url)} ${secrets.join(" ")} ${cookies}`;
  const known = verified.get(asked);
  if (known !== null) return known;
  const isSmall = cookies.length <= MOST_CHARACTERS;
  for (const secret of secrets) {
    const value = await getSignedCookie(c, secret, cookieName(c));
    const claims = value ? Claims.safeParse(parseJson(value)).data : undefined;
    if (claims === undefined) continue;
    const session = toSession(claims);
    if (isSmall) verified.set(asked, session);
    return session;
  }
  return null;
};

export const hasEnded = ({ expiresAt }: Session): boolean => expiresAt <= Date.now();

export const identityOf = ({ userId, deviceId, deviceName, expiresAt, provedAt }: Session): Identity => ({
  ...{ userId, deviceId, deviceName, expiresAt, provedAt },
  ...{ isListed: true, token: null, authenticatedBy: "session" },
});

export const writeSession = async (c: Context<AppEnv>, session: Session): Promise<void> => {
  const { userId, deviceId, deviceName, isBound } = session;
  const expiresAt = isBound ? session.expiresAt : Date.now() + SESSION_SECONDS * 1000;
  const provedAt = isBound ? session.provedAt : Date.now();
  const [secret = ""] = secretsOf(c.env);
  const claims: z.infer<typeof Claims> = {
    ...{ user: userId, device: deviceId, name: deviceName, exp: Math.floor(expiresAt / 1000) },
    iat: Math.floor(provedAt / 1000),
    ...(isBound ? { bound: true } : {}),
  };
  // The browser keeps it for as long as it can, also past its end: it then says which of the user's devices this is.
  const age = { maxAge: SESSION_SECONDS };
  const scope = { path: "/", httpOnly: true, sameSite: "Lax", secure: isSecure(c) } as const;
  await setSignedCookie(c, cookieName(c), JSON.stringify(claims), secret, { ...scope, ...age });
};

export const clearSession = (c: Context<AppEnv>): void => {
  deleteCookie(c, cookieName(c), { path: "/", secure: isSecure(c) });
};

/**
 * The first signs. While a secret is replaced the next one does, and the one in use still counts, as people come back
 * and get a cookie signed anew. So nobody has to know the one in use: Cloudflare tells it to nobody.
 * @throws Misconfigured.
 */
export const secretsOf = (env: AppEnv["Bindings"]): readonly [string, ...string[]] => {
  const { SESSION_SECRET: secret, SESSION_SECRET_NEXT: next = "" } = env;
  const secrets: readonly [string, ...string[]] = next === "" ? [secret] : [next, secret];
  if (secrets.every((one) => typeof one === "string" && one.length >= LEAST_SECRET)) return secrets;
  throw new Misconfigured(`SESSION_SECRET and SESSION_SECRET_NEXT take ${LEAST_SECRET} characters or more.`);
};

/**
 * What was verified once holds as long as the secret does. To verify one costs as much as the rest of a load does.
 */
const verified = createMemory<Session>({ most: 10_000 });
/** Of all cookies that came together: one who adds others to a good one, each time others, fills no isolate. */
const MOST_CHARACTERS = 2 * 1024;

const toSession = ({ user, device, name, exp, iat = 0, bound }: z.infer<typeof Claims>): Session => ({
  ...{ userId: user as UserId, deviceId: device, deviceName: name, isBound: bound === true },
  ...{ expiresAt: exp === undefined ? Number.MAX_SAFE_INTEGER : exp * 1000, provedAt: iat * 1000 },
});

/** An address up to its path. */
const originOf = (url: string): string => url.slice(0, url.indexOf("/", "https://".length));

// With the prefix no other host of the domain can set it, and no unencrypted page (RFC 6265bis).
const cookieName = (c: Context<AppEnv>): string =>
  isSecure(c) ? "__Host-gridkeep_session" : "gridkeep_session";

const isSecure = (c: Context<AppEnv>): boolean => !LOCAL_HOSTS.has(new URL(c.req.url).hostname);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Signed by another release in another form: as good as no cookie.
  }
};
