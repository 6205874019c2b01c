/**
 * The live sockets of a room: who listens to a layout hears of every version as soon as it is durable, and of who else
 * is there. A socket never fails a save, nor delays one: what is to be told is sent in a turn of its own, and the
 * runtime holds it back until all that was written before it is on disk. Where nobody listens nothing is done at all.
 *
 * A room may sleep between any two calls. What is kept in memory here spares messages, and is never relied on.
 */
import { log } from "../log.ts";
import { readHello } from "./hello.ts";
import { BROKEN, CONFIRMED, type Farewell, heard, type Listener, newListener } from "./listener.ts";
import type { newsOf } from "./news.ts";
import { presenceOf } from "./presence.ts";
import type { LayoutId, LiveResult } from "./results.ts";
import type { Announced } from "./save.ts";
import { attach, createSockets, isOpen, listenerOf, type SocketPort } from "./sockets.ts";

/** The platform takes 32,768. */
export const MOST_SOCKETS = 2_000;
/** Whoever comes or goes within this time is told of at once. A room stays awake for no longer because of it. */
const GATHER_MS = 500;
const IN_A_TURN = 50;

export type LivePorts = {
  readonly sockets: SocketPort;
  readonly news: (layoutId: LayoutId, by: string | null) => ReturnType<typeof newsOf>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly later: (work: () => void, waitMs: number) => void;
};

export type Live = ReturnType<typeof createLive>;

export const createLive = ({ sockets: port, news, now, later }: LivePorts) => {
  const restless = new Set<LayoutId>();
  const lastPresence = new WeakMap<WebSocket, string>();

  /** A thousand who join at once are told of one another twice a second, not a thousand times. */
  const stir = (layoutId: LayoutId): void => {
    restless.add(layoutId);
    if (restless.size > 1) return;
    later(() => {
      const layoutIds = [...restless];
      restless.clear();
      layoutIds.forEach(tellPresence);
    }, GATHER_MS);
  };
  const sockets = createSockets(port, now, stir);

  /** In turns: what else waits for the room, the answer to the save above all, goes in between. */
  const tell = (all: readonly WebSocket[], text: string): void => {
    for (const { socket } of sockets.listening(all.slice(0, IN_A_TURN))) sockets.send(socket, text);
    const others = all.slice(IN_A_TURN);
    if (others.length > 0) later(() => tell(others, text), 0);
  };
  const tellPresence = (layoutId: LayoutId): void => {
    const present = sockets.listening(sockets.all(layoutId));
    const text = JSON.stringify(presenceOf(present.map(({ listener }) => listener)));
    for (const { socket } of present) {
      if (lastPresence.get(socket) === text) continue;
      lastPresence.set(socket, text);
      sockets.send(socket, text);
    }
  };

  const answer = (socket: WebSocket, message: string | ArrayBuffer): void => {
    const { listener, farewell } = heard(listenerOf(socket), now());
    const hello = farewell === null ? readHello(message) : { kind: "refused" as const, ...farewell };
    stir(listener.layoutId);
    if (hello.kind === "refused") {
      sockets.close(socket, hello);
      return;
    }
    const { deviceId, deviceName } = hello;
    attach(socket, { ...listener, greeting: { deviceId, deviceName } });
    lastPresence.delete(socket);
    const standing = news(listener.layoutId, null);
    if (standing !== null) sockets.send(socket, JSON.stringify(standing));
  };

  return {
    open: (
      guest: Parameters<typeof newListener>[0],
    ): LiveResult | { readonly kind: "open"; readonly socket: WebSocket } => {
      const all = sockets.all();
      if (all.length < MOST_SOCKETS) return { kind: "open", socket: sockets.open(newListener(guest, now())) };
      sockets.listening(all); // Who is gone without a word makes room for the next attempt.
      return { kind: "too-many-sockets" };
    },

    hear: (socket: WebSocket, message: string | ArrayBuffer): void => {
      try {
        if (isOpen(socket)) answer(socket, message);
      } catch (error) {
        log("live-failed", { error });
        sockets.close(socket, BROKEN);
      }
    },

    /** A socket was closed, or broke. */
    left: (socket: WebSocket): void => {
      // The runtime leaves it to the room to confirm: without that the other side waits, and takes it for a failure.
      sockets.close(socket, CONFIRMED);
      stir(listenerOf(socket).layoutId);
    },

    /** A layout has a new head, or is gone. Never throws. */
    changed: ({ layoutId, deviceId }: Announced): void => {
      try {
        const all = sockets.all(layoutId);
        if (all.length === 0) return;
        const text = JSON.stringify(news(layoutId, deviceId));
        later(() => tell(all, text), 0);
      } catch (error) {
        log("live-failed", { error });
      }
    },

    /** Closes the sockets of some, at once. */
    end: (isMeant: (listener: Listener) => boolean, farewell: Farewell): void => {
      for (const { socket, listener } of sockets.listening(sockets.all())) {
        if (!isMeant(listener)) continue;
        sockets.close(socket, farewell);
        stir(listener.layoutId);
      }
    },

    /** Closes every socket: nothing is left here to listen to. */
    endAll: (code: number, reason: string): void => sockets.closeAll({ code, reason }),
  };
};
