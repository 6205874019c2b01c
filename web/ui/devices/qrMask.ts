/** Chooses how a QR code is overlaid so that no large patch is of one colour, and writes down which overlay it was. */

export type Grid = {
  readonly modules: boolean[][];
  /** Not data: overlaid by nothing. */
  readonly isFixed: boolean[][];
};

export const masked = (grid: Grid): Grid => {
  const all = MASKS.map((_, mask) => overlaid(grid, mask));
  const [first = grid, ...others] = all;
  return others.reduce((best, one) => (penaltyOf(one.modules) < penaltyOf(best.modules) ? one : best), first);
};

const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

const overlaid = ({ modules, isFixed }: Grid, mask: number): Grid => {
  const turns = MASKS[mask];
  const next = modules.map((line, row) =>
    line.map(
      (isDark, column) =>
        isDark !== (isFixed[row]?.[column] === false && turns !== undefined && turns(row, column)),
    ),
  );
  writeFormat(next, mask);
  return { modules: next, isFixed };
};

const FORMAT_DIVISOR = 0b101_0011_0111;
/** So that no format is all light. */
const FORMAT_MASK = 0b101_0100_0001_0010;

/** Correction M is 00, then the mask in three bits, then ten to mend them by. Twice, as nothing can be read without. */
const writeFormat = (modules: boolean[][], mask: number): void => {
  const size = modules.length;
  let rest = mask << 10;
  for (let at = 14; at >= 10; at -= 1) if ((rest >> at) & 1) rest ^= FORMAT_DIVISOR << (at - 10);
  const bits = ((mask << 10) | rest) ^ FORMAT_MASK;
  const set = (row: number, column: number, at: number): void => {
    const line = modules[row];
    if (line !== undefined) line[column] = ((bits >> at) & 1) === 1;
  };
  for (let at = 0; at < 15; at += 1) {
    // Around the upper left corner, past the dotted lines.
    if (at < 8) set(at < 6 ? at : at + 1, 8, at);
    else set(8, at === 8 ? 7 : 14 - at, at);
    // Half at the upper right, half at the lower left.
    if (at < 8) set(8, size - 1 - at, at);
    else set(size - 15 + at, 8, at);
  }
};

type Lines = readonly (readonly boolean[])[];

/** How hard it is to read, by the four rules of the standard. */
const penaltyOf = (modules: Lines): number => {
  const columns = modules.map((_, at) => modules.map((line) => line[at] === true));
  const both = [...modules, ...columns];
  return (
    both.reduce((sum, line) => sum + runs(line) + finders(line), 0) + patches(modules) + imbalance(modules)
  );
};

const runs = (line: readonly boolean[]): number => {
  let [sum, length] = [0, 0];
  line.forEach((isDark, at) => {
    length = at > 0 && isDark === line[at - 1] ? length + 1 : 1;
    if (length === 5) sum += 3;
    else if (length > 5) sum += 1;
  });
  return sum;
};

/** What looks like the mark of a corner, with light on one side of it. */
const FINDERS = ["10111010000", "00001011101"];

const finders = (line: readonly boolean[]): number => {
  const text = line.map((isDark) => (isDark ? "1" : "0")).join("");
  const isFinder = (_: string, at: number) => FINDERS.some((one) => text.startsWith(one, at));
  return 40 * [...text].filter(isFinder).length;
};

const patches = (modules: Lines): number => {
  let sum = 0;
  modules.slice(1).forEach((line, row) => {
    line.slice(1).forEach((isDark, column) => {
      const three = [modules[row]?.[column], modules[row]?.[column + 1], line[column]];
      if (three.every((other) => other === isDark)) sum += 3;
    });
  });
  return sum;
};

const imbalance = (modules: Lines): number => {
  const all = modules.flat();
  const percent = (100 * all.filter(Boolean).length) / all.length;
  return 10 * Math.floor(Math.abs(percent - 50) / 5);
};
