/**
 * A table as people paste it from a spreadsheet: commas, semicolons or tabs, quoted cells, with or without a header
 * (RFC 4180, and what programs make of it). Total; a row that has too many or too few cells is reported.
 */
import { isHeading } from "./heading.ts";
import type { Fault, Row, TableReading } from "./table.ts";

export const readCsv = (text: string): TableReading => {
  const clean = text.replace(/^\uFEFF/, "");
  const { rows, faults } = splitCells(clean, separatorOf(clean));
  const [first, ...rest] = rows;
  if (first === undefined) return { table: { columns: [], rows: [] }, faults };
  const hasHeader = isHeading(
    first.cells,
    rest.map(({ cells }) => cells),
  );
  const width = hasHeader ? first.cells.length : widest(rows);
  const body = hasHeader ? rest : rows;
  const columns = Array.from({ length: width }, (_, at) => (hasHeader ? String(first.cells[at] ?? "") : ""));
  const uneven = body
    .filter(({ cells }) => cells.length !== width)
    .map(({ number, cells }): Fault => ({ kind: "cells", row: number, found: cells.length, wanted: width }));
  const even = body.map((row) =>
    row.cells.length > width ? { ...row, cells: row.cells.slice(0, width) } : row,
  );
  return { table: { columns, rows: even }, faults: [...faults, ...uneven] };
};

const SEPARATORS = ["\t", ";", ","] as const;

/** The first that is in most of the first lines. A comma comes last, as it may be a decimal one. */
export const separatorOf = (text: string): string => {
  const lines = text
    .slice(0, 10_000)
    .replaceAll(/"[^"]*"/g, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 10);
  const isIn = (one: string) => lines.filter((line) => line.includes(one)).length * 2 > lines.length;
  return SEPARATORS.find(isIn) ?? ",";
};

const splitCells = (
  text: string,
  separator: string,
): { readonly rows: readonly Row[]; readonly faults: readonly Fault[] } => {
  const rows: Row[] = [];
  const faults: Fault[] = [];
  let cells: string[] = [];
  let line = 1;
  let startedAt = 1;
  let at = 0;
  const endRow = (): void => {
    if (cells.some((cell) => cell !== "")) rows.push({ number: startedAt, cells });
    cells = [];
  };
  while (at < text.length) {
    const { cell, next, isOpen } = readCell(text, at, separator);
    if (cells.length === 0) startedAt = line;
    if (isOpen) faults.push({ kind: "quote", row: line });
    cells.push(cell.trim());
    line += linesIn(text.slice(at, next));
    at = next;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) cells.push("");
      continue;
    }
    endRow();
    at += text.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
  }
  endRow();
  return { rows, faults };
};

const readCell = (
  text: string,
  from: number,
  separator: string,
): { readonly cell: string; readonly next: number; readonly isOpen: boolean } => {
  const quoted = /^[ ]*"/.exec(text.slice(from, from + 20));
  if (quoted === null) {
    const next = endOfCell(text, from, separator);
    return { cell: text.slice(from, next), next, isOpen: false };
  }
  const start = from + quoted[0].length;
  const end = closingQuote(text, start);
  // Never closed: then only its own line is in doubt, and not the rest of the table.
  if (end === -1) {
    const next = endOfCell(text, from, separator);
    return { cell: text.slice(start, next), next, isOpen: true };
  }
  return {
    cell: text.slice(start, end).replaceAll('""', '"'),
    next: endOfCell(text, end + 1, separator),
    isOpen: false,
  };
};

const closingQuote = (text: string, from: number): number => {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
};

const endOfCell = (text: string, from: number, separator: string): number => {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
};

const linesIn = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;

const widest = (rows: readonly Row[]): number =>
  rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
