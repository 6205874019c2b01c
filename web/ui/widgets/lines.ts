/** Things to do out of a text with one on each line, as people paste it from a message or another list. Pure. */

export type Line = { readonly text: string; readonly done: boolean };

/** Without the marks of the list that it was. "[x]" is one that is done. */
export const linesOf = (text: string): readonly Line[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const [, box, rest = ""] = MARKED.exec(line.trim()) ?? [];
      return { text: rest.trim(), done: box !== undefined && box !== " " };
    })
    .filter((line) => line.text !== "");

const MARKED = /^(?:[-*+•◦‣–]\s+)?(?:\[([ xX✓])\]\s*)?(.*)$/u;
