/**
 * What the real edit histories take as rows of the archive, every column counted, against whole layouts as JSON.
 * The pages that a database file keeps such rows in, full or not, come on top.
 */
import type { Figure } from "../bench/figure.ts";
import { diff, summarize } from "../layout/diff.ts";
import { corpus, NO_CORPUS, type RealHistory } from "../layout/layout.testing.ts";
import { EMPTY_LAYOUT } from "../layout/limits.ts";
import { rowsOf } from "./history.testing.ts";
import { restore } from "./restore.ts";
import type { HistoryRow } from "./walk.ts";

const TIMES_SMALLER = 35;
/** A user and a device as long as real ones. */
const USER_ID = "u".repeat(42);
const DEVICE_ID = "d".repeat(43);

export default async function bench(): Promise<readonly Figure[]> {
  const files = corpus();
  if (files === undefined) throw new Error(NO_CORPUS);
  const measured = await Promise.all(files.map(measure));
  const total = totalOf(measured);
  const times = total.json / total.all;
  return [
    ...measured.flatMap(figures),
    ...figures(total).slice(0, 1),
    {
      name: "all files: whole JSON / rows",
      value: rounded(times),
      unit: "times",
      target: `>= ${TIMES_SMALLER}`,
      met: times >= TIMES_SMALLER,
    },
    { name: "all files: rows", value: total.all, unit: "bytes" },
    { name: "all files: a row", value: Math.round(total.all / total.versions), unit: "bytes" },
    ...(await speeds(files)),
  ];
}

type Measured = {
  readonly name: string;
  readonly versions: number;
  readonly json: number;
  readonly body: number;
  readonly all: number;
};

const measure = async (file: RealHistory): Promise<Measured> => {
  const texts = file.layouts.map((one) => JSON.stringify(one));
  const rows = await rowsOf(texts);
  return {
    name: file.name.replace(".jsonl.gz", ""),
    versions: texts.length,
    json: sum(texts.map(sizeOf)),
    body: sum(rows.map(({ body }) => (body instanceof Uint8Array ? body.length : 0))),
    all: sum(rows.flatMap((row, index) => columnsOf(row, file, index)).map(sizeOf)),
  };
};

const totalOf = (measured: readonly Measured[]): Measured => ({
  name: "all files",
  versions: sum(measured.map(({ versions }) => versions)),
  json: sum(measured.map(({ json }) => json)),
  body: sum(measured.map(({ body }) => body)),
  all: sum(measured.map(({ all }) => all)),
});

const figures = ({ name, json, body, all }: Measured): Figure[] => [
  { name: `${name}: whole JSON / bodies`, value: rounded(json / body), unit: "times" },
  { name: `${name}: whole JSON / rows`, value: rounded(json / all), unit: "times" },
];

/** Every column of `layout_versions`, as it is stored. */
const columnsOf = (
  { version, checksum, chain, format, body }: HistoryRow,
  { layouts, saves }: RealHistory,
  index: number,
): unknown[] => {
  const layout = layouts[index] ?? EMPTY_LAYOUT;
  const changes = JSON.stringify(summarize(diff(layouts[index - 1] ?? EMPTY_LAYOUT, layout)));
  const createdAt = new Date(saves[index]?.at ?? 0).toISOString();
  const description = saves[index]?.description.slice(0, 500);
  const [pinned, setAside] = [0, 0];
  const bytes = JSON.stringify(layout).length;
  return [
    ...[USER_ID, "main", version, checksum, chain, description, "manual", DEVICE_ID, createdAt],
    ...[pinned, setAside, changes, bytes, format, body],
  ];
};

/** Bytes in a record of SQLite: the value, and what the record's head says of it. */
const sizeOf = (value: unknown): number => {
  if (typeof value === "string") return headed(new TextEncoder().encode(value).length);
  if (value instanceof Uint8Array) return headed(value.length);
  if (typeof value !== "number" || value === 0 || value === 1) return 1;
  const widths = [1, 2, 3, 4, 6, 8];
  return 1 + (widths.find((width) => Math.abs(value) < 2 ** (8 * width - 1)) ?? 8);
};

const headed = (length: number): number => length + (length < 58 ? 1 : length < 8186 ? 2 : 3);

const speeds = async (files: readonly RealHistory[]): Promise<Figure[]> => {
  const texts = files
    .find(({ name }) => name.startsWith("k8s-views-pods"))
    ?.layouts.map((one) => JSON.stringify(one));
  if (texts === undefined) return [];
  await rowsOf(texts);
  const began = performance.now();
  const rows = await rowsOf(texts);
  const written = performance.now();
  for (const { version } of rows) await restore(rows, version);
  const read = performance.now();
  return [
    { name: "a version of 26 KB stored", value: rounded((written - began) / texts.length), unit: "ms" },
    { name: "a version of 26 KB read back", value: rounded((read - written) / texts.length), unit: "ms" },
  ];
};

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

const rounded = (value: number): number => Math.round(value * 100) / 100;
