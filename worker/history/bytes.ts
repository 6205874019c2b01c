/** Small tools on bytes: numbers in as few as they need, joining, reading on. */

/** A whole number from 0 to 2^31 - 1: seven bits a byte, the lowest first. */
export const writeNumber = (into: number[], value: number): void => {
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) into.push((rest & 0x7f) | 0x80);
  into.push(rest);
};

/** Reads on from where it stands. */
export const createReader = (bytes: Uint8Array) => {
  let at = 0;
  return {
    /** What `writeNumber` wrote. NaN where there is no number: every comparison with it fails. */
    number: (): number => {
      let value = 0;
      for (let shift = 0; shift < 35; shift += 7) {
        const byte = bytes[at];
        if (byte === undefined) return Number.NaN;
        at += 1;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
      return Number.NaN;
    },
    /** The next `length` bytes; null where there are not as many. */
    take: (length: number): Uint8Array | null => {
      if (!(length <= bytes.length - at)) return null;
      at += length;
      return bytes.subarray(at - length, at);
    },
    rest: (): Uint8Array => bytes.subarray(at),
    isAtEnd: (): boolean => at === bytes.length,
  };
};

export const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const encoder = new TextEncoder();
// A byte order mark is a character of the text like any other.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Null for what is not UTF-8. */
export const textOf = (bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};
