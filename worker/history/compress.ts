/**
 * Bytes made small and back, alike in workerd and in Node. The zlib form: its Adler-32 costs 4 bytes and lets a
 * damaged body be told from a good one that is built on a damaged base.
 */
import { concat } from "./bytes.ts";

export const compress = async (bytes: Uint8Array): Promise<Uint8Array> =>
  concat(await chunksThrough(new CompressionStream("deflate"), bytes, Number.POSITIVE_INFINITY));

/** Null for what `compress` did not make, or made of more than `limit` bytes; damage can ask for any length. */
export const decompress = async (bytes: Uint8Array, limit: number): Promise<Uint8Array | null> => {
  try {
    return concat(await chunksThrough(new DecompressionStream("deflate"), bytes, limit));
  } catch {
    return null; // Damaged, truncated, followed by more, or too long.
  }
};

const chunksThrough = async (
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array,
  limit: number,
): Promise<Uint8Array[]> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of new Blob([bytes]).stream().pipeThrough(stream)) {
    length += chunk.length;
    if (length > limit) throw new RangeError(`longer than ${limit} bytes`);
    chunks.push(chunk);
  }
  return chunks;
};
