/** `/api/layouts/{id}/versions` and `/rollback`: the history, and going back in it. */
import { Hono } from "hono";
import { RollbackRequest, type VersionPage } from "../layout/wire.ts";
import { withLayout } from "../room/save.ts";
import { parseBody, readSmall } from "./body.ts";
import type { AppEnv } from "./env.ts";
import { baseOf, layoutIdOf, operationIdOf, pageOf, versionOf } from "./parameters.ts";
import { problem } from "./problem.ts";
import { fingerprint, saveReply } from "./saving.ts";

export const versions = new Hono<AppEnv>()
  .get("/:id/versions", async (c) => {
    const id = layoutIdOf(c);
    const result = await c.env.ROOMS.getByName(c.var.identity.userId).versions(id, pageOf(c));
    if (result.kind === "layout-not-found") return saveReply(c, result, id);
    const { next, incomplete } = result;
    const page: VersionPage = { versions: result.versions, next, ...(incomplete ? { incomplete } : {}) };
    return c.json(page);
  })

  .get("/:id/versions/:version", async (c) => {
    const id = layoutIdOf(c);
    const result = await c.env.ROOMS.getByName(c.var.identity.userId).version(id, versionOf(c));
    if (result.kind !== "found") return saveReply(c, result, id);
    return c.body(withLayout(result.version, result.layoutText), 200, { "Content-Type": "application/json" });
  })

  .post("/:id/rollback", async (c) => {
    const layoutId = layoutIdOf(c);
    const base = baseOf(c);
    const operationId = operationIdOf(c);
    const { version, description = null, deviceId } = parseBody(RollbackRequest, await readSmall(c.req.raw));
    const result = await c.env.ROOMS.getByName(c.var.identity.userId).rollback({
      ...{ layoutId, base, operationId, version, description },
      deviceId: deviceId ?? c.var.identity.deviceId,
      fingerprint: fingerprint({ call: "rollback", layoutId, version, description }),
    });
    if (result.kind === "version-not-found") {
      return problem(c, "version-not-found", `The history of ${layoutId} has no version ${version}.`);
    }
    return saveReply(c, result, layoutId);
  });
