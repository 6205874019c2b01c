/**
 * What a chart draws of a table: one column says where (a time, a number, a name), each other one is a series. What is
 * no number is a gap and is reported; so is a row without a place, and a column that holds no numbers.
 */
import { type DecimalMark, decimalMarkOf, readNumber } from "./decimal.ts";
import type { DateOrder } from "./moment.ts";
import type { Cell, Fault, Row, Table } from "./table.ts";
import { momentReader } from "./when.ts";

export type Series = { readonly name: string; readonly values: readonly (number | null)[] };

export type Figures = {
  /** `at` rises, unless it counts names. As many as each series has values. */
  readonly x: {
    readonly kind: "time" | "number" | "name";
    readonly at: readonly number[];
    readonly names: readonly string[];
    /** As a person counts them, for what is reported. */
    readonly rows: readonly number[];
  };
  readonly series: readonly Series[];
  readonly faults: readonly Fault[];
};

/** Nobody tells more lines apart. */
export const MOST_SERIES = 6;

export const figuresOf = (
  table: Table,
  usual: { readonly mark: DecimalMark; readonly order: DateOrder },
): Figures => {
  const mark = decimalMarkOf(textsOf(table.rows), usual.mark);
  const placeAt = table.columns.length === 1 ? -1 : placeColumn(table.columns);
  const { kind, rows, faults } = placed(table, placeAt, { mark, order: usual.order });
  const columns = table.columns.map((name, at) => ({ name, at })).filter(({ at }) => at !== placeAt);
  const read = columns.map(({ name, at }) => ({ name, ...readColumn(rows, at, mark) }));
  const filled = read.filter(({ isEmpty }) => !isEmpty);
  const drawn = filled.slice(0, MOST_SERIES);
  const left = filled.length - drawn.length;
  return {
    x: {
      kind,
      at: rows.map(({ at }) => at),
      names: rows.map(({ name }) => name),
      rows: rows.map(({ row }) => row.number),
    },
    series: drawn.map(({ name, values }) => ({ name, values })),
    faults: [
      ...faults,
      ...read.filter(({ isEmpty }) => isEmpty).map(({ name }): Fault => ({ kind: "column", name })),
      ...drawn.flatMap((one) => one.faults),
      ...(left > 0 ? [{ kind: "columns", left } as const] : []),
    ],
  };
};

/** A decimal comma is one where the cells are not told apart by commas. */
export const usualMark = (separator: string): DecimalMark => (separator === ";" ? "," : ".");

const PLACE = /^(date|datum|day|time|timestamp|month|year|ts|t|x)$/i;

const placeColumn = (names: readonly string[]): number =>
  Math.max(
    0,
    names.findIndex((name) => PLACE.test(name.trim())),
  );

type Placed = { readonly row: Row; readonly at: number; readonly name: string };

const placed = (
  { columns, rows }: Table,
  column: number,
  { mark, order }: { readonly mark: DecimalMark; readonly order: DateOrder },
): {
  readonly kind: Figures["x"]["kind"];
  readonly rows: readonly Placed[];
  readonly faults: readonly Fault[];
} => {
  const counted = (): readonly Placed[] =>
    rows.map((row, index) => ({
      row,
      at: index,
      name: column === -1 ? String(index + 1) : String(row.cells[column] ?? ""),
    }));
  if (column === -1) return { kind: "name", rows: counted(), faults: [] };
  const cells = rows.map(({ cells }) => cells[column] ?? null);
  const moment = momentReader(columns[column] ?? "", cells, order);
  const figure = (cell: Cell): number | undefined => toNumber(cell, mark);
  const kind = isMostly(cells, moment) ? "time" : isMostly(cells, figure) ? "number" : "name";
  if (kind === "name") return { kind, rows: counted(), faults: [] };
  const read = kind === "time" ? moment : figure;
  const kept: Placed[] = [];
  const faults: Fault[] = [];
  for (const [index, row] of rows.entries()) {
    const cell = cells[index] ?? null;
    const at = read(cell);
    const name = String(cell ?? "");
    if (at === undefined)
      faults.push({ kind: kind === "time" ? "moment" : "number", row: row.number, text: name });
    else kept.push({ row, at, name });
  }
  // Some sites give the newest first.
  return { kind, rows: kept.sort((one, other) => one.at - other.at), faults };
};

const isMostly = (cells: readonly Cell[], read: (cell: Cell) => number | undefined): boolean => {
  const filled = cells.filter((cell) => cell !== null && cell !== "");
  return filled.length > 0 && filled.filter((cell) => read(cell) !== undefined).length * 2 > filled.length;
};

const readColumn = (
  rows: readonly Placed[],
  at: number,
  mark: DecimalMark,
): {
  readonly values: readonly (number | null)[];
  readonly faults: readonly Fault[];
  readonly isEmpty: boolean;
} => {
  const faults: Fault[] = [];
  const values = rows.map(({ row }) => {
    const cell = row.cells[at] ?? null;
    if (cell === null || cell === "") return null;
    const value = toNumber(cell, mark);
    if (value === undefined) faults.push({ kind: "number", row: row.number, text: String(cell) });
    return value ?? null;
  });
  return { values, faults, isEmpty: values.every((value) => value === null) };
};

const toNumber = (cell: Cell, mark: DecimalMark): number | undefined => {
  if (cell === null) return undefined;
  const value = typeof cell === "number" ? cell : readNumber(cell, mark);
  return value !== undefined && Math.abs(value) <= MOST ? value : undefined;
};

/** Beyond this the distance of two numbers may be more than a number can be. */
const MOST = 1e150;

function* textsOf(rows: readonly Row[]): Generator<string> {
  for (const { cells } of rows) for (const cell of cells) if (typeof cell === "string") yield cell;
}
