/**
 * Three-way merge of two edits of a list whose items carry a key. The order is that of the side which reordered
 * (mine, if both did, each in its own way); an added item stands after the item that it followed on its own side.
 */
export const mergeKeyed = <T>({
  base,
  mine,
  theirs,
  keyOf,
  mergeItem,
}: {
  readonly base: readonly T[];
  readonly mine: readonly T[];
  readonly theirs: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Called once per key with the sides that have it; `undefined` drops the item. */
  readonly mergeItem: (sides: { readonly base?: T; readonly mine?: T; readonly theirs?: T }) => T | undefined;
}): readonly T[] => {
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map(
    (list) => new Map(list.map((item) => [keyOf(item), item])),
  );
  const keys = mergeOrder({ base: base.map(keyOf), mine: mine.map(keyOf), theirs: theirs.map(keyOf) });
  return [...keys].flatMap((key) => {
    const merged = mergeItem({
      ...side("base", inBase, key),
      ...side("mine", inMine, key),
      ...side("theirs", inTheirs, key),
    });
    return merged === undefined ? [] : [merged];
  });
};

const side = <T, N extends string>(name: N, items: ReadonlyMap<string, T> | undefined, key: string) => {
  const item = items?.get(key);
  return (item === undefined ? {} : { [name]: item }) as { [K in N]?: T };
};

type Orders = {
  readonly base: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
};

/** Whether both sides reordered what was there, each in its own way: only then does the order depend on who is mine. */
export const ordersClash = ({ base, mine, theirs }: Orders): boolean => {
  const inBase = new Set(base);
  const known = (order: readonly string[]) => order.filter((key) => inBase.has(key));
  return isReordered(base, mine) && isReordered(base, theirs) && isReordered(known(mine), known(theirs));
};

const mergeOrder = (orders: Orders): Iterable<string> => {
  const { base, mine, theirs } = orders;
  const inBase = new Set(base);
  // What the lead lacks comes in with the other side's runs.
  const spine = leadOf(orders).filter((key) => inBase.has(key));
  return new Set(interleave(spine, [runsAfter(spine, mine), runsAfter(spine, theirs)]));
};

const leadOf = (orders: Orders): readonly string[] => {
  const { base, mine, theirs } = orders;
  if (!isReordered(base, mine)) return isReordered(base, theirs) ? theirs : base;
  if (!isReordered(base, theirs) || ordersClash(orders)) return mine;
  return compareRuns(mine, theirs) <= 0 ? mine : theirs;
};

type Runs = ReadonlyMap<string | undefined, readonly string[]>;

/** Runs of keys that are not in the spine, by the key of the spine that they follow. */
const runsAfter = (spine: readonly string[], list: readonly string[]): Runs => {
  const inSpine = new Set(spine);
  const runs = new Map<string | undefined, string[]>();
  let before: string | undefined;
  for (const key of list) {
    const run = runs.get(before);
    if (inSpine.has(key)) before = key;
    else if (run === undefined) runs.set(before, [key]);
    else run.push(key);
  }
  return runs;
};

/** Each run after the key that it follows; of two runs in one place the lesser first, whoever wrote it. */
const interleave = (spine: readonly string[], sides: readonly Runs[]): readonly string[] => {
  const runsOf = (key: string | undefined) =>
    sides
      .map((runs) => runs.get(key) ?? [])
      .toSorted(compareRuns)
      .flat();
  return [...runsOf(undefined), ...spine.flatMap((key) => [key, ...runsOf(key)])];
};

const compareRuns = (a: readonly string[], b: readonly string[]): number => {
  const at = a.findIndex((key, index) => key !== b[index]);
  if (at === -1) return a.length - b.length;
  return (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
};

/** Whether the items that both lists have stand in another order. */
const isReordered = (from: readonly string[], to: readonly string[]): boolean => {
  const [inFrom, inTo] = [new Set(from), new Set(to)];
  const common = to.filter((key) => inFrom.has(key));
  return from.filter((key) => inTo.has(key)).some((key, index) => key !== common[index]);
};
