/**
 * The product, its every statement counted as it would be billed: what the cursors of the rooms and the results of D1
 * say of themselves, a row for each alarm that is set, a request for each that runs. `GET /tally` gives the counts
 * and starts anew.
 */
import product, { LayoutRoom as Room } from "../../index.ts";
import { countDatabases } from "./count-databases.ts";
import { countStorage } from "./count-storage.ts";
import { ofAlarm, take } from "./tally.ts";

export class LayoutRoom extends Room {
  constructor(ctx: DurableObjectState, env: Env) {
    countStorage(ctx.storage);
    countDatabases(env);
    super(ctx, env);
  }

  override alarm(...told: Parameters<Room["alarm"]>): ReturnType<Room["alarm"]> {
    ofAlarm();
    return super.alarm(...told);
  }
}

export default {
  ...product,
  fetch: (request, env, ctx) => {
    if (new URL(request.url).pathname === "/tally") return Response.json(take());
    countDatabases(env);
    return product.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env>;
