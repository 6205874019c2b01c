/**
 * Takes the elements of one list out of a JSON document while it arrives, so that no more of the document is held
 * than one element and what stands around the list.
 *
 * Of the document only commas, nesting and sizes are judged here. It is JSON exactly when every element is and the
 * rest is: elements that parse can stand between the brackets they were cut from, and nothing else can.
 */
import { utf8Length } from "../layout/canonical.ts";
import { createMarks } from "./json-marks.ts";
import { createNames } from "./json-names.ts";
import { Refusal } from "./problem.ts";

export type SplitLimits = {
  /** UTF-8 bytes of one element, and of everything but the elements. */
  readonly elementBytes: number;
  readonly restBytes: number;
  readonly elements: number;
};

export type Splitter = {
  /**
   * The texts of the elements that end in this part; to be read to the end before the next part comes.
   * @throws Refusal `layout-too-large`, or `malformed-json` where brackets don't match or the name comes twice.
   */
  readonly push: (part: string) => Generator<string>;
  /**
   * The document without the elements, the list in its place and empty.
   * @throws Refusal `layout-too-large`.
   */
  readonly rest: () => string;
};

/** Brackets open around an element: the document's and the list's. */
const LIST_DEPTH = 2;
const STEPS: Readonly<Record<string, number>> = { "{": 1, "[": 1, "}": -1, "]": -1 };

/** `list` is the name of a member at the top level; one that is no list stays in the rest. */
export const createSplitter = (list: string, limits: SplitLimits): Splitter => {
  const marksOf = createMarks();
  const names = createNames();
  let [rest, element] = ["", ""];
  let [depth, elements] = [0, 0];
  let [isInList, isNamed] = [false, false];

  const keep = (text: string): void => {
    // No character takes less than a byte, so this never refuses too early; what it lets pass is weighed in the end.
    if (isInList) element = notOver(limits.elementBytes, element + text);
    else rest = notOver(limits.restBytes, rest + text);
  };

  const takeElement = (): string => {
    const text = weighed(limits.elementBytes, element);
    element = "";
    elements += 1;
    if (elements > limits.elements) throw tooLarge(`The list has more than ${limits.elements} elements.`);
    return text;
  };

  const meetName = (): void => {
    // JSON would let the last one count, and the elements of the first have gone their way by then.
    if (isNamed) throw new Refusal("malformed-json", `The body has two members called ${list}.`);
    isNamed = true;
  };

  const push = function* (part: string): Generator<string> {
    let from = 0;
    for (const at of marksOf(part)) {
      const mark = part.charAt(at);
      if (!isInList && depth <= 1) names.see(part, at);
      if (!isInList && depth === 1 && mark === ":" && names.current() === list) meetName();
      depth += STEPS[mark] ?? 0;
      if (!isInList && mark === "[" && depth === LIST_DEPTH && names.current() === list) {
        keep(part.slice(from, at + 1));
        from = at + 1;
        isInList = true;
      } else if (isInList && (depth < LIST_DEPTH || (depth === LIST_DEPTH && mark === ","))) {
        keep(part.slice(from, at));
        from = mark === "," ? at + 1 : at;
        if (mark === "}")
          throw new Refusal("malformed-json", "The body is not JSON: its brackets don't match.");
        const isEmptyList = mark === "]" && elements === 0 && element.trim() === "";
        if (!isEmptyList) yield takeElement();
        isInList = mark === ",";
      }
    }
    names.endPart(part);
    keep(part.slice(from));
  };

  return { push, rest: () => weighed(limits.restBytes, rest) };
};

const notOver = (limitBytes: number, text: string): string => {
  if (text.length <= limitBytes) return text;
  throw tooLarge(`One part of the body is larger than ${limitBytes} bytes.`);
};

const weighed = (limitBytes: number, text: string): string => {
  if (utf8Length(text) <= limitBytes) return text;
  throw tooLarge(`One part of the body is larger than ${limitBytes} bytes.`);
};

const tooLarge = (detail: string): Refusal => new Refusal("layout-too-large", detail);
