/** `/api/health`: that the Worker answers, and for who is signed in, how far the archive lags behind the room. */
import { Hono } from "hono";
import { readSession } from "../identity/session.ts";
import { WIRE_VERSION } from "../layout/wire.ts";
import type { AppEnv } from "./env.ts";

export const health = new Hono<AppEnv>().get("/", async (c) => {
  const identity = await readSession(c);
  const unpublished = identity && (await c.env.ROOMS.getByName(identity.userId).lag());
  return c.json({ status: "ok" as const, wireVersion: WIRE_VERSION, ...(unpublished && { unpublished }) });
});
