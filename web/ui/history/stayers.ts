/**
 * Which of those in both lists kept their order: the longest run of them that stands in the same order in both. All
 * others were moved between them. Pure; n log n.
 */
export const stayers = (before: readonly string[], after: readonly string[]): ReadonlySet<string> => {
  const place = new Map(before.map((id, index) => [id, index]));
  const common = after.flatMap((id) => {
    const at = place.get(id);
    return at === undefined ? [] : { id, at };
  });
  /** Of each length the run that ends lowest, and for each member the one before it in its run. */
  const ends: Link[] = [];
  for (const { id, at } of common) {
    const length = lengthBelow(ends, at);
    ends[length] = { id, at, previous: length === 0 ? null : (ends[length - 1] ?? null) };
  }
  const kept = new Set<string>();
  for (let link: Link | null = ends.at(-1) ?? null; link !== null; link = link.previous) kept.add(link.id);
  return kept;
};

type Link = { readonly id: string; readonly at: number; readonly previous: Link | null };

const lengthBelow = (ends: readonly Link[], at: number): number => {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.at ?? at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};
