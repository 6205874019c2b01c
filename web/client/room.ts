/** Where the device is full, what a page can do without is given up before anything stays in this page's memory alone. */

const givers = new Set<() => Promise<unknown>>();

/**
 * `give` is called once, where the device has no room for what was edited: it frees what it can, such as caches, and
 * resolves when that is done. Returns how to be asked no longer.
 */
export const onFull = (give: () => Promise<unknown>): (() => void) => {
  givers.add(give);
  return () => void givers.delete(give);
};

export const makeRoom = (): Promise<unknown> => Promise.allSettled([...givers].map((give) => give()));
