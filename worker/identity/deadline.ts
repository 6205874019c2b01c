/** What the promise gives, or null where that takes longer than `waitMs`. A rejection passes through. */
export const within = async <T>(waitMs: number, promise: Promise<T>): Promise<T | null> => {
  let timer: number | null = null;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, waitMs, null);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
