/** Runs `drain` in a page: one at a time, again whenever something came in meanwhile, and later when it must wait. */
import type { DrainPorts } from "../offline/drain.ts";
import { drainLocked } from "../offline/lock.ts";
import type { Clock } from "./autosave.ts";

const STORE_AGAIN_MS = 5_000;
const LOOK_AGAIN_MS = 60_000;

export type Sender = {
  /** Sends what is due for the user, and goes on by itself until nothing waits. */
  readonly send: (userId: string, deviceId: string) => void;
  /** Calls `retry` at a time (milliseconds since 1970) instead of whatever was planned. */
  readonly at: (time: number, retry: () => void) => void;
};

export type SenderPorts = Omit<DrainPorts, "deviceId" | "now">;

export const createSender = (clock: Clock, ports: SenderPorts): Sender => {
  let isSending = false;
  let next: { readonly userId: string; readonly deviceId: string } | null = null;
  let cancelPlan = () => {};

  const at: Sender["at"] = (time, retry) => {
    cancelPlan();
    // Clocks jump, and timers overflow: it is looked at again in a minute at the latest.
    cancelPlan = clock.after(Math.min(LOOK_AGAIN_MS, Math.max(0, time - clock.now())), retry);
  };

  const send: Sender["send"] = (userId, deviceId) => {
    next = { userId, deviceId };
    if (isSending) return;
    isSending = true;
    next = null;
    const again = () => send(userId, deviceId);
    void drainLocked({ ...ports, deviceId, now: clock.now }, userId)
      .then((due) => due !== null && at(due, again))
      // Only the store throws here: the rows are where they were, and the desk says that it can't store.
      .catch(() => at(clock.now() + STORE_AGAIN_MS, again))
      .finally(() => {
        isSending = false;
        if (next !== null) send(next.userId, next.deviceId);
      });
  };

  return { send, at };
};
