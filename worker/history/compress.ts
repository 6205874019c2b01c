/**
 * Bytes made small and back, alike in workerd and in Node. The zlib form: its Adler-32 costs 4 bytes and lets a
 * damaged body be told from a good one that is built on a damaged base. Synchronous: through streams a row of 1 KB
 * takes ten times as long.
 */
import { deflateSync, inflateSync } from "node:zlib";

// A copy: Node gives a part of a larger buffer of its own kind.
export const compress = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(deflateSync(bytes, { chunkSize: CHUNK_BYTES }));

/** Most rows hold a few hundred bytes; the usual 16 KB would be cleared for each of them. */
const CHUNK_BYTES = 2048;

/** Null for what `compress` did not make, or made of more than `limit` bytes; damage can ask for any length. */
export const decompress = (bytes: Uint8Array, limit: number): Uint8Array | null => {
  try {
    const { buffer, engine } = inflateSync(bytes, {
      maxOutputLength: limit,
      chunkSize: CHUNK_BYTES,
      info: true,
    });
    return engine.bytesWritten === bytes.length ? buffer : null;
  } catch {
    return null; // Damaged, truncated, or too long.
  }
};
