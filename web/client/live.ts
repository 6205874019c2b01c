/**
 * Hears at once that another device has saved. A hint and no more: what counts is what a load then finds, so a message
 * that is lost, doubled or wrong does no harm, and where no socket can be had the page goes on asking now and then.
 */
import type { LiveMessage, LivePresence } from "../../worker/layout/wire.ts";
import { backoffMs } from "../offline/backoff.ts";
import type { Clock } from "./autosave.ts";

/** The part of `WebSocket` that is used. */
export type LiveSocket = Pick<WebSocket, "send" | "close" | "onopen" | "onmessage" | "onclose">;

export type LivePorts = {
  /** `path` is one of the API. */
  readonly open: (path: string) => LiveSocket;
  readonly clock: Clock;
  readonly random: () => number;
  /** Of the newest version that this page knows; null before the first. */
  readonly version: () => number | null;
  /** There may be a newer one. */
  readonly onNews: () => void;
  /** Nobody, while it hears nothing. */
  readonly onPresence: (devices: LivePresence["devices"]) => void;
  /** The server can be reached again: a socket is open after one was lost. */
  readonly onReturn: () => void;
};

/** Whose layout is listened to, and by which of their devices. */
export type Audience = {
  readonly userId: string;
  readonly layoutId: string;
  readonly deviceId: string;
  readonly deviceName: string;
};

type Live = {
  /** Null: nobody's. The same again changes nothing. */
  readonly listen: (audience: Audience | null) => void;
  readonly isOpen: () => boolean;
};

/** As the server wants it: see `LIVE` in wire.ts. */
const PING_EVERY_MS = 30_000;
const PONG_WITHIN_MS = 10_000;
/** The save that this is news of was mostly our own, and its answer is on its way. */
const OWN_ANSWER_MS = 1_000;
/** RFC 6455 and `LIVE_CLOSE`: what came from here was not understood, so it will not be the next time either. */
const HOPELESS: ReadonlySet<number> = new Set([1003, 1007, 1009]);
const TOO_MUCH = 1008;
const SIGNED_OUT = 4401;
const CALM_AFTER_MS = 60_000;

export const createLive = ({
  open,
  clock,
  random,
  version,
  onNews,
  onPresence,
  onReturn,
}: LivePorts): Live => {
  let audience: Audience | null = null;
  let socket: LiveSocket | null = null;
  let isOpen = false;
  let wasLost = false;
  let failures = 0;
  const timers = new Set<() => void>();

  const stop = (): void => {
    for (const cancel of timers) cancel();
    timers.clear();
    const gone = socket;
    socket = null;
    isOpen = false;
    gone?.close();
    onPresence([]);
  };
  const later = (waitMs: number, work: () => void): void => {
    const cancel = clock.after(waitMs, () => {
      timers.delete(cancel);
      work();
    });
    timers.add(cancel);
  };
  const lookAgain = (told: number): void => {
    if (told > (version() ?? 0)) onNews();
  };

  const hear = (text: unknown, ping: { isAnswered: boolean }): void => {
    const message = parse(text);
    if (text === "pong") ping.isAnswered = true;
    else if (message?.kind === "presence") onPresence(message.devices);
    else if (message?.kind === "removed") onNews();
    else if (message?.kind === "head") {
      const told = message.version;
      if (message.deviceId === audience?.deviceId) later(OWN_ANSWER_MS, () => lookAgain(told));
      else lookAgain(told);
    }
  };

  const lost = (code: number): void => {
    stop();
    wasLost = true;
    if (code === SIGNED_OUT) onNews(); // A load says so to the rest of the page.
    if (code === SIGNED_OUT || HOPELESS.has(code)) return;
    failures += 1;
    const waitMs = backoffMs(failures, { random, retryAfterMs: code === TOO_MUCH ? CALM_AFTER_MS : 0 });
    later(waitMs, connect);
  };

  const connect = (): void => {
    if (audience === null) return;
    const { userId, layoutId, deviceId, deviceName } = audience;
    const query = new URLSearchParams({ user: userId });
    const own = open(`/layouts/${layoutId}/live?${query}`);
    socket = own;
    const ping = { isAnswered: true };
    const goOn = (): void => {
      ping.isAnswered = false;
      own.send("ping");
      later(PONG_WITHIN_MS, () => ping.isAnswered || lost(0));
      later(PING_EVERY_MS, goOn);
    };
    own.onopen = () => {
      if (socket !== own) return;
      isOpen = true;
      own.send(JSON.stringify({ kind: "hello", deviceId, deviceName, version: version() }));
      later(CALM_AFTER_MS, () => {
        failures = 0;
      });
      goOn();
      if (wasLost) onReturn();
      wasLost = false;
    };
    own.onmessage = ({ data }) => {
      if (socket === own) hear(data, ping);
    };
    own.onclose = ({ code }) => {
      if (socket === own) lost(code);
    };
  };

  return {
    listen: (next) => {
      if (same(audience, next)) return;
      // First, as whoever hears that nobody is there may ask for the same again.
      audience = next;
      stop();
      failures = 0;
      connect();
    },
    isOpen: () => isOpen,
  };
};

const same = (a: Audience | null, b: Audience | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Null for what is none, or of a kind that came later than this page. */
const parse = (text: unknown): LiveMessage | null => {
  try {
    const message: unknown = JSON.parse(String(text));
    return isMessage(message) ? message : null;
  } catch {
    return null;
  }
};

const isMessage = (value: unknown): value is LiveMessage =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  (value.kind === "removed" ||
    (value.kind === "head" && "version" in value && typeof value.version === "number") ||
    (value.kind === "presence" && "devices" in value && Array.isArray(value.devices)));
