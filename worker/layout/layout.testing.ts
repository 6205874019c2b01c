/** Builders for the tests of the rules, and the real edit histories. */
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Layout, Widget } from "./schema.ts";

export const widget = (fields: Partial<Widget> = {}): Widget => ({
  id: "a",
  type: "notes",
  x: 0,
  y: 0,
  w: 2,
  h: 2,
  config: {},
  ...fields,
});

export const layout = (desktop: readonly Widget[] = [], rest: Partial<Layout> = {}): Layout => ({
  desktop,
  mobile: [],
  ...rest,
});

/** Arrays in arrays, so many that the outermost is level 1. */
export const nested = (levels: number): unknown => {
  let value: unknown = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
};

const CORPUS = new URL("../../../shared/corpus/", import.meta.url);

/** One file of real edit histories, oldest version first; `saves` say of each layout when and why it was saved. */
export type RealHistory = {
  readonly name: string;
  readonly layouts: readonly Layout[];
  readonly saves: readonly { readonly at: string; readonly description: string }[];
};

/** Undefined where the folder is absent. */
export const corpus = (): readonly RealHistory[] | undefined => {
  let names: string[];
  try {
    names = readdirSync(CORPUS).filter((name) => name.endsWith(".jsonl.gz"));
  } catch {
    return undefined;
  }
  return names.map((name) => {
    const lines = gunzipSync(readFileSync(new URL(name, CORPUS)))
      .toString("utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    return {
      name,
      layouts: lines.map(({ layout }) => ({ ...layout, columns: { desktop: 24, mobile: 4 } })),
      saves: lines.map(({ at, description }) => ({ at, description })),
    };
  });
};

export const NO_CORPUS = "../shared/corpus is absent: the real edit histories were not tried";
