/** `/api/account`: all that is kept of a user, as a file; and its end. */
import { Hono } from "hono";
import { clearSession } from "../identity/session.ts";
import type { Erased } from "../layout/wire.ts";
import { documented } from "./documented.ts";
import type { AppEnv } from "./env.ts";
import { eraseAccount, exportAccount } from "./operations/account.ts";
import { refused } from "./refusal.ts";
import { callOf, inPerson } from "./signed-in.ts";

const FILE = {
  "Content-Type": "application/json",
  "Content-Disposition": 'attachment; filename="gridkeep-account.json"',
  "Cache-Control": "no-store",
};

export const account = new Hono<AppEnv>()
  .use(inPerson)

  .get(
    "/export",
    documented(exportAccount, async (c) => {
      const { room, caller } = callOf(c);
      if (c.req.method === "HEAD") {
        const admitted = await room.admit(caller);
        return admitted.kind === "admitted" ? c.body(null, 200, FILE) : refused(c, admitted);
      }
      const result = await room.exportAccount(caller);
      return result.kind === "found" ? c.body(result.stream, 200, FILE) : refused(c, result);
    }),
  )

  // Whoever holds the account's signed cookie hears again what came of it: a reply that was lost, or was 202.
  .delete(
    "/",
    documented(eraseAccount, async (c) => {
      const { room, caller } = callOf(c);
      const result = await room.erase(caller);
      if (result.kind !== "erased") return refused(c, result);
      clearSession(c);
      const erased: Erased = { complete: result.isComplete };
      return c.json(erased, result.isComplete ? 200 : 202, { "Cache-Control": "no-store" });
    }),
  );
