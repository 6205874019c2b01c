/**
 * Dashboards that were made here with nothing on them. Nothing is stored of one until something is put on it, so that
 * it would look like one that is on the server alone.
 */
const KEY = "gridkeep.made-empty";
const MOST = 50;

export const rememberMadeEmpty = (id: string): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify([...ids(), id].slice(-MOST)));
  } catch {
    // Storage may be forbidden: it takes the server's answer then.
  }
};

export const wasMadeEmpty = (id: string): boolean => ids().includes(id);

const ids = (): readonly unknown[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
};
