/**
 * Finds in a base what a target repeats of it. Linear in both, whatever they hold: the search for one stretch looks
 * at a fixed number of places.
 */

/** `length` equal bytes: in the base from `start`, in the target from `back` bytes before where the search stood. */
export type Match = { readonly start: number; readonly length: number; readonly back: number };

/** Shorter stretches cost about as much to name as to repeat. */
const SHORTEST = 8;
/** At the expected place, a stretch of this length is taken without a look elsewhere. */
const LONG_ENOUGH = 32;
/** How many places that begin alike are looked at, the last in the base first. */
const MOST_PLACES = 32;

export const createMatcher = (base: Uint8Array, target: Uint8Array) => {
  const places = indexOf(base);

  /**
   * The longest stretch found that starts at `at`, led back over new bytes as far as `written`. `copiedTo` is where
   * in the base the last copy ended: what follows there, or was replaced there, is tried first.
   */
  return (
    at: number,
    { written, copiedTo }: { readonly written: number; readonly copiedTo: number },
  ): Match | null => {
    let best = { start: 0, length: 0 };
    const consider = (start: number): void => {
      // Longer than the best only if it is equal there too: most places are turned down by this one byte.
      if (base[start + best.length] !== target[at + best.length]) return;
      const length = sameFrom(base, start, target, at);
      if (length > best.length) best = { start, length };
    };
    consider(copiedTo);
    consider(copiedTo + at - written);
    if (best.length < LONG_ENOUGH && at + SHORTEST <= target.length) {
      let start = places.first[hashAt(target, at) >>> places.shift] ?? -1;
      for (let looked = 0; start >= 0 && looked < MOST_PLACES; looked += 1) {
        consider(start);
        start = places.next[start] ?? -1;
      }
    }
    if (best.length < SHORTEST) return null;
    let back = 0;
    while (back < at - written && back < best.start && base[best.start - back - 1] === target[at - back - 1])
      back += 1;
    return { start: best.start - back, length: best.length + back, back };
  };
};

/** How many bytes are equal from two places on. */
export const sameFrom = (a: Uint8Array, fromA: number, b: Uint8Array, fromB: number): number => {
  const most = Math.min(a.length - fromA, b.length - fromB);
  let length = 0;
  while (length < most && a[fromA + length] === b[fromB + length]) length += 1;
  return length;
};

/** Every place of the base by the hash of the bytes that it begins with, as chains with the last place first. */
const indexOf = (base: Uint8Array) => {
  const shift = Math.max(10, Math.clz32(base.length));
  const first = new Int32Array(2 ** (32 - shift)).fill(-1);
  const next = new Int32Array(base.length);
  for (let at = 0; at + SHORTEST <= base.length; at += 1) {
    const hash = hashAt(base, at) >>> shift;
    next[at] = first[hash] ?? -1;
    first[hash] = at;
  }
  return { first, next, shift };
};

/** 32 bits, the higher the better mixed. */
const hashAt = (bytes: Uint8Array, at: number): number =>
  Math.imul(Math.imul(word(bytes, at), 0x9e3779b1) ^ word(bytes, at + 4), 0x85ebca6b);

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24);
