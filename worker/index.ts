import { daily } from "./daily.ts";
import { app } from "./http/app.ts";

export { LayoutRoom } from "./room/room.ts";

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, env) => daily(env, scheduledTime),
} satisfies ExportedHandler<Env>;
