/** The numbers and constants of layouts, apart from the schemas: the page needs these at once and zod only later. */
import type { Form, Layout } from "./schema.ts";

export const FORMS = ["desktop", "mobile"] as const;

export const LIMITS = {
  /** UTF-8 bytes of the canonical text of one layout. */
  layoutBytes: 1024 * 1024,
  /** Versions that a layout's history can be told to keep. */
  versions: 10_000,
  /** Widgets in one form factor. */
  widgets: 500,
  /** Nested objects and arrays in a `config`, the config itself being the first. */
  configDepth: 32,
  columns: 48,
  /** Grid rows: `y + h` never passes it. */
  rows: 100_000,
  titleLength: 200,
  descriptionLength: 500,
  /** The text of a `notes` widget. */
  notesLength: 100_000,
  /** One line of a `checklist`. */
  itemLength: 500,
  /** What a link or a countdown is called. */
  labelLength: 200,
  /** The address of a link, a picture, a page or of numbers. */
  addressLength: 2000,
  /** What a number is counted in. */
  unitLength: 20,
  /** The table that a `chart` was given as text. */
  tableLength: 100_000,
} as const;

export const DEFAULT_COLUMNS: Readonly<Record<Form, number>> = { desktop: 12, mobile: 4 };

export const EMPTY_LAYOUT: Layout = { desktop: [], mobile: [] };

export const columnsOf = (layout: Layout, form: Form): number =>
  layout.columns?.[form] ?? DEFAULT_COLUMNS[form];
