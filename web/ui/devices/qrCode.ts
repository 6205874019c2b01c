/**
 * A text as a QR code (ISO/IEC 18004), for the camera of another device: byte mode, error correction M (a seventh of it
 * may be unreadable), versions 1 to 10. Pure; the same text gives the same code.
 */
import { correctionOf } from "./qrCorrection.ts";
import { type Grid, masked } from "./qrMask.ts";

/** Rows of modules, true where dark, without the quiet zone: four modules of light all around it. */
export type QrCode = readonly (readonly boolean[])[];

/** Null for what is longer than 213 bytes of UTF-8. */
export const qrCode = (text: string): QrCode | null => {
  const bytes = new TextEncoder().encode(text);
  const version = VERSIONS.find((one) => bytes.length <= roomOf(one));
  if (version === undefined) return null;
  const grid = fixedPatterns(version.number);
  place(grid, interleaved(dataOf(bytes, version), version));
  return masked(grid).modules;
};

type Version = {
  readonly number: number;
  /** Of eight modules each, with those for correction. */
  readonly codewords: number;
  readonly blocks: number;
  readonly correctionPerBlock: number;
};

const version = (
  number: number,
  codewords: number,
  [blocks, correctionPerBlock]: readonly [number, number],
): Version => ({ number, codewords, blocks, correctionPerBlock });

/** Tables 1 and 9 of the standard, the rows for M. */
const VERSIONS: readonly Version[] = [
  version(1, 26, [1, 10]),
  version(2, 44, [1, 16]),
  version(3, 70, [1, 26]),
  version(4, 100, [2, 18]),
  version(5, 134, [2, 24]),
  version(6, 172, [4, 16]),
  version(7, 196, [4, 18]),
  version(8, 242, [4, 22]),
  version(9, 292, [5, 22]),
  version(10, 346, [5, 26]),
];

const dataWords = ({ codewords, blocks, correctionPerBlock }: Version): number =>
  codewords - blocks * correctionPerBlock;

const lengthBits = ({ number }: Version): number => (number < 10 ? 8 : 16);

/** Four bits say that bytes follow, then comes how many. */
const roomOf = (one: Version): number => Math.floor((dataWords(one) * 8 - 4 - lengthBits(one)) / 8);

const BYTE_MODE = 0b0100;
/** What fills the rest, in turns. */
const PADDING = [0xec, 0x11] as const;

const dataOf = (bytes: Uint8Array, one: Version): readonly number[] => {
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let at = count - 1; at >= 0; at -= 1) bits.push((value >> at) & 1);
  };
  put(BYTE_MODE, 4);
  put(bytes.length, lengthBits(one));
  for (const byte of bytes) put(byte, 8);
  const room = dataWords(one) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let turn = 0; bits.length < room; turn += 1) put(PADDING[turn % 2] ?? 0, 8);
  return wordsOf(bits);
};

const wordsOf = (bits: readonly number[]): readonly number[] =>
  Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((word, bit) => word * 2 + bit, 0),
  );

/** In blocks that are mended each by itself, dealt out like cards: a stain hits a little of each. */
const interleaved = (data: readonly number[], one: Version): readonly number[] => {
  const { blocks, correctionPerBlock } = one;
  const short = Math.floor(data.length / blocks);
  const shortBlocks = blocks - (data.length % blocks);
  const parts = Array.from({ length: blocks }, (_, at) => {
    const start = at * short + Math.max(0, at - shortBlocks);
    return data.slice(start, start + short + (at < shortBlocks ? 0 : 1));
  });
  return [...dealt(parts), ...dealt(parts.map((part) => correctionOf(part, correctionPerBlock)))];
};

const dealt = (parts: readonly (readonly number[])[]): readonly number[] => {
  const longest = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => part.slice(at, at + 1))).flat();
};

/** All that is the same whatever the text, and the places that are kept for what is written last. */
const fixedPatterns = (number: number): Grid => {
  const size = 17 + 4 * number;
  const empty = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const grid: Grid = { modules: empty(), isFixed: empty() };
  for (let at = 0; at < size; at += 1) {
    fix(grid, [6, at], at % 2 === 0);
    fix(grid, [at, 6], at % 2 === 0);
  }
  for (const [row, column] of [[3, 3] as const, [3, size - 4] as const, [size - 4, 3] as const])
    rings(grid, [row, column], { radius: 4, isDark: (ring) => ring !== 2 && ring !== 4 });
  for (const [row, column] of alignments(number, size))
    rings(grid, [row, column], { radius: 2, isDark: (ring) => ring !== 1 });
  keepForFormat(grid, size);
  if (number >= 7) writeVersion(grid, { number, size });
  return grid;
};

type Place = readonly [row: number, column: number];

/** What lies outside is left out: corners have no light around them on two sides. */
const fix = ({ modules, isFixed }: Grid, [row, column]: Place, isDark: boolean): void => {
  const [line, kept] = [modules[row], isFixed[row]];
  if (line === undefined || kept === undefined || column < 0 || column >= line.length) return;
  line[column] = isDark;
  kept[column] = true;
};

const rings = (
  grid: Grid,
  [row, column]: Place,
  { radius, isDark }: { readonly radius: number; readonly isDark: (ring: number) => boolean },
): void => {
  for (let down = -radius; down <= radius; down += 1)
    for (let right = -radius; right <= radius; right += 1)
      fix(grid, [row + down, column + right], isDark(Math.max(Math.abs(down), Math.abs(right))));
};

/** Everywhere on the lines that they share, but in the three corners that have a larger mark. */
const alignments = (number: number, size: number): readonly Place[] => {
  if (number === 1) return [];
  const last = size - 7;
  const lines = number < 7 ? [6, last] : [6, (6 + last) / 2, last];
  const isCorner = ([row, column]: Place) =>
    (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
  return lines
    .flatMap((row) => lines.map((column): Place => [row, column]))
    .filter((place) => !isCorner(place));
};

/** The mask is chosen last, and says itself in these. */
const keepForFormat = (grid: Grid, size: number): void => {
  for (let at = 0; at < 9; at += 1) {
    if (at !== 6) {
      fix(grid, [8, at], false);
      fix(grid, [at, 8], false);
    }
    if (at < 8) {
      fix(grid, [8, size - 1 - at], false);
      fix(grid, [size - 1 - at, 8], at === 7);
    }
  }
};

const VERSION_DIVISOR = 0b1_1111_0010_0101;

const writeVersion = (grid: Grid, { number, size }: { number: number; size: number }): void => {
  let rest = number << 12;
  for (let at = 17; at >= 12; at -= 1) if ((rest >> at) & 1) rest ^= VERSION_DIVISOR << (at - 12);
  const bits = (number << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [size - 11 + (at % 3), Math.floor(at / 3)];
    fix(grid, [far, near], ((bits >> at) & 1) === 1);
    fix(grid, [near, far], ((bits >> at) & 1) === 1);
  }
};

/** In columns two wide, from the right, up and down in turns, around whatever is fixed. */
const place = ({ modules, isFixed }: Grid, codewords: readonly number[]): void => {
  const size = modules.length;
  let at = 0;
  const next = (): boolean => {
    const bit = ((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    at += 1;
    return bit === 1;
  };
  let isUpwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5; // The dotted column is passed over as if it were not there.
    for (let step = 0; step < size; step += 1) {
      const row = isUpwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        const line = modules[row];
        if (line !== undefined && isFixed[row]?.[column] === false) line[column] = next();
      }
    }
    isUpwards = !isUpwards;
  }
};
