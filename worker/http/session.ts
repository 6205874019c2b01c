/** `/api/session`: starting as a guest, asking who one is, signing out; this device and the user's others. */
import { type Context, Hono } from "hono";
import { identify } from "../identity/identify.ts";
import type { Identity } from "../identity/identity.ts";
import {
  boundSession,
  type Session as Cookie,
  clearSession,
  identityOf,
  newGuest,
  newSession,
  readSession,
  writeSession,
} from "../identity/session.ts";
import { DeviceRequest, type Session, SessionRequest } from "../layout/wire.ts";
import type { DevicesResult } from "../room/results.ts";
import { roomOf } from "../room/rooms.ts";
import { parseBody, readOptional, readSmall } from "./body.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import * as operations from "./operations/session.ts";
import { deviceIdOf } from "./parameters.ts";
import { Refusal } from "./problem.ts";
import { refused } from "./refusal.ts";
import { callerOf, callOf, inPerson, requireIdentity } from "./signed-in.ts";

const THIS_DEVICE = "This device";

export const session = new Hono<AppEnv>()
  .post(
    "/",
    documented(operations.startSession, async (c) => {
      const { deviceName = THIS_DEVICE } = parseBody(SessionRequest, await readOptional(c.req.raw));
      if ((await identify(c)) === "nobody") return startGuest(c, deviceName);
      const identity = await requireIdentity(c);
      const known = await knownSession(c, identity);
      if (identity.token !== null) return known.kind === "found" ? c.json(known.session) : refused(c, known);
      if (known.kind === "found" && identity.isListed) return c.json(known.session);
      // Signed out, and nothing else was sent: as good as no cookie.
      if (identity.authenticatedBy === "session") return startGuest(c, deviceName);
      // Known to the issuer, on a device that has no session, or none any more.
      return joinSession(c, boundSession(identity, deviceName), 200);
    }),
  )

  .get(
    "/",
    documented(operations.readSession, async (c) => {
      const known = await knownSession(c, await requireIdentity(c));
      return known.kind === "found" ? c.json(known.session) : refused(c, known);
    }),
  )

  // In the room, too: a copy of the cookie is then worth nothing either.
  .delete(
    "/",
    documented(operations.endSession, async (c) => {
      // A guest who is signed out by mistake has no way back: what says who is meant has to be right.
      const identity = (await identify(c)) === "nobody" ? null : await requireIdentity(c);
      if (identity?.token) throw new Refusal("forbidden", "DELETE /api/tokens/{id} ends an API token.");
      if (identity?.isListed)
        await roomOf(c.env, identity.userId).signOut(callerOf(identity, "write"), identity.deviceId);
      clearSession(c);
      return c.body(null, 204);
    }),
  )

  .patch(
    "/devices/:id",
    inPerson,
    documented(operations.renameDevice, async (c) => {
      const { name } = parseBody(DeviceRequest, await readSmall(c.req.raw));
      const { room, caller } = callOf(c);
      const result = await room.renameDevice(caller, deviceIdOf(c), name);
      return result.kind === "found" ? c.json(result.device) : refused(c, result);
    }),
  )

  .delete(
    "/devices/:id",
    inPerson,
    documented(operations.signOutDevice, async (c) => {
      const { room, caller } = callOf(c);
      const id = deviceIdOf(c);
      const result = await room.signOut(caller, id);
      if (result.kind !== "done") return refused(c, result);
      if (id === caller.deviceId) clearSession(c);
      return c.body(null, 204);
    }),
  );

const startGuest = (c: Context<AppEnv>, deviceName: string) => {
  if (c.env.GUESTS !== "off") return startSession(c, newSession(newGuest(), deviceName), 201);
  throw new Refusal("unauthenticated", "This server has no guests: sign in as its owner tells.");
};

/** What the room says of who calls; a visit prolongs the session that it came with. */
const knownSession = async (c: Context<AppEnv>, identity: Identity) => {
  const { userId, isListed, authenticatedBy, expiresAt, provedAt } = identity;
  const known = await roomOf(c.env, userId).devices(callerOf(identity, "read"));
  if (known.kind !== "found") return known;
  const cookie = isListed ? await readSession(c) : null;
  const isNewer = authenticatedBy !== "session" && expiresAt !== null;
  if (cookie !== null) await writeSession(c, isNewer ? { ...cookie, expiresAt, provedAt } : cookie);
  return { kind: "found", session: toSession(identity, known) } as const;
};

/** On one more device of a user, who may be gone from here for good. */
const joinSession = async (c: Context<AppEnv>, session: Cookie, status: 200 | 201) => {
  const caller = callerOf(identityOf(session), "read");
  const admitted = await roomOf(c.env, session.userId).admit(caller);
  return admitted.kind === "admitted" ? startSession(c, session, status) : refused(c, admitted);
};

/** The room hears of it with the first call that follows. */
export const startSession = async (c: Context<AppEnv>, session: Cookie, status: 200 | 201) => {
  await writeSession(c, session);
  const { userId, deviceId: id, deviceName: name } = session;
  const now = new Date().toISOString();
  const started: Session = {
    ...{ user: { id: userId }, device: { id, name }, authenticatedBy: "session" },
    devices: [{ id, name, createdAt: now, lastSeen: now }],
  };
  return c.json(started, status);
};

const toSession = (
  { userId, deviceId, deviceName, authenticatedBy }: Identity,
  { devices, token }: Extract<DevicesResult, { kind: "found" }>,
): Session => {
  const listed = devices.find(({ id }) => id === deviceId);
  return {
    ...{ user: { id: userId }, devices, authenticatedBy },
    device: { id: deviceId, name: listed?.name ?? token?.name ?? deviceName },
    ...(token === null ? {} : { scope: token.scope }),
  };
};
