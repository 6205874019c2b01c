/**
 * Text that is typed but not yet part of the layout. Whatever ends a page's life, or asks for a save, flushes it
 * first: it listens while events are still being captured, so that it comes before the keeper's own listeners.
 */
const pending = new Set<() => void>();

/** The returned function takes it off the list again. */
export const addPending = (flush: () => void): (() => void) => {
  pending.add(flush);
  return () => pending.delete(flush);
};

export const flushPending = (): void => {
  for (const flush of [...pending]) flush();
};

addEventListener("pagehide", flushPending, { capture: true });
addEventListener("visibilitychange", flushPending, { capture: true });
