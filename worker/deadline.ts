/** Nobody answered in time. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** Ends the wait for something that may never answer. What was asked for may still happen. @throws DeadlineError */
export const withDeadline = async <T>(work: () => Promise<T>, limitMs: number): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`No answer within ${limitMs} ms.`)), limitMs);
  });
  try {
    return await Promise.race([work(), deadline]);
  } finally {
    clearTimeout(timer);
  }
};

/** As `withDeadline`, where being late is no failure: null then. */
export const untilDeadline = async <T>(work: () => Promise<T>, limitMs: number): Promise<T | null> => {
  try {
    return await withDeadline(work, limitMs);
  } catch (error) {
    if (error instanceof DeadlineError) return null;
    throw error;
  }
};
