/**
 * Reads a QR code, written from the standard and sharing nothing with what draws them: it finds out version, mask and
 * blocks from the modules alone, and checks each block by its syndromes instead of by its remainder.
 */
type Modules = readonly (readonly boolean[])[];

/** @throws Error for what is no code of byte mode and correction M, or is damaged anywhere. */
export const readQr = (modules: Modules): string => {
  const size = modules.length;
  const version = (size - 17) / 4;
  const at = (row: number, column: number): number => (modules[row]?.[column] ? 1 : 0);
  const mask = maskOf(at, size);
  if (version >= 7) checkVersion(at, { size, version });
  const bits: number[] = [];
  for (const [row, column] of path(size))
    if (!isFunction(row, column, { size, version }))
      bits.push(at(row, column) ^ (isTurned(mask, row, column) ? 1 : 0));
  const words = Array.from({ length: bits.length >> 3 }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8).join(""), 2),
  );
  return textOf(blocksOf(words, version), version);
};

type At = (row: number, column: number) => number;

/** All 32 formats, of which the code has one, twice. M is the first eight. */
const maskOf = (at: At, size: number): number => {
  const range = (from: number, to: number) =>
    Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => from + Math.sign(to - from) * step);
  const first = [
    ...[...range(0, 5), 7, 8].map((column) => at(8, column)),
    ...[7, ...range(5, 0)].map((row) => at(row, 8)),
  ].join("");
  const second = [
    ...range(size - 1, size - 7).map((row) => at(row, 8)),
    ...range(size - 8, size - 1).map((column) => at(8, column)),
  ].join("");
  if (first !== second) throw new Error("damaged: the two formats differ");
  const mask = FORMATS_OF_M.indexOf(first);
  if (mask < 0) throw new Error("damaged: no format of M");
  return mask;
};

/** Table C.1 of the standard. */
const FORMATS_OF_M = [
  "101010000010010",
  "101000100100101",
  "101111001111100",
  "101101101001011",
  "100010111111001",
  "100000011001110",
  "100111110010111",
  "100101010100000",
];

/** Table D.1 of the standard, versions 7 to 10. */
const VERSION_BITS = ["000111110010010100", "001000010110111100", "001001101010011001", "001010010011010011"];

const checkVersion = (at: At, { size, version }: { size: number; version: number }): void => {
  const bits = Array.from({ length: 18 }, (_, index) => 17 - index);
  const right = bits.map((bit) => at(Math.floor(bit / 3), size - 11 + (bit % 3))).join("");
  const below = bits.map((bit) => at(size - 11 + (bit % 3), Math.floor(bit / 3))).join("");
  if (right !== VERSION_BITS[version - 7] || below !== right) throw new Error("damaged: version");
};

const path = (size: number): (readonly [number, number])[] => {
  const pairs = Array.from({ length: (size - 1) / 2 }, (_, index) => {
    const right = size - 1 - 2 * index;
    return right <= 6 ? right - 1 : right;
  });
  return pairs.flatMap((right, index) =>
    Array.from({ length: size }, (_, step) => (index % 2 === 0 ? size - 1 - step : step)).flatMap((row) => [
      [row, right] as const,
      [row, right - 1] as const,
    ]),
  );
};

/** Table E.1 of the standard. */
const CENTRES: Readonly<Record<number, readonly number[]>> = {
  ...{ 1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34] },
  ...{ 7: [6, 22, 38], 8: [6, 24, 42], 9: [6, 26, 46], 10: [6, 28, 50] },
};

const isFunction = (
  row: number,
  column: number,
  { size, version }: { size: number; version: number },
): boolean => {
  if (row === 6 || column === 6) return true;
  if (row < 9 && (column < 9 || column >= size - 8)) return true;
  if (row >= size - 8 && column < 9) return true;
  if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return true;
  const centres = CENTRES[version] ?? [];
  const [first, last] = [centres[0], centres.at(-1)];
  return centres.some((y) =>
    centres.some((x) => {
      const isCorner =
        (y === first && x === first) || (y === first && x === last) || (y === last && x === first);
      return !isCorner && Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2;
    }),
  );
};

const isTurned = (mask: number, i: number, j: number): boolean => {
  const rules = [
    (i + j) % 2,
    i % 2,
    j % 3,
    (i + j) % 3,
    (Math.floor(i / 2) + Math.floor(j / 3)) % 2,
    ((i * j) % 2) + ((i * j) % 3),
    (((i * j) % 2) + ((i * j) % 3)) % 2,
    (((i + j) % 2) + ((i * j) % 3)) % 2,
  ];
  return rules[mask] === 0;
};

/** Blocks as [how many, all words, words of data], from table 9. */
const BLOCKS: Readonly<Record<number, readonly (readonly [number, number, number])[]>> = {
  ...{ 1: [[1, 26, 16]], 2: [[1, 44, 28]], 3: [[1, 70, 44]], 4: [[2, 50, 32]], 5: [[2, 67, 43]] },
  ...{ 6: [[4, 43, 27]], 7: [[4, 49, 31]] },
  8: [
    [2, 60, 38],
    [2, 61, 39],
  ],
  9: [
    [3, 58, 36],
    [2, 59, 37],
  ],
  10: [
    [4, 69, 43],
    [1, 70, 44],
  ],
};

const blocksOf = (words: readonly number[], version: number): readonly number[] => {
  const kinds = (BLOCKS[version] ?? []).flatMap(([count, all, data]) =>
    Array.from({ length: count }, () => ({ data, correction: all - data })),
  );
  const blocks = kinds.map(() => ({ data: [] as number[], correction: [] as number[] }));
  let next = 0;
  for (const part of ["data", "correction"] as const)
    for (let turn = 0; turn < 80; turn += 1)
      kinds.forEach((kind, index) => {
        if (turn < kind[part]) blocks[index]?.[part].push(words[next++] ?? 0);
      });
  for (const { data, correction } of blocks) checkBlock([...data, ...correction], correction.length);
  return blocks.flatMap(({ data }) => data);
};

const POWERS: number[] = [1];
for (let at = 1; at < 255; at += 1) {
  const doubled = (POWERS[at - 1] ?? 0) * 2;
  POWERS.push(doubled > 255 ? doubled ^ 285 : doubled);
}
const multiply = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (POWERS[(POWERS.indexOf(a) + POWERS.indexOf(b)) % 255] ?? 0);

/** Whole is what has every root of the generator. */
const checkBlock = (words: readonly number[], count: number): void => {
  for (let root = 0; root < count; root += 1) {
    const syndrome = words.reduce((sum, word) => multiply(sum, POWERS[root] ?? 0) ^ word, 0);
    if (syndrome !== 0) throw new Error("damaged: a block");
  }
};

const textOf = (words: readonly number[], version: number): string => {
  const bits = words.map((word) => word.toString(2).padStart(8, "0")).join("");
  if (!bits.startsWith("0100")) throw new Error("not in byte mode");
  const start = 4 + (version < 10 ? 8 : 16);
  const length = Number.parseInt(bits.slice(4, start), 2);
  const bytes = Array.from({ length }, (_, at) =>
    Number.parseInt(bits.slice(start + at * 8, start + at * 8 + 8), 2),
  );
  return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
};
