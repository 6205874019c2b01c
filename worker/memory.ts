/** Remembers each thing for its time, and no more than `most`: what was remembered first goes first. */
export const createMemory = <T>({
  most,
  now = Date.now,
}: {
  readonly most: number;
  readonly now?: () => number;
}) => {
  const entryByKey = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    get: (key: string): T | null => {
      const entry = entryByKey.get(key);
      return entry !== undefined && now() < entry.until ? entry.value : null;
    },
    /** `until` in ms, as `now` counts. */
    set: (key: string, value: T, until = Number.POSITIVE_INFINITY): void => {
      entryByKey.delete(key); // Remembered anew, it is the newest.
      const [oldest] = entryByKey.keys();
      if (entryByKey.size >= most && oldest !== undefined) entryByKey.delete(oldest);
      entryByKey.set(key, { value, until });
    },
  };
};
