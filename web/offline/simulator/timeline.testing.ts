/** Simulated time: it passes only from event to event, and all that an event sets off is done before the next. */

export type Timeline = {
  /** Milliseconds. */
  readonly now: () => number;
  /** Events of one moment happen in the order in which they were planned. Returns how to cancel. */
  readonly after: (waitMs: number, work: () => void) => () => void;
  readonly sleep: (waitMs: number) => Promise<void>;
  /** Lets so much time pass. */
  readonly pass: (ms: number) => Promise<void>;
};

type Event = { readonly at: number; readonly work: () => void };

export const createTimeline = (): Timeline => {
  let now = 0;
  const events: Event[] = [];
  const after: Timeline["after"] = (waitMs, work) => {
    const event = { at: now + Math.max(0, waitMs), work };
    events.splice(placeOf(events, event.at), 0, event);
    return () => {
      const at = events.indexOf(event);
      if (at >= 0) events.splice(at, 1);
    };
  };
  return {
    now: () => now,
    after,
    sleep: (waitMs) => new Promise((done) => void after(waitMs, done)),
    pass: async (ms) => {
      const end = now + ms;
      await settled();
      for (let next = events[0]; next !== undefined && next.at <= end; next = events[0]) {
        events.shift();
        now = next.at;
        next.work();
        await settled();
      }
      now = end;
    },
  };
};

const placeOf = (events: readonly Event[], at: number): number => {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Nothing here waits for anything but promises, and all of those are done when the loop comes round. */
const settled = (): Promise<void> => new Promise((done) => void setImmediate(done));
