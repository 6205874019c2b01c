/** Reads what a device says on its socket. Pings are not among it: the runtime answers them while the room sleeps. */
import { utf8Length } from "../layout/canonical.ts";
import { Hello, LIVE } from "../layout/wire.ts";
import type { Farewell } from "./listener.ts";

export const readHello = (
  message: string | ArrayBuffer,
): Hello | (Farewell & { readonly kind: "refused" }) => {
  if (typeof message !== "string") return refused(1003, "messages are text");
  if (utf8Length(message) > LIVE.messageBytes)
    return refused(1009, `a message takes ${LIVE.messageBytes} bytes at most`);
  return Hello.safeParse(parseJson(message)).data ?? refused(1007, "not a hello in JSON");
};

const refused = (code: number, reason: string) => ({ kind: "refused", code, reason }) as const;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
