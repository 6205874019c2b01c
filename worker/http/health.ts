/** `/api/health`: that the Worker answers, and for who is signed in, how far the archive lags behind the room. */
import { Hono } from "hono";
import { identify, isSomebody } from "../identity/identify.ts";
import { WIRE_VERSION } from "../layout/wire.ts";
import { roomOf } from "../room/rooms.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { readHealth } from "./operations/service.ts";
import { callerOf } from "./signed-in.ts";

export const health = new Hono<AppEnv>().get(
  "/",
  documented(readHealth, async (c) => {
    const identity = await identify(c);
    const isKnown = isSomebody(identity);
    const result = isKnown && (await roomOf(c.env, identity.userId).lag(callerOf(identity, "read")));
    const unpublished = result && result.kind === "found" ? { unpublished: result.lag } : {};
    return c.json({ status: "ok" as const, wireVersion: WIRE_VERSION, ...unpublished });
  }),
);
