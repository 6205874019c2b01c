/**
 * One thing after another. While a room waits for D1 other calls go on in it (input gates cover the object's own
 * storage only), and two that write to the archive must not meet there.
 */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

export const createQueue = (): Queue => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
};
