/** Follows the names of an object's members by the marks that stand directly in it; see `json-marks.ts`. */

export type Names = {
  /** `at` is the place in `part` of a mark at the object's own level. */
  readonly see: (part: string, at: number) => void;
  /** Nothing more of `part` will be seen. */
  readonly endPart: (part: string) => void;
  /** Of the member whose value comes next; null before its name has come. */
  readonly current: () => string | null;
};

export const createNames = (): Names => {
  let isNameNext = false;
  let current: string | null = null;
  /** A name's text as far as it came in earlier parts, and where it goes on in this one. */
  let open: { readonly earlier: string; readonly from: number } | null = null;
  return {
    see: (part, at) => {
      const mark = part[at];
      if (mark === '"' && open !== null) {
        current = parsed(open.earlier + part.slice(open.from, at + 1));
        open = null;
        isNameNext = false;
      } else if (mark === '"' && isNameNext) {
        open = { earlier: "", from: at };
      } else if (mark === "{" || mark === ",") {
        isNameNext = true;
        current = null;
      }
    },
    endPart: (part) => {
      if (open !== null) open = { earlier: open.earlier + part.slice(open.from), from: 0 };
    },
    current: () => current,
  };
};

/** Written with escapes or without, a name is the same; one that is no JSON names nothing. */
const parsed = (text: string): string | null => {
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
};
