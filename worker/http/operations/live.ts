/** The operation of `live.ts`. */
import { operation, SIGNED_IN } from "../operation.ts";
import { expectedUser, layoutId } from "../parameter-schemas.ts";

export const listen = operation(() => ({
  id: "listen",
  tag: "Live",
  summary: "Listen to a layout",
  description:
    'A WebSocket, as `new WebSocket("wss://<host>/api/layouts/main/live")` opens it. A browser may with its cookie from a page of this origin; a program sends `Authorization`.\n\nThe device says who it is and what it has: `{"kind":"hello","deviceId":"…","deviceName":"…","version":12}`. It is told `{"kind":"head","layoutId":"main","version":13,"checksum":"…","deviceId":"…","changes":{…}}` after each new version, `removed` where the layout was deleted, and with `presence` which devices are there. Pass over kinds that you do not know. `ping` is answered by `pong`; whoever is silent for 150 seconds is taken to be gone. A message takes 1 KiB at most.',
  access: "signed-in",
  path: { id: layoutId() },
  query: { user: expectedUser() },
  replies: { 101: { says: "The socket is open." } },
  failures: [...SIGNED_IN, "forbidden", "invalid-parameter", "upgrade-required"],
  example: { path: { id: "main" }, status: 426 },
}));
