/**
 * One live socket, as far as a room knows it. All of that travels with the socket: a room that slept has forgotten
 * everything else, and still knows who listens, until when, and how much was said.
 */
import { LIVE, LIVE_CLOSE, type LivePresence } from "../layout/wire.ts";
import type { LayoutId } from "./results.ts";

export type Listener = {
  readonly layoutId: LayoutId;
  /** As the caller was admitted: what signing out and revoking go by. */
  readonly deviceId: string;
  readonly tokenId: string | null;
  /** Times are milliseconds since 1970; null where it is never over by itself. */
  readonly endsAt: number | null;
  readonly openedAt: number;
  readonly heardAt: number;
  /** What was said since the minute began. */
  readonly minute: { readonly beganAt: number; readonly messages: number };
  /** As the device called itself in its last hello, which may be another name than its session has. */
  readonly greeting: LivePresence["devices"][number] | null;
};

/** Why a socket is closed, in words for who reads them in a console. */
export type Farewell = { readonly code: number; readonly reason: string };

export const SIGNED_OUT: Farewell = { code: LIVE_CLOSE.signedOut, reason: "signed out" };
export const BROKEN: Farewell = { code: 1011, reason: "failed on our side" };
export const CONFIRMED: Farewell = { code: 1000, reason: "" };
const SILENT: Farewell = { code: LIVE_CLOSE.silent, reason: "silent for too long: send ping" };
const TOO_MUCH: Farewell = { code: 1008, reason: `more than ${LIVE.messagesPerMinute} messages a minute` };

const MINUTE_MS = 60_000;

/** Null while it may listen. `pingedAt` is null where it never said ping. */
export const farewellOf = (
  { endsAt, heardAt }: Listener,
  pingedAt: number | null,
  now: number,
): Farewell | null => {
  if (endsAt !== null && endsAt <= now) return SIGNED_OUT;
  return Math.max(heardAt, pingedAt ?? 0) + LIVE.silentAfterMs <= now ? SILENT : null;
};

/** As one comes in. */
export const newListener = (
  guest: Omit<Listener, "openedAt" | "heardAt" | "minute" | "greeting">,
  now: number,
): Listener => ({
  ...{ ...guest, openedAt: now, heardAt: now },
  ...{ minute: { beganAt: now, messages: 0 }, greeting: null },
});

/** After one more message, and why that was its last; null while it keeps within its bounds. */
export const heard = (
  listener: Listener,
  now: number,
): { readonly listener: Listener; readonly farewell: Farewell | null } => {
  const { beganAt, messages } = listener.minute;
  const minute =
    now - beganAt < MINUTE_MS ? { beganAt, messages: messages + 1 } : { beganAt: now, messages: 1 };
  const isTooMuch = minute.messages > LIVE.messagesPerMinute;
  const after = { ...listener, heardAt: now, minute };
  return { listener: after, farewell: farewellOf(after, null, now) ?? (isTooMuch ? TOO_MUCH : null) };
};
