/** How large a text can be so that all of it fits into its frame: by its letters, as measuring would come a frame late. */

type Room = {
  /** Of the frame's height, in per cent. */
  readonly height: number;
  /** In rem. */
  readonly most: number;
};

/** As CSS, from the width of a container and its padding of 12 px on each side. */
export const sizeToFit = (ems: number, { height, most }: Room): string =>
  `clamp(${LEAST}rem, min((100cqi - 24px) / ${Math.max(2.2, ems).toFixed(2)}, ${height}cqb), ${most}rem)`;

/** Below this nobody reads it; what still has no room then breaks. */
const LEAST = 0.6875;

/** The width of a text, rather more than less, in units of its size. */
export const emsOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (WIDTHS.find(([form]) => form.test(letter))?.[1] ?? 1.05), 0);

const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[.,:;'’\s]/u, 0.3],
  [/[\d°²³a-z]/u, 0.62],
  [/[^\p{Lo}]/u, 0.75],
];
