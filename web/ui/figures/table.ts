/** Rows and columns, wherever they came from, and what in them could not be read. */

export type Cell = string | number | null;

export type Row = {
  /** As a person counts: from 1, the line of a text or the entry of a list. */
  readonly number: number;
  readonly cells: readonly Cell[];
};

export type Table = { readonly columns: readonly string[]; readonly rows: readonly Row[] };

/** Nothing is left out in silence: each of these is said, with its row. */
export type Fault =
  | { readonly kind: "quote" | "shape"; readonly row: number }
  | { readonly kind: "cells"; readonly row: number; readonly found: number; readonly wanted: number }
  | { readonly kind: "number" | "moment"; readonly row: number; readonly text: string }
  | { readonly kind: "candle"; readonly row: number }
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "columns"; readonly left: number };

export type TableReading = { readonly table: Table; readonly faults: readonly Fault[] };
