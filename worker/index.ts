import { daily } from "./daily.ts";
import { app } from "./http/app.ts";
import { pageFor } from "./http/page.ts";

export { LayoutRoom } from "./room/room.ts";

export default {
  fetch: (request, env, context) => pageFor(request, env) ?? app.fetch(request, env, context),
  scheduled: ({ scheduledTime }, env) => daily(env, scheduledTime),
} satisfies ExportedHandler<Env>;
