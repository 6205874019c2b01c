/** `/api/layouts/{id}/export` and `/import`: a layout as a file, with its history or without. */
import { Hono } from "hono";
import type { Admitted, SaveResult } from "../room/results.ts";
import { readParts } from "./body.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { handOver } from "./hand-over.ts";
import { fileVersions, IMPORT_BYTES } from "./import-file.ts";
import { exportLayout, importLayout } from "./operations/transfer.ts";
import { choiceOf, HISTORY, layoutIdOf, operationIdOf } from "./parameters.ts";
import { baseOf } from "./preconditions.ts";
import { refused } from "./refusal.ts";
import { saveReply } from "./saving.ts";
import { callOf } from "./signed-in.ts";

export const transfer = new Hono<AppEnv>()
  .get(
    "/:id/export",
    documented(exportLayout, async (c) => {
      const id = layoutIdOf(c);
      const history = choiceOf(c, "history", HISTORY);
      const headers = {
        "Content-Type": "application/json",
        "Content-Disposition": `attachment; filename="${id}.gridkeep.json"`,
        "Cache-Control": "no-store",
      };
      const { room, caller } = callOf(c);
      if (c.req.method === "HEAD") {
        const head = await room.head(caller, id, "any");
        const isThere = head.kind === "known" || head.kind === "found";
        return isThere ? c.body(null, 200, headers) : refused(c, head, id);
      }
      const result = await room.export(caller, id, history);
      return result.kind === "found" ? c.body(result.stream, 200, headers) : refused(c, result, id);
    }),
  )

  .post(
    "/:id/import",
    documented(importLayout, async (c) => {
      const layoutId = layoutIdOf(c);
      const base = baseOf(c);
      const operationId = operationIdOf(c);
      const { room, caller } = callOf(c);
      const { deviceId } = caller;
      const file = fileVersions(readParts(c.req.raw, IMPORT_BYTES), { nowMs: Date.now(), deviceId });
      let convertedText: string | null = null;
      const lines = async function* () {
        for await (const { version, isAsSent } of file) {
          if (!isAsSent) convertedText = version.layoutText;
          yield JSON.stringify(version);
        }
      };
      const command = { layoutId, base, operationId, deviceId };
      const result = await handOver<Admitted<SaveResult>>(lines(), async (stream) =>
        room.import(caller, command, stream),
      );
      if (result.kind !== "done") return refused(c, result, layoutId);
      return saveReply(c, { ...result, layoutText: result.layoutText ?? convertedText }, layoutId);
    }),
  );
