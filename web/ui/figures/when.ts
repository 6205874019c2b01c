/** How one column writes its moments: as dates, as days of eight digits, or as seconds or milliseconds since 1970. */
import { type DateOrder, dateOrderOf, hasZone, readCompactDay, readMoment } from "./moment.ts";
import type { Cell } from "./table.ts";

type Reader = (cell: Cell) => number | undefined;

/** Goes by all cells together, as one alone often says neither. What it gives back is undefined for no moment. */
export const momentReader = (name: string, cells: readonly Cell[], usual: DateOrder): Reader => {
  const filled = cells.filter((cell) => cell !== null && cell !== "");
  if (filled.length > 0 && filled.every((cell) => readCompactDay(cell) !== undefined)) {
    return readCompactDay;
  }
  const order = dateOrderOf(
    cells.filter((cell) => typeof cell === "string"),
    usual,
  );
  const scale = epochScale(name, cells);
  const isEpoch = (cell: Cell): boolean =>
    scale !== undefined && cell !== null && cell !== "" && Number.isFinite(Number(cell));
  const read: Reader = (cell) =>
    isEpoch(cell) ? Number(cell) * (scale ?? 1) : readMoment(String(cell ?? ""), order);
  const moments = filled.filter((cell) => read(cell) !== undefined);
  const areDays = moments.every(
    (cell) => (isEpoch(cell) || hasZone(String(cell))) && (read(cell) ?? 1) % DAY_MS === 0,
  );
  return areDays ? (cell) => hereOf(read(cell)) : read;
};

const DAY_MS = 86_400_000;

/** Midnights of Greenwich alone are how sites write days, and a day is the same one in America. */
const hereOf = (moment: number | undefined): number | undefined => {
  if (moment === undefined) return undefined;
  const day = new Date(moment);
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()).getTime();
};

/** Seconds or milliseconds since 1970, by their size; other numbers are moments only under a name that says so. */
const epochScale = (name: string, cells: readonly Cell[]): number | undefined => {
  const most = cells.reduce<number>((max, cell) => Math.max(max, Math.abs(Number(cell)) || 0), 0);
  if (!/time|date|^ts$|^t$|^$/i.test(name)) return undefined;
  if (most >= 1e11 && most < 1e14) return 1;
  return most >= 1e8 && most < 1e11 ? 1000 : undefined;
};
