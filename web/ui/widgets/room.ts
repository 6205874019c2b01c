/** How long a field is with what is about to be put into it. */

type Insertion = {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** What is put in place of all from start to end. */
  readonly text: string;
};

/** As a field counts: a line that ends as in Windows ends with one character. */
export const lengthWith = ({ value, start, end, text }: Insertion): number =>
  value.length - (end - start) + text.replaceAll("\r\n", "\n").length;
