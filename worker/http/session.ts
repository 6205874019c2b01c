/** `/api/session`: starting as a guest, asking who one is, signing out. */
import { Hono } from "hono";
import { clearSession, type Identity, newGuest, readSession, writeSession } from "../identity/session.ts";
import { type Session, SessionRequest } from "../layout/wire.ts";
import { parseBody, readOptional } from "./body.ts";
import type { AppEnv } from "./env.ts";
import { problem } from "./problem.ts";

export const session = new Hono<AppEnv>()
  .post("/", async (c) => {
    const known = await readSession(c);
    const { deviceName } = parseBody(SessionRequest, await readOptional(c.req.raw));
    const identity = known ?? newGuest(deviceName ?? "This device");
    await writeSession(c, identity);
    return c.json(toSession(identity), known === null ? 201 : 200);
  })

  .get("/", async (c) => {
    const identity = await readSession(c);
    if (identity === null)
      return problem(c, "unauthenticated", "There is no valid session with this request.");
    await writeSession(c, identity); // Each visit prolongs it.
    return c.json(toSession(identity));
  })

  .delete("/", (c) => {
    clearSession(c);
    return c.body(null, 204);
  });

const toSession = ({ userId, deviceId, deviceName, authenticatedBy }: Identity): Session => ({
  user: { id: userId },
  device: { id: deviceId, name: deviceName },
  authenticatedBy,
});
