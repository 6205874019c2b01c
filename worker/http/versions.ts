/** `/api/layouts/{id}/versions` and `/rollback`: the history, and going back in it. */
import { Hono } from "hono";
import { sha256 } from "../history/sha256.ts";
import {
  DescribeRequest,
  type Pruned,
  PruneRequest,
  RollbackRequest,
  type VersionPage,
} from "../layout/wire.ts";
import { withLayout } from "../room/head.ts";
import { parseBody, readRollback, readSmall } from "./body.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import {
  compareVersions,
  describeVersion,
  listVersions,
  pruneVersions,
  readVersion,
  rollback,
  verifyVersions,
} from "./operations/versions.ts";
import { layoutIdOf, operationIdOf, pageOf, sinceOf, versionOf } from "./parameters.ts";
import { baseOf, isKnown } from "./preconditions.ts";
import { refused } from "./refusal.ts";
import { fingerprint, saveReply } from "./saving.ts";
import { callOf } from "./signed-in.ts";

export const versions = new Hono<AppEnv>()
  .get(
    "/:id/versions",
    documented(listVersions, async (c) => {
      const id = layoutIdOf(c);
      const { room, caller } = callOf(c);
      const result = await room.versions(caller, id, pageOf(c));
      if (result.kind !== "found") return refused(c, result, id);
      const { next, incomplete } = result;
      const page: VersionPage = { versions: result.versions, next, ...(incomplete ? { incomplete } : {}) };
      return c.json(page);
    }),
  )

  // Before `:version`, which would fit as well.
  .get(
    "/:id/versions/verify",
    documented(verifyVersions, async (c) => {
      const id = layoutIdOf(c);
      const { room, caller } = callOf(c);
      const result = await room.verify(caller, id);
      return result.kind === "verified" ? c.json(result.report) : refused(c, result, id);
    }),
  )

  .post(
    "/:id/versions/prune",
    documented(pruneVersions, async (c) => {
      const id = layoutIdOf(c);
      const { keep } = parseBody(PruneRequest, await readSmall(c.req.raw));
      const { room, caller } = callOf(c);
      const result = await room.prune(caller, id, keep);
      if (result.kind !== "pruned") return refused(c, result, id);
      const { kept, removed } = result;
      const pruned: Pruned = { kept, removed };
      return c.json(pruned);
    }),
  )

  .get(
    "/:id/versions/:version",
    documented(readVersion, async (c) => {
      const id = layoutIdOf(c);
      const { room, caller } = callOf(c);
      const result = await room.version(caller, id, versionOf(c));
      if (result.kind !== "found") return refused(c, result, id);
      const { version, layoutText, migratedFrom } = result;
      const body = withLayout(migratedFrom === null ? version : { ...version, migratedFrom }, layoutText);
      // Of all that is said: a version's name and pin can change, and so can the schema that its layout is shown in.
      const ETag = `"${sha256(body)}"`;
      if (isKnown(c, ETag)) return c.body(null, 304, { ETag });
      return c.body(body, 200, { "Content-Type": "application/json", ETag });
    }),
  )

  .patch(
    "/:id/versions/:version",
    documented(describeVersion, async (c) => {
      const id = layoutIdOf(c);
      const version = versionOf(c);
      const request = parseBody(DescribeRequest, await readSmall(c.req.raw));
      const { room, caller } = callOf(c);
      const result = await room.describe(caller, id, version, request);
      return result.kind === "found" ? c.json(result.version) : refused(c, result, id);
    }),
  )

  .get(
    "/:id/versions/:version/changes",
    documented(compareVersions, async (c) => {
      const id = layoutIdOf(c);
      const version = versionOf(c);
      const since = sinceOf(c, version);
      const { room, caller } = callOf(c);
      const result = await room.changes(caller, id, version, since);
      if (result.kind !== "found") return refused(c, result, id);
      return c.body(result.changesText, 200, { "Content-Type": "application/json" });
    }),
  )

  .post(
    "/:id/rollback",
    documented(rollback, async (c) => {
      const layoutId = layoutIdOf(c);
      const base = baseOf(c);
      const operationId = operationIdOf(c);
      const request = parseBody(RollbackRequest, await readRollback(c.req.raw));
      const { version, only = null, description = null, deviceId } = request;
      const { room, caller } = callOf(c);
      const result = await room.rollback(caller, {
        ...{ layoutId, base, operationId, version, only, description },
        deviceId: deviceId ?? caller.deviceId,
        fingerprint: fingerprint({
          ...{ call: "rollback", layoutId, version, description },
          ...(only === null ? {} : { only }),
        }),
      });
      return saveReply(c, result, layoutId);
    }),
  );
