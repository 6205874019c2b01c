/** `/api/layouts/{id}/live`: a socket on which a layout's versions are told as they are made. */
import { type Context, Hono } from "hono";
import { toRequest } from "../room/live-call.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { requireOwnOrigin } from "./guard.ts";
import { listen } from "./operations/live.ts";
import { expectedUserOf, layoutIdOf } from "./parameters.ts";
import { problem, Refusal } from "./problem.ts";
import { type Refused, refused } from "./refusal.ts";
import { callOf } from "./signed-in.ts";

export const live = new Hono<AppEnv>().get(
  "/:id/live",
  documented(listen, async (c) => {
    const layoutId = layoutIdOf(c);
    if (!wantsSocket(c))
      return problem(c, "upgrade-required", "This address speaks WebSocket alone.", {
        headers: { Upgrade: "websocket" },
      });
    requireOwnOrigin(c);
    requireExpectedUser(c);
    const { room, caller } = callOf(c);
    const reply = await room.fetch(toRequest({ caller, layoutId, endsAt: c.var.identity.expiresAt }));
    const { webSocket } = reply;
    if (webSocket === null) return refused(c, await reply.json<Refused>(), layoutId);
    // A reply that another place made is closed to headers, and this one is to carry ours.
    return new Response(null, { status: 101, webSocket });
  }),
);

const wantsSocket = (c: Context): boolean =>
  c.req.method === "GET" && c.req.header("Upgrade")?.toLowerCase() === "websocket";

/** As the header `Gridkeep-User`, which browsers can't set on a socket. */
const requireExpectedUser = (c: Context<AppEnv>): void => {
  const expected = expectedUserOf(c);
  if (expected === undefined || expected === c.var.identity.userId) return;
  throw new Refusal("unauthenticated", "The session is another user's than the one that this socket is for.");
};
