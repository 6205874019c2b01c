/** From a request to who makes it. One proof counts: the strongest that was sent, and if that fails no other. */
import type { Context } from "hono";
import type { AppEnv } from "../http/env.ts";
import type { Identity } from "./identity.ts";
import { type Issuer, issuerOf } from "./issuer.ts";
import { createVerifier, type Verify } from "./jwt.ts";
import { hasEnded, identityOf, readSession } from "./session.ts";
import { userIdOf } from "./subject.ts";
import { readToken, TOKEN_PREFIX } from "./token.ts";

/** `nobody`: no proof, or a cookie that is none any more. `refused`: a proof was sent, and it fails. */
export type Identified = Identity | "nobody" | "refused";

export const isSomebody = (identified: Identified): identified is Identity => typeof identified === "object";

/** The issuer's keys can't be had: nobody knows whether a token is one of its. */
export class IssuerUnavailable extends Error {
  override readonly name = "IssuerUnavailable";
}

/**
 * An API token has only the form of one by now: the room knows whether it holds.
 * @throws IssuerUnavailable, Misconfigured
 */
export const identify = async (c: Context<AppEnv>): Promise<Identified> => {
  const authorization = c.req.header("Authorization");
  if (authorization !== undefined) return byBearer(c, authorization);
  const assertion = c.req.header("Cf-Access-Jwt-Assertion");
  const issuer = assertion === undefined ? null : issuerOf(c.env);
  // Where no issuer is configured anybody could have written it.
  if (assertion !== undefined && issuer !== null) return byIssuer(c, issuer, assertion, "access");
  const session = await readSession(c);
  return session === null || hasEnded(session) ? "nobody" : identityOf(session);
};

/** Whether the browser sends by itself what proves who calls, whichever page made the request. */
export const isAmbient = (c: Context<AppEnv>): boolean => c.req.header("Authorization") === undefined;

const byBearer = async (c: Context<AppEnv>, authorization: string): Promise<Identified> => {
  const [, credential = ""] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (credential.startsWith(`${TOKEN_PREFIX}.`)) return readToken(credential) ?? "refused";
  const issuer = issuerOf(c.env);
  return issuer === null ? "refused" : byIssuer(c, issuer, credential, "jwt");
};

const byIssuer = async (
  c: Context<AppEnv>,
  issuer: Issuer,
  token: string,
  authenticatedBy: "jwt" | "access",
): Promise<Identified> => {
  const verified = await verifierOf(issuer)(token);
  if (verified.kind === "unavailable") throw new IssuerUnavailable("The issuer's keys can't be had.");
  if (verified.kind === "refused") return "refused";
  const { subject, name, expiresAt, issuedAt: provedAt } = verified;
  const userId = userIdOf(verified.issuer, subject);
  // The cookie proves nothing here, not even before its end; it says which of the user's devices this is.
  const session = await readSession(c);
  const device =
    session?.userId === userId
      ? { deviceId: session.deviceId, deviceName: session.deviceName, isListed: true }
      : { deviceId: userId.replace("user-", "by-token-"), deviceName: name ?? "By token", isListed: false };
  return { ...device, userId, token: null, authenticatedBy, expiresAt, provedAt };
};

/** It keeps the issuer's keys: one for each isolate, and for each configuration that a test may give it. */
const verifiers = new Map<string, Verify>();

const verifierOf = (issuer: Issuer): Verify => {
  const configuration = JSON.stringify(issuer);
  const known = verifiers.get(configuration);
  if (known !== undefined) return known;
  const verify = createVerifier({
    ...{ ...issuer, now: () => Date.now() },
    fetch: (url, init) => fetch(url, init),
  });
  verifiers.set(configuration, verify);
  return verify;
};
