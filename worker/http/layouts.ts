/** `/api/layouts` and `/api/layouts/{id}`: the list, the head, saving, deleting. */
import { Hono } from "hono";
import type { Removed } from "../layout/wire.ts";
import { headJson } from "../room/head.ts";
import { readSave } from "./body.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { deleteLayout, listLayouts, readLayout, saveLayout } from "./operations/layouts.ts";
import { choiceOf, layoutIdOf, layoutsPageOf, ON_CONFLICT, operationIdOf } from "./parameters.ts";
import { baseOf, etag, knownVersions, presentBaseOf } from "./preconditions.ts";
import { refused } from "./refusal.ts";
import { fingerprint, saveReply } from "./saving.ts";
import { callOf } from "./signed-in.ts";

export const layouts = new Hono<AppEnv>()
  .get(
    "/",
    documented(listLayouts, async (c) => {
      const page = layoutsPageOf(c);
      const { room, caller } = callOf(c);
      const result = await room.list(caller, page);
      return result.kind === "found" ? c.json(result.page) : refused(c, result);
    }),
  )

  .get(
    "/:id",
    documented(readLayout, async (c) => {
      const id = layoutIdOf(c);
      const { room, caller } = callOf(c);
      const result = await room.head(caller, id, knownVersions(c));
      if (result.kind === "known") return c.body(null, 304, { ETag: etag(result.version) });
      if (result.kind !== "found") return refused(c, result, id);
      const { head } = result;
      return c.body(headJson(head), 200, { "Content-Type": "application/json", ETag: etag(head.version) });
    }),
  )

  .put(
    "/:id",
    documented(saveLayout, async (c) => {
      const layoutId = layoutIdOf(c);
      const base = baseOf(c);
      const operationId = operationIdOf(c);
      const onConflict = choiceOf(c, "onConflict", ON_CONFLICT);
      const body = await readSave(c.req.raw);
      const { room, caller } = callOf(c);
      const { deviceId } = caller;
      const result = await room.put(caller, { layoutId, base, operationId, onConflict, deviceId, body });
      return saveReply(c, result, layoutId);
    }),
  )

  .delete(
    "/:id",
    documented(deleteLayout, async (c) => {
      const layoutId = layoutIdOf(c);
      const base = presentBaseOf(c);
      const operationId = operationIdOf(c);
      const { room, caller } = callOf(c);
      const result = await room.remove(caller, {
        ...{ layoutId, base, deviceId: caller.deviceId, operationId },
        fingerprint: fingerprint({ call: "remove", layoutId }),
      });
      if (result.kind !== "removed") return refused(c, result, layoutId);
      const { version, restorableUntil } = result;
      const removed: Removed = { version, restorableUntil };
      return c.json(removed);
    }),
  );
