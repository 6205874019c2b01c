/**
 * `npm run bench`: runs every `*.bench.ts` beside the code and prints one table; with `--json` the same as JSON. Other
 * words pick the files whose path holds one of them. A target that is missed is said, and fails nothing: the machine
 * may be busy. A bench that breaks does.
 */
import { globSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stopSignal } from "../dev/stop.ts";
import type { Bench, Figure } from "./figure.ts";

const worker = fileURLToPath(new URL("../", import.meta.url));
const args = process.argv.slice(2);
const filters = args.filter((arg) => !arg.startsWith("--"));

const files = globSync("**/*.bench.ts", { cwd: worker })
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
  .toSorted();

// Whatever a bench has started or stored ends with this process.
stopSignal().addEventListener("abort", () => process.exit(130));

const figures: Figure[] = [];
for (const file of files) {
  if (process.stderr.isTTY) console.error(`${file} …`);
  const bench: { readonly default: Bench } = await import(pathToFileURL(worker + file).href);
  figures.push(...(await bench.default()));
}
console.log(args.includes("--json") ? JSON.stringify(figures, null, 2) : table(figures));

function table(rows: readonly Figure[]): string {
  const cells = rows.map(({ name, value, unit, target = "", met }) => [
    name,
    rounded(value),
    unit,
    target,
    met === undefined ? "" : met ? "met" : "MISSED",
  ]);
  const all = [["", "", "", "target", ""], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) => aligned(cell, at, widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function aligned(cell: string, column: number, width: number): string {
  return column === 1 ? cell.padStart(width) : cell.padEnd(width);
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
