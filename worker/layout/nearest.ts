/** The nearest value that a layout can hold: for names, numbers, texts and places that came from anywhere. */
import { LIMITS } from "./limits.ts";
import type { Box } from "./placement.ts";

/** Rounded and brought within bounds; `otherwise` for what is no number. */
export const nearestWhole = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === "number" && !Number.isNaN(value)
    ? Math.min(most, Math.max(least, Math.round(value)))
    : otherwise;

/** On the grid, as large as it was where that fits, and moved no further than it must be. */
export const nearestBox = (
  box: { readonly x?: unknown; readonly y?: unknown; readonly w?: unknown; readonly h?: unknown },
  columns: number,
  otherwise: Box,
): Box => {
  const w = nearestWhole(box.w, 1, columns, Math.min(otherwise.w, columns));
  const h = nearestWhole(box.h, 1, LIMITS.rows, otherwise.h);
  // Adding 0 makes a zero of -0.
  const x = nearestWhole(box.x, 0, columns - w, Math.min(otherwise.x, columns - w)) + 0;
  return { x, y: nearestWhole(box.y, 0, LIMITS.rows - h, Math.min(otherwise.y, LIMITS.rows - h)) + 0, w, h };
};

/** Without broken characters and not longer than `most`; a pair of surrogates is kept or left out as one. */
export const nearestText = (text: string, most: number): string => {
  const cut = text.length > most && isHighSurrogate(text.charCodeAt(most - 1)) ? most - 1 : most;
  return text.slice(0, cut).toWellFormed();
};

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** Undefined where nothing of a name is there. */
export const nearestId = (value: unknown): string | undefined => nearestName(value, /[^A-Za-z0-9_.:-]/g);

/** Undefined where nothing of a name is there. */
export const nearestType = (value: unknown): string | undefined =>
  nearestName(
    typeof value === "string" ? value.slice(0, LONGEST_NAME).toLowerCase() : value,
    /[^a-z0-9_.-]/g,
  );

const nearestName = (value: unknown, foreign: RegExp): string | undefined =>
  typeof value === "string" && value !== ""
    ? value.slice(0, LONGEST_NAME).replaceAll(foreign, "-").slice(0, LONGEST_NAME)
    : undefined;

const LONGEST_NAME = 64;

/**
 * Names of which no two are alike. What already is a name (`claimed`) stays with the first that has it; any other
 * gets `<name>`, `<name>.2`, `<name>.3`, whichever is free first. Counted, not searched from the start: a file may
 * hold a hundred thousand of one name.
 */
export const distinctIds = (
  names: readonly { readonly id: string; readonly isClaimed: boolean }[],
): readonly string[] => {
  const claimed = new Set(names.filter(({ isClaimed }) => isClaimed).map(({ id }) => id));
  const used = new Set(claimed);
  const uses = new Map<string, number>();
  return names.map(({ id, isClaimed }) => {
    if (isClaimed && claimed.delete(id)) return id;
    let use = uses.get(id) ?? 1;
    let candidate = id;
    while (used.has(candidate)) {
      use += 1;
      const suffix = `.${use}`;
      candidate = id.slice(0, LONGEST_NAME - suffix.length) + suffix;
    }
    uses.set(id, use);
    used.add(candidate);
    return candidate;
  });
};
