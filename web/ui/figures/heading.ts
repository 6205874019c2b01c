/** Whether the first row of a table holds names, or already figures. */
import { decimalMarkOf, readNumber } from "./decimal.ts";
import { readMoment } from "./moment.ts";
import type { Cell } from "./table.ts";

type Cells = readonly Cell[];

/** Names over numbers: nothing in it but the first cell may be a number, unless the numbers are years. */
export const isHeading = (first: Cells, below: readonly Cells[]): boolean => {
  const texts = first.map((cell) => String(cell ?? ""));
  const named = texts.length === 1 ? texts : texts.slice(1);
  const isName = nameTest(texts);
  if (named.some((text) => text !== "") && named.every(isName)) return true;
  return isYears(first, below);
};

/**
 * Of a pivot: a run of years, over figures that are none. One year alone may be a figure as well, unless nothing
 * stands in the corner.
 */
export const isYears = (first: Cells, below: readonly Cells[]): boolean => {
  const [corner = "", ...rest] = first.map((cell) => String(cell ?? "").trim());
  const isName = nameTest([corner, ...rest]);
  const years = rest.filter((text) => !isName(text));
  if (!isName(corner) || readMoment(corner, "day-first") !== undefined) return false;
  if (years.length === 0 || !years.every((text) => YEAR.test(text))) return false;
  if (years.length === 1 ? corner !== "" : !isRun(years.map(Number))) return false;
  const under = below.flatMap((cells) =>
    rest.flatMap((text, at) => (YEAR.test(text) ? [String(cells[at + 1] ?? "").trim()] : [])),
  );
  return under.some((text) => text !== "" && !YEAR.test(text));
};

const nameTest = (texts: readonly string[]): ((text: string) => boolean) => {
  const mark = decimalMarkOf(texts, ".");
  return (text) => readNumber(text, mark) === undefined;
};

const YEAR = /^(?:19|20|21)\d\d$/;

/** 2024, 2025, 2026, either way round, or every fifth or tenth of them. */
const isRun = (years: readonly number[]): boolean => {
  const [first = 0, second = 0] = years;
  const step = second - first;
  return [1, 2, 5, 10].includes(Math.abs(step)) && years.every((year, at) => year === first + at * step);
};
