// The parts of Node's API that the Worker uses (the runtime has them under nodejs_compat, on by default). All of
// Node's types would let in much more than workerd has.
declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): {
    update(bytes: Uint8Array): { digest(encoding: "hex"): string };
  };
}

declare module "node:zlib" {
  export function deflateSync(bytes: Uint8Array, options: { readonly chunkSize: number }): Uint8Array;
  /** `info` also gives the engine, which knows how many of the bytes it took. */
  export function inflateSync(
    bytes: Uint8Array,
    options: { readonly maxOutputLength: number; readonly chunkSize: number; readonly info: true },
  ): { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };
}
