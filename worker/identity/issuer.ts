/** Whose tokens this deployment takes besides its own: one issuer, by configuration. */
import { Misconfigured } from "./misconfigured.ts";

export type Issuer = {
  /** Where the issuer publishes its keys. */
  readonly jwksUrl: string;
  /** The exact `iss` of its tokens. */
  readonly issuer: string;
  /** A token is for us if its `aud` names one of these. */
  readonly audiences: readonly string[];
};

const NAMES = ["JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"] as const;

/** Absent, empty or blank: not set. */
export type IssuerVariables = { readonly [Name in (typeof NAMES)[number]]?: string | undefined };

/**
 * Null where none of the variables is set: then no such token is taken. Cloudflare Access is an issuer like any other:
 * `https://<team>.cloudflareaccess.com`, its keys at `/cdn-cgi/access/certs`, its audience the application's AUD tag.
 * @throws Misconfigured where only some are set: to go on without a check would take anyone for anyone.
 */
export const issuerOf = (env: IssuerVariables): Issuer | null => {
  const missing = NAMES.filter((name) => read(env, name) === "");
  if (missing.length === NAMES.length) return null;
  if (missing.length > 0) {
    throw new Misconfigured(
      `${NAMES.join(", ")} go together: set all of them or none. Missing: ${missing.join(", ")}.`,
    );
  }
  const jwksUrl = read(env, "JWKS_URL");
  if (!isSafe(jwksUrl)) {
    throw new Misconfigured("JWKS_URL must be an https address without a password in it.");
  }
  return {
    jwksUrl,
    issuer: read(env, "JWT_ISSUER"),
    audiences: read(env, "JWT_AUDIENCE").split(/\s+/),
  };
};

const read = (env: IssuerVariables, name: (typeof NAMES)[number]): string => env[name]?.trim() ?? "";

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whoever can change the keys on their way can sign as anyone. What never leaves the machine may go unencrypted. */
const isSafe = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};
