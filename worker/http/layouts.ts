/** `/api/layouts/{id}`: the head, saving, importing. */
import { Hono } from "hono";
import { fromGrafana } from "../layout/grafana.ts";
import { SaveRequest } from "../layout/wire.ts";
import type { SaveCommand } from "../room/results.ts";
import { headJson } from "../room/save.ts";
import { parseBody, readImport, readSave } from "./body.ts";
import type { AppEnv } from "./env.ts";
import { baseOf, etag, knownVersions, layoutIdOf, onConflictOf, operationIdOf } from "./parameters.ts";
import { problem, Refusal } from "./problem.ts";
import { fingerprint, judge, saveReply } from "./saving.ts";

export const layouts = new Hono<AppEnv>()
  .get("/:id", async (c) => {
    const id = layoutIdOf(c);
    const head = await c.env.ROOMS.getByName(c.var.identity.userId).head(id, knownVersions(c));
    if (head === null) return problem(c, "layout-not-found", `There is no layout called ${id}.`);
    if (typeof head === "number") return c.body(null, 304, { ETag: etag(head) });
    return c.body(headJson(head), 200, { "Content-Type": "application/json", ETag: etag(head.version) });
  })

  .put("/:id", async (c) => {
    const layoutId = layoutIdOf(c);
    const base = baseOf(c);
    const operationId = operationIdOf(c);
    const onConflict = onConflictOf(c);
    const request = parseBody(SaveRequest, await readSave(c.req.raw));
    const layout = judge(request.layout);
    const setAside = request.setAside === undefined ? null : judge(request.setAside);
    const changeType = request.changeType ?? "auto";
    const description = request.description ?? null;
    const command: SaveCommand = {
      ...{ layoutId, base, operationId, onConflict, changeType, description },
      layoutText: layout.text,
      checksum: layout.checksum,
      setAsideText: setAside?.text ?? null,
      deviceId: request.deviceId ?? c.var.identity.deviceId,
      fingerprint: fingerprint({
        ...{ call: "save", layoutId, changeType, description },
        ...{ layout: layout.checksum, setAside: setAside?.checksum ?? null },
      }),
    };
    return saveReply(c, await c.env.ROOMS.getByName(c.var.identity.userId).save(command), layoutId);
  })

  .post("/:id/import", async (c) => {
    const layoutId = layoutIdOf(c);
    const base = baseOf(c);
    const operationId = operationIdOf(c);
    const imported = fromGrafana(await readImport(c.req.raw));
    if (imported === undefined) {
      throw new Refusal("layout-invalid", "This is no Grafana dashboard: it has no list of panels.", {
        issues: [{ path: "/panels", code: "shape", message: "This must be a list of panels." }],
      });
    }
    const { text, checksum } = judge(imported);
    const command: SaveCommand = {
      ...{ layoutId, base, operationId, checksum },
      layoutText: text,
      setAsideText: null,
      onConflict: "reject",
      changeType: "manual",
      description: "Imported from Grafana",
      deviceId: c.var.identity.deviceId,
      fingerprint: fingerprint({ call: "import", layoutId, layout: checksum }),
    };
    const result = await c.env.ROOMS.getByName(c.var.identity.userId).save(command);
    return saveReply(c, result.kind === "done" ? { ...result, layoutText: text } : result, layoutId);
  });
