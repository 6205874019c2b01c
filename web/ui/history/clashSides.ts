/** What two devices each wrote into one place, so that a person sees how the two differ. Pure. */
import { words } from "../moreWords.ts";
import { entryNameAt, isEntry } from "./clashPlace.ts";
import { entriesInWords } from "./entriesInWords.ts";
import type { Excerpt } from "./excerpt.ts";
import type { Spot } from "./reveal.ts";
import { textChange } from "./textChange.ts";
import { asText, isAlike, sidesInWords } from "./valueInWords.ts";

/** There is room for more than a glance: two are read side by side. */
const ROOM = { around: 60, most: 240 };

export type ClashSides = {
  readonly mine: string;
  readonly theirs: string;
  /** The same two with what differs by itself, where they have something in common. */
  readonly marked?: Readonly<Record<"mine" | "theirs", Excerpt>>;
  /** Where to look for it in what is drawn of each side. */
  readonly spots?: Readonly<Record<"mine" | "theirs", Spot>>;
};

export const sidesOfClash = (
  { path, base, mine, theirs }: Sides & { readonly path: readonly (string | number)[] },
  widget: unknown,
): ClashSides => {
  const said = bothInWords({ base, mine, theirs }, entryNameAt(path, widget));
  if (!isEntry(path, widget)) return said;
  return {
    ...said,
    ...(mine === undefined ? { mine: words.clashGone } : {}),
    ...(theirs === undefined ? { theirs: words.clashGone } : {}),
  };
};

type Sides = { readonly base?: unknown; readonly mine?: unknown; readonly theirs?: unknown };

const bothInWords = ({ base, mine, theirs }: Sides, entryName: string | undefined): ClashSides => {
  // Of two lists nobody sees how they differ, but what each device did with the one it had.
  const [done, alsoDone] = [entriesInWords(base, mine), entriesInWords(base, theirs)];
  if (done !== undefined && alsoDone !== undefined) return { mine: done, theirs: alsoDone };
  const sides = sidesInWords(mine, theirs, ROOM);
  const spots = spotsOf(mine, theirs, entryName);
  return {
    ...{ mine: asText(sides[0]), theirs: asText(sides[1]) },
    ...(isAlike(sides) ? { marked: { mine: sides[0], theirs: sides[1] } } : {}),
    ...(spots === undefined ? {} : { spots }),
  };
};

const spotsOf = (mine: unknown, theirs: unknown, entryName: string | undefined): ClashSides["spots"] => {
  if (typeof mine === "string" && typeof theirs === "string") {
    const { was, is } = textChange(mine, theirs);
    return { mine: { text: mine, index: was.from }, theirs: { text: theirs, index: is.from } };
  }
  if (entryName === undefined) return undefined;
  const spot = { text: entryName, index: 0 };
  return { mine: spot, theirs: spot };
};
