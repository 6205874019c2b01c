/** Runs `drain` in a page: one at a time, again whenever something came in meanwhile, and later when it must wait. */
import type { DrainPorts } from "../offline/drain.ts";
import { drainLocked } from "../offline/lock.ts";
import type { Clock } from "./autosave.ts";

const STORE_AGAIN_MS = 5_000;

export type Sender = {
  /** Sends what is due for the user, and goes on by itself until nothing waits. */
  readonly send: (userId: string, deviceId: string) => void;
  /** Calls `retry` at a time (milliseconds since 1970) instead of whatever was planned. */
  readonly at: (time: number, retry: () => void) => void;
};

export const createSender = (clock: Clock, ports: Omit<DrainPorts, "deviceId" | "now">): Sender => {
  let isSending = false;
  let sendAgain = false;
  let cancelPlan = () => {};

  const at: Sender["at"] = (time, retry) => {
    cancelPlan();
    cancelPlan = clock.after(Math.max(0, time - clock.now()), retry);
  };

  const send: Sender["send"] = (userId, deviceId) => {
    sendAgain = isSending;
    if (isSending) return;
    isSending = true;
    void drainLocked({ ...ports, deviceId, now: clock.now }, userId, { wait: false })
      .then((next) => next !== null && at(next, () => send(userId, deviceId)))
      // Only the store throws here: the rows are where they were, and the desk says that it can't store.
      .catch(() => at(clock.now() + STORE_AGAIN_MS, () => send(userId, deviceId)))
      .finally(() => {
        isSending = false;
        if (sendAgain) send(userId, deviceId);
      });
  };

  return { send, at };
};
