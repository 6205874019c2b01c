/** `/api/session/pairings`: a code on one device signs in another. */
import { type Context, Hono } from "hono";
import type { Identity } from "../identity/identity.ts";
import { digestOf, newCode, PAIRING_MS, readCode } from "../identity/pairing.ts";
import { createPairings, type Invitation } from "../identity/pairings.ts";
import {
  boundSession,
  identityOf,
  newSession,
  readSession,
  type Session,
  secretsOf,
} from "../identity/session.ts";
import { type Pairing, RedeemRequest } from "../layout/wire.ts";
import { log } from "../log.ts";
import { roomOf } from "../room/rooms.ts";
import { parseBody, readSmall } from "./body.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { redeemPairing, startPairing } from "./operations/pairings.ts";
import { Refusal } from "./problem.ts";
import { refused } from "./refusal.ts";
import { startSession } from "./session.ts";
import { callerOf, callOf, inPerson } from "./signed-in.ts";

export const pairings = new Hono<AppEnv>()
  .post(
    "/",
    inPerson,
    documented(startPairing, async (c) => {
      const { room, caller } = callOf(c);
      const result = await room.admit(caller);
      if (result.kind !== "admitted") return refused(c, result);
      const code = newCode();
      const [secret] = secretsOf(c.env);
      const expiresAt = Date.now() + PAIRING_MS;
      const digest = await digestOf(code, secret);
      const invitation = await invitationOf(c, c.var.identity);
      await reachable(createPairings(c.env.HISTORY).add(invitation, digest, expiresAt));
      // An account that ended meanwhile has emptied the archive before this came there.
      const still = await room.admit(caller);
      if (still.kind !== "admitted") {
        await reachable(createPairings(c.env.HISTORY).remove(invitation.userId));
        return refused(c, still);
      }
      const pairing: Pairing = { code, expiresAt: new Date(expiresAt).toISOString() };
      return c.json(pairing, 201, { "Cache-Control": "no-store" });
    }),
  )

  .post(
    "/redeem",
    documented(redeemPairing, async (c) => {
      const { code: text, deviceName = "Paired device" } = parseBody(
        RedeemRequest,
        await readSmall(c.req.raw),
      );
      const code = readCode(text);
      const digests =
        code === null ? [] : await Promise.all(secretsOf(c.env).map((one) => digestOf(code, one)));
      const invitation = await reachable(createPairings(c.env.HISTORY).redeem(digests, Date.now()));
      const started = invitation && sessionOf(invitation, deviceName);
      // The devices that are there see it listed at once, before its first call.
      const isWelcome = started && (await isLetIn(c, started, invitation));
      if (isWelcome) return startSession(c, started, 201);
      throw new Refusal(
        "pairing-not-found",
        "No such code is waiting: it is wrong, was used, or is too old.",
      );
    }),
  );

/** What ends with an issuer's token begins nothing that lasts longer. */
const invitationOf = async (c: Context<AppEnv>, identity: Identity): Promise<Invitation> => {
  const { userId, deviceId, authenticatedBy, expiresAt } = identity;
  const isBound = authenticatedBy !== "session" || (await readSession(c))?.isBound === true;
  return { userId, deviceId, sessionEndsAt: isBound ? expiresAt : null };
};

const sessionOf = ({ userId, sessionEndsAt: expiresAt }: Invitation, deviceName: string): Session =>
  expiresAt === null
    ? newSession(userId, deviceName)
    : boundSession({ userId, expiresAt, provedAt: Date.now() }, deviceName);

const isLetIn = async (c: Context<AppEnv>, session: Session, { deviceId }: Invitation): Promise<boolean> => {
  const caller = callerOf(identityOf(session), "read");
  return (await roomOf(c.env, session.userId).welcome(caller, deviceId)).kind === "admitted";
};

/** What D1 says when it can't is not for callers. */
const reachable = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    log("pairings-unreachable", { error });
    throw new Refusal("unavailable", "Pairing can't be reached at the moment.");
  }
};
