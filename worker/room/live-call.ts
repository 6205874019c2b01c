/**
 * How the Worker asks a room for a socket, which RPC can't carry: by a request that it makes itself. Nothing that the
 * client sent goes along.
 */
import type { Caller, LayoutId } from "./results.ts";

export type LiveCall = {
  readonly caller: Caller;
  readonly layoutId: LayoutId;
  /** When what the caller proved is over, in milliseconds since 1970; null where only the room knows. */
  readonly endsAt: number | null;
};

/** In the address, as a header takes no device's name that is not Latin. */
export const toRequest = (call: LiveCall): Request =>
  new Request(`https://room/live?${new URLSearchParams({ call: JSON.stringify(call) })}`, {
    headers: { Upgrade: "websocket" },
  });

export const readRequest = ({ url }: Request): LiveCall =>
  JSON.parse(new URL(url).searchParams.get("call") ?? "");
