/** The open sockets of a room, by the layout that each listens to. What one of them fails at is that one's end alone. */
import { log } from "../log.ts";
import { BROKEN, type Farewell, farewellOf, type Listener } from "./listener.ts";
import type { LayoutId } from "./results.ts";

/** What the platform keeps for a room, also while that sleeps. */
export type SocketPort = Pick<
  DurableObjectState,
  "acceptWebSocket" | "getWebSockets" | "getWebSocketAutoResponseTimestamp" | "setWebSocketAutoResponse"
>;

export type Sockets = ReturnType<typeof createSockets>;
type Listening = { readonly socket: WebSocket; readonly listener: Listener };

/** `now` gives milliseconds since 1970; `onGone` hears of each layout that somebody was sent away from. */
export const createSockets = (port: SocketPort, now: () => number, onGone: (layoutId: LayoutId) => void) => {
  const close = (socket: WebSocket, { code, reason }: Farewell): void => {
    try {
      if (socket.readyState !== WebSocket.CLOSED) socket.close(code, reason);
    } catch (error) {
      log("live-close-failed", { error });
    }
  };
  const pingedAt = (socket: WebSocket): number | null =>
    port.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? null;

  return {
    close,

    /** Of a layout, or of the room; those, too, that were closed and have not confirmed it: they take as much room. */
    all: (layoutId?: LayoutId): readonly WebSocket[] => port.getWebSockets(layoutId),

    open: (listener: Listener): WebSocket => {
      const { 0: theirs, 1: ours } = new WebSocketPair();
      port.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
      port.acceptWebSocket(ours, [listener.layoutId]);
      attach(ours, listener);
      return theirs;
    },

    /** Those who still listen. Who may no longer, or is gone without a word, is sent away on this occasion. */
    listening: (among: readonly WebSocket[]): readonly Listening[] =>
      among.flatMap((socket) => {
        if (!isOpen(socket)) return [];
        const listener = listenerOf(socket);
        const farewell = farewellOf(listener, pingedAt(socket), now());
        if (farewell === null) return [{ socket, listener }];
        close(socket, farewell);
        onGone(listener.layoutId);
        return [];
      }),

    send: (socket: WebSocket, text: string): void => {
      try {
        socket.send(text);
      } catch (error) {
        log("live-send-failed", { error });
        close(socket, BROKEN);
      }
    },

    closeAll: (farewell: Farewell): void => {
      for (const socket of port.getWebSockets()) close(socket, farewell);
    },
  };
};

export const isOpen = (socket: WebSocket): boolean => socket.readyState === WebSocket.OPEN;

export const attach = (socket: WebSocket, listener: Listener): void => socket.serializeAttachment(listener);
export const listenerOf = (socket: WebSocket): Listener => socket.deserializeAttachment();
