/**
 * Of thousands of points, those that a picture needs: in each pixel column the first, the least, the most and the last
 * (M4, Jugel et al., VLDB 2014), which draw the very line that all points would. A gap stays a gap.
 */

/** Indices in their order. `place` says in which pixel column a point stands, rising; at most `5 * columns` come back. */
export const thin = (
  values: readonly (number | null)[],
  { columns, place }: { readonly columns: number; readonly place: (index: number) => number },
): readonly number[] => {
  if (values.length <= 2 * columns) return [...values.keys()];
  const kept: number[] = [];
  let bucket: Bucket | undefined;
  for (const [index, value] of values.entries()) {
    const column = Math.floor(place(index));
    if (bucket === undefined || column !== bucket.column) {
      if (bucket !== undefined) kept.push(...indicesOf(bucket));
      bucket = { column, gap: undefined, first: undefined, least: index, most: index, last: index };
    }
    if (value === null) bucket.gap ??= index;
    else add(bucket, values, index);
  }
  if (bucket !== undefined) kept.push(...indicesOf(bucket));
  return kept;
};

type Bucket = {
  readonly column: number;
  /** The first point without a value. */
  gap: number | undefined;
  first: number | undefined;
  least: number;
  most: number;
  last: number;
};

const add = (bucket: Bucket, values: readonly (number | null)[], index: number): void => {
  const value = values[index] ?? 0;
  if (bucket.first === undefined) {
    bucket.first = index;
    bucket.least = index;
    bucket.most = index;
  }
  if (value < (values[bucket.least] ?? 0)) bucket.least = index;
  if (value > (values[bucket.most] ?? 0)) bucket.most = index;
  bucket.last = index;
};

const indicesOf = ({ gap, first, least, most, last }: Bucket): readonly number[] => {
  const points = first === undefined ? [] : [first, least, most, last];
  const all = gap === undefined ? points : [...points, gap];
  return [...new Set(all)].sort((one, other) => one - other);
};

/** Which point is nearest to a place; `at` rises. -1 where there is none. */
export const nearest = (at: readonly number[], place: number): number => {
  if (at.length === 0) return -1;
  let [low, high] = [0, at.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [at[low - 1], at[low]];
  return before !== undefined && after !== undefined && place - before < after - place ? low - 1 : low;
};
