/** A browser may keep its storage open and never answer: nobody waits for that without end. */
import type { Clock } from "./autosave.ts";
import { LATEST_MS } from "./save-promises.ts";

/** Null where `work` has not come to an end by then; it goes on, and nobody hears of it. */
export const inTime = async <T>(clock: Clock, work: Promise<T>): Promise<T | null> => {
  let cancel = () => {};
  const late = new Promise<null>((done) => {
    cancel = clock.after(LATEST_MS, () => done(null));
  });
  return Promise.race([work, late]).finally(() => cancel());
};
