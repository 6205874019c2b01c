/**
 * What turns one text into the next: stretches to copy from the base, and new bytes. Exact on any two byte
 * sequences, for it knows nothing of JSON: a widget copied, moved in the list or edited in one key costs only what
 * is new in it.
 *
 * A delta is the length of the target, that of the steps, the steps, and then all new bytes in one piece, where
 * they compress best. A step: so many new bytes, then so many from the base, from so far off the place where the
 * last copy ended. New bytes that no step takes are the end.
 */
import { concat, createReader, writeNumber } from "./bytes.ts";
import { createMatcher, type Match, sameFrom } from "./match.ts";

/** A change this short is written out: to look for it in the base would cost more than it spares. */
const SHORT_CHANGE = 24;

export const deltaBetween = (base: Uint8Array, target: Uint8Array): Uint8Array => {
  const head = sameFrom(base, 0, target, 0);
  const tail = sameTail(base, target, Math.min(base.length, target.length) - head);
  const changed = target.subarray(0, target.length - tail);
  const script = createScript(target);
  if (head > 0) script.copy(0, { start: 0, length: head });
  if (changed.length - head > SHORT_CHANGE) {
    const longest = createMatcher(base, changed);
    let at = head;
    while (at < changed.length) {
      const { written, copiedTo } = script.place();
      const match = longest(at, { written, copiedTo });
      if (match !== null) script.copy(at - match.back, match);
      // The longer nothing was found, the longer the strides: what is all new is passed quickly.
      at = match === null ? at + 1 + ((at - written) >>> 6) : script.place().written;
    }
  }
  if (tail > 0) script.copy(changed.length, { start: base.length - tail, length: tail });
  return script.finish();
};

/** Null for what `deltaBetween` can't have made from this base, or for a target of more than `limit` bytes. */
export const applyDelta = (base: Uint8Array, delta: Uint8Array, limit: number): Uint8Array | null => {
  const reader = createReader(delta);
  const length = reader.number();
  const stepBytes = reader.take(reader.number());
  if (stepBytes === null || !(length <= limit)) return null;
  const steps = createReader(stepBytes);
  const fresh = createReader(reader.rest());
  const parts: Uint8Array[] = [];
  let [copiedTo, made] = [0, 0];
  while (!steps.isAtEnd()) {
    const added = fresh.take(steps.number());
    const copied = steps.number();
    const start = copiedTo + unzigzag(steps.number());
    if (added === null || !(start >= 0 && start + copied <= base.length)) return null;
    parts.push(added, base.subarray(start, start + copied));
    copiedTo = start + copied;
    made += added.length + copied;
    if (made > length) return null;
  }
  parts.push(fresh.rest());
  const target = concat(parts);
  return target.length === length ? target : null;
};

/** Collects the steps towards a target. */
const createScript = (target: Uint8Array) => {
  const steps: number[] = [];
  const fresh: Uint8Array[] = [];
  let [written, copiedTo] = [0, 0];
  return {
    /** How far the target is written, and where in the base the last copy ended. */
    place: () => ({ written, copiedTo }),
    copy: (at: number, { start, length }: Pick<Match, "start" | "length">): void => {
      fresh.push(target.subarray(written, at));
      writeNumber(steps, at - written);
      writeNumber(steps, length);
      writeNumber(steps, zigzag(start - copiedTo));
      written = at + length;
      copiedTo = start + length;
    },
    finish: (): Uint8Array => {
      const lengths: number[] = [];
      writeNumber(lengths, target.length);
      writeNumber(lengths, steps.length);
      return concat([Uint8Array.from(lengths), Uint8Array.from(steps), ...fresh, target.subarray(written)]);
    },
  };
};

const sameTail = (a: Uint8Array, b: Uint8Array, most: number): number => {
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
};

/** Numbers of either sign as numbers from 0 up, small ones staying small. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);
