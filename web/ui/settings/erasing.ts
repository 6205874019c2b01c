/**
 * Forgets, in this browser, what was erased on the server: when the page is loaded the next time, before anything reads
 * it, which whatever is shown does. A page that is open would write down again what it shows.
 */
const KEY = "gridkeep.erased";

export const forgetAtNextStart = (): void => {
  try {
    localStorage.setItem(KEY, "yes");
  } catch {
    // Where nothing can be noted down, nothing was stored either.
  }
};

/** At once, unless there is something to forget first. */
export const afterErasing = (begin: () => void): void => {
  if (isDue()) void forget().finally(begin);
  else begin();
};

/** What can't be loaded now forgets nothing; it was erased on the server all the same. */
const forget = async (): Promise<unknown> =>
  import("./clearing.ts").then(
    ({ clearDevice }) => clearDevice(),
    () => false,
  );

/** Only once: what is made from here on is new. */
const isDue = (): boolean => {
  try {
    const isAsked = localStorage.getItem(KEY) !== null;
    localStorage.removeItem(KEY);
    return isAsked;
  } catch {
    return false;
  }
};
