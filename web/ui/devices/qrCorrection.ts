/** Reed-Solomon codewords over the field of 256 that QR codes use: with n of them, n / 2 wrong ones can be put right. */

/** The remainder of the data, read as a polynomial, by the product of (x - 2^i) for i from 0 to `count` - 1. */
export const correctionOf = (data: readonly number[], count: number): readonly number[] => {
  const divisor = divisorOf(count);
  return data.reduce<readonly number[]>(
    ([first = 0, ...rest], word) =>
      [...rest, 0].map((value, at) => value ^ times(divisor[at] ?? 0, word ^ first)),
    Array(count).fill(0),
  );
};

/** Without its leading 1. */
const divisorOf = (count: number): readonly number[] => {
  let divisor: readonly number[] = [1];
  let root = 1;
  for (let at = 0; at < count; at += 1) {
    const by = root;
    const [shifted, scaled] = [
      [...divisor, 0],
      [0, ...divisor.map((value) => times(value, by))],
    ];
    divisor = shifted.map((value, index) => value ^ (scaled[index] ?? 0));
    root = times(root, 2);
  }
  return divisor.slice(1);
};

/** Modulo x^8 + x^4 + x^3 + x^2 + 1. */
const times = (a: number, b: number): number => {
  let product = 0;
  for (let at = 7; at >= 0; at -= 1) {
    product = (product << 1) ^ (product >> 7 ? 0x11d : 0);
    if ((b >> at) & 1) product ^= a;
  }
  return product;
};
