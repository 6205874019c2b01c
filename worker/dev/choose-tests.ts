/** Which tests the words after `npm test --` ask for: those that have one of them in their path. Pure. */
import { Failure } from "./step.ts";

export interface Paths {
  readonly units: readonly string[];
  readonly journeys: readonly string[];
}

/** What goes to each of the two runners; null means that it does not run. */
export interface Choice {
  readonly units: readonly string[] | null;
  readonly journeys: readonly string[] | null;
}

const only = "--only=";

export function chooseTests(args: readonly string[], paths: Paths): Choice {
  const words = args.filter((arg) => !arg.startsWith(only));
  const half = args.findLast((arg) => arg.startsWith(only))?.slice(only.length);
  if (half === "unit") return { units: words, journeys: null };
  if (half === "browser") return { units: null, journeys: words };
  if (half !== undefined) throw new Failure(`${only.slice(0, -1)} takes unit or browser, not "${half}".`);
  if (words.length === 0) return { units: [], journeys: [] };

  const inSome = (word: string, among: readonly string[]) => among.some((path) => path.includes(word));
  const journeys = words.filter((word) => inSome(word, paths.journeys));
  // What names nothing, such as an option, is for the unit tests' runner to judge.
  const units = words.filter((word) => !journeys.includes(word) || inSome(word, paths.units));
  return { units: orNull(units), journeys: orNull(journeys) };
}

const orNull = (words: readonly string[]): readonly string[] | null => (words.length === 0 ? null : words);
