/** Finds what shapes a JSON text while it arrives: brackets, commas, colons, and the quotes around each string. */

const OUTSIDE_STRINGS = /["[\]{},:]/g;
const IN_STRINGS = /["\\]/g;

/** A function to be given one part of the text after the other; it yields the places of the marks in each. */
export const createMarks = (): ((part: string) => Generator<number>) => {
  let isInString = false;
  let isEscaped = false;
  return function* marksOf(part) {
    if (part === "") return;
    let from = isEscaped ? 1 : 0;
    isEscaped = false;
    while (true) {
      const at = indexFrom(part, isInString ? IN_STRINGS : OUTSIDE_STRINGS, from);
      if (at === -1) return;
      from = at + 1;
      if (part[at] === "\\") {
        // What it escapes may be a quote, and may be in the next part.
        isEscaped = from === part.length;
        from += 1;
        continue;
      }
      if (part[at] === '"') isInString = !isInString;
      yield at;
    }
  };
};

const indexFrom = (part: string, pattern: RegExp, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(part)?.index ?? -1;
};
