/**
 * A table from JSON, in the forms in which sites give one: a list of numbers, of rows, of objects, or an object with a
 * list for each column or an entry for each date. Undefined where the value is none of these.
 */
import { isYears } from "./heading.ts";
import { readMoment } from "./moment.ts";
import type { Cell, Fault, Row, TableReading } from "./table.ts";

export const tableOf = (value: unknown): TableReading | undefined => {
  if (Array.isArray(value)) return ofList(value);
  if (!isObject(value)) return undefined;
  const inside = Object.values(value).filter(isDated);
  // What is around it is about it: a name, a time zone, when it was made.
  const dated = isDated(value) ? value : inside.length === 1 ? inside[0] : undefined;
  return dated === undefined ? ofColumns(value) : ofDates(dated);
};

const isDated = (value: unknown): value is JsonObject => {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every(isDate) && Object.values(value).every(isEntry);
};

const isDate = (key: string): boolean =>
  /^(?:19|20|21)\d\d$/.test(key) || readMoment(key, "day-first") !== undefined;

const isEntry = (value: unknown): boolean =>
  isObject(value) || typeof value === "number" || typeof value === "string" || value === null;

/** `{ "2026-03-31": { "close": 5 } }`, and `{ "2026-03-31": 5 }`. */
const ofDates = (object: JsonObject): TableReading =>
  ofObjects(
    Object.entries(object).map(([date, entry]) => ({ ...(isObject(entry) ? entry : { "": entry }), date })),
    ["date"],
  );

const ofList = (list: readonly unknown[]): TableReading | undefined => {
  const first = list.find((one) => one !== null);
  if (first === undefined) return { table: { columns: [], rows: [] }, faults: [] };
  if (Array.isArray(first)) return ofRows(list);
  if (isObject(first)) return ofObjects(list);
  if (typeof first !== "number") return undefined;
  return { table: { columns: [""], rows: list.map((one, at) => row(at, [one])) }, faults: [] };
};

const ofRows = (list: readonly unknown[]): TableReading => {
  const lists = list.map((one, at) => ({
    at,
    cells: Array.isArray(one) ? (one as readonly unknown[]) : null,
  }));
  const [head] = lists;
  const hasHeader =
    list.length > 1 &&
    head?.cells != null &&
    (head.cells.every((cell) => typeof cell === "string" && !isFigure(cell)) ||
      isYears(
        head.cells.map(toCell),
        lists.slice(1).map(({ cells }) => (cells ?? []).map(toCell)),
      ));
  const width = lists.reduce((most, { cells }) => Math.max(most, cells?.length ?? 0), 0);
  const names = hasHeader ? (head.cells ?? []) : [];
  const body = hasHeader ? lists.slice(1) : lists;
  return {
    table: {
      columns: Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, at) => String(names[at] ?? "")),
      rows: body.flatMap(({ at, cells }) => (cells === null ? [] : [row(at, cells.slice(0, MOST_COLUMNS))])),
    },
    faults: [...shapeFaults(body.filter(({ cells }) => cells === null)), ...leftColumns(width)],
  };
};

const ofObjects = (list: readonly unknown[], before: readonly string[] = []): TableReading => {
  const objects = list.map((one, at) => ({ at, object: isObject(one) ? one : null }));
  // A site may leave out what it does not know: so the names of all rows, in their order.
  const found = objects.flatMap(({ object }) => (object === null ? [] : Object.keys(object)));
  const names = [...new Set([...before, ...inWrittenOrder(found)])];
  const columns = names.slice(0, MOST_COLUMNS);
  return {
    table: {
      columns,
      rows: objects.flatMap(({ at, object }) =>
        object === null
          ? []
          : [
              row(
                at,
                columns.map((name) => (Object.hasOwn(object, name) ? object[name] : null)),
              ),
            ],
      ),
    },
    faults: [...shapeFaults(objects.filter(({ object }) => object === null)), ...leftColumns(names.length)],
  };
};

/** JavaScript puts keys that are whole numbers first, wherever they were: years would come before what they are of. */
const inWrittenOrder = (names: readonly string[]): readonly string[] => [
  ...names.filter((name) => !/^\d+$/.test(name)),
  ...names.filter((name) => /^\d+$/.test(name)),
];

const ofColumns = (object: JsonObject): TableReading | undefined => {
  const lists = Object.entries(object).flatMap(([name, list]) =>
    Array.isArray(list) ? [{ name, list: list as readonly unknown[] }] : [],
  );
  if (lists.length === 0) return undefined;
  const kept = lists.slice(0, MOST_COLUMNS);
  const length = kept.reduce((most, { list }) => Math.max(most, list.length), 0);
  return {
    table: {
      columns: kept.map(({ name }) => name),
      rows: Array.from({ length }, (_, at) =>
        row(
          at,
          kept.map(({ list }) => list[at]),
        ),
      ),
    },
    faults: leftColumns(lists.length),
  };
};

/** Nobody tells more apart in one picture, and a hostile list has a name for each of its rows. */
const MOST_COLUMNS = 30;

const leftColumns = (found: number): readonly Fault[] =>
  found > MOST_COLUMNS ? [{ kind: "columns", left: found - MOST_COLUMNS }] : [];

const shapeFaults = (rows: readonly { readonly at: number }[]): readonly Fault[] =>
  rows.map(({ at }) => ({ kind: "shape", row: at + 1 }));

const row = (at: number, cells: readonly unknown[]): Row => ({ number: at + 1, cells: cells.map(toCell) });

const toCell = (value: unknown): Cell => {
  if (typeof value === "number" || typeof value === "string") return value;
  return value === null || value === undefined ? null : JSON.stringify(value).slice(0, 40);
};

const isFigure = (text: string): boolean => /^\s*[-+]?\d/.test(text);

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
