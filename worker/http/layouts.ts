/** `/api/layouts` and `/api/layouts/{id}`: the list, the head, saving, deleting. */
import { Hono } from "hono";
import type { Removed } from "../layout/wire.ts";
import { headJson } from "../room/head.ts";
import { readSave } from "./body.ts";
import type { AppEnv } from "./env.ts";
import { choiceOf, layoutIdOf, layoutsPageOf, operationIdOf } from "./parameters.ts";
import { baseOf, etag, knownVersions, presentBaseOf } from "./preconditions.ts";
import { refused } from "./refusal.ts";
import { fingerprint, saveReply } from "./saving.ts";

export const layouts = new Hono<AppEnv>()
  .get("/", async (c) => c.json(await c.env.ROOMS.getByName(c.var.identity.userId).list(layoutsPageOf(c))))

  .get("/:id", async (c) => {
    const id = layoutIdOf(c);
    const head = await c.env.ROOMS.getByName(c.var.identity.userId).head(id, knownVersions(c));
    if (head === null) return refused(c, { kind: "layout-not-found" }, id);
    if (typeof head === "number") return c.body(null, 304, { ETag: etag(head) });
    return c.body(headJson(head), 200, { "Content-Type": "application/json", ETag: etag(head.version) });
  })

  .put("/:id", async (c) => {
    const layoutId = layoutIdOf(c);
    const base = baseOf(c);
    const operationId = operationIdOf(c);
    const onConflict = choiceOf(c, "onConflict", ["reject", "merge"]);
    const { userId, deviceId } = c.var.identity;
    const body = await readSave(c.req.raw);
    const result = await c.env.ROOMS.getByName(userId).put({
      ...{ layoutId, base, operationId, onConflict, deviceId, body },
    });
    return saveReply(c, result, layoutId);
  })

  .delete("/:id", async (c) => {
    const layoutId = layoutIdOf(c);
    const base = presentBaseOf(c);
    const { userId, deviceId } = c.var.identity;
    const result = await c.env.ROOMS.getByName(userId).remove({
      ...{ layoutId, base, deviceId, operationId: operationIdOf(c) },
      fingerprint: fingerprint({ call: "remove", layoutId }),
    });
    if (result.kind !== "removed") return refused(c, result, layoutId);
    const { version, restorableUntil } = result;
    const removed: Removed = { version, restorableUntil };
    return c.json(removed);
  });
