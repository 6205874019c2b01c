import { app } from "./http/app.ts";

export { LayoutRoom } from "./room/room.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;
