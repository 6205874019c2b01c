/** What outlives a page that deletes its own dashboard: that it was on purpose, and the way back. */

const KEPT_UNDER = "gridkeep.deleted";

let leaving = false;

/** The page is about to leave the dashboard that it deleted itself. */
export const isLeaving = (): boolean => leaving;

export const startLeaving = (): void => {
  leaving = true;
};

export const rememberDeleted = (deleted: unknown): void => {
  try {
    sessionStorage.setItem(KEPT_UNDER, JSON.stringify(deleted));
  } catch {
    // Storage may be forbidden: without Undo then; the server has it for 30 days.
  }
};

/** Once: what the page before this one deleted; null where there is nothing. */
export const recallDeleted = (): unknown => {
  try {
    const kept = sessionStorage.getItem(KEPT_UNDER);
    if (kept === null) return null;
    sessionStorage.removeItem(KEPT_UNDER);
    return JSON.parse(kept);
  } catch {
    return null;
  }
};
