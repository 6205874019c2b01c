/** `/api/session/pairings`: a code on one device signs in another. */
import { Hono } from "hono";
import { digestOf, newCode, PAIRING_MS, readCode } from "../identity/pairing.ts";
import { createPairings } from "../identity/pairings.ts";
import { newSession, secretsOf } from "../identity/session.ts";
import { type Pairing, RedeemRequest } from "../layout/wire.ts";
import { log } from "../log.ts";
import { parseBody, readSmall } from "./body.ts";
import type { AppEnv } from "./env.ts";
import { Refusal } from "./problem.ts";
import { refused } from "./refusal.ts";
import { joinSession } from "./session.ts";
import { callOf, inPerson } from "./signed-in.ts";

export const pairings = new Hono<AppEnv>()
  .post("/", inPerson, async (c) => {
    const { room, caller } = callOf(c);
    const result = await room.admit(caller);
    if (result.kind !== "admitted") return refused(c, result);
    const code = newCode();
    const [secret] = secretsOf(c.env);
    const expiresAt = Date.now() + PAIRING_MS;
    const digest = await digestOf(code, secret);
    const { userId } = c.var.identity;
    await reachable(createPairings(c.env.HISTORY).add(userId, digest, expiresAt));
    // An account that ended meanwhile has emptied the archive before this came there.
    const still = await room.admit(caller);
    if (still.kind !== "admitted") {
      await reachable(createPairings(c.env.HISTORY).remove(userId));
      return refused(c, still);
    }
    const pairing: Pairing = { code, expiresAt: new Date(expiresAt).toISOString() };
    return c.json(pairing, 201, { "Cache-Control": "no-store" });
  })

  .post("/redeem", async (c) => {
    const { code: text, deviceName = "Paired device" } = parseBody(RedeemRequest, await readSmall(c.req.raw));
    const code = readCode(text);
    const digests =
      code === null ? [] : await Promise.all(secretsOf(c.env).map((one) => digestOf(code, one)));
    const userId = await reachable(createPairings(c.env.HISTORY).redeem(digests, Date.now()));
    if (userId !== null) return joinSession(c, newSession(userId, deviceName), 201);
    throw new Refusal("pairing-not-found", "No such code is waiting: it is wrong, was used, or is too old.");
  });

/** What D1 says when it can't is not for callers. */
const reachable = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    log("pairings-unreachable", { error });
    throw new Refusal("unavailable", "Pairing can't be reached at the moment.");
  }
};
