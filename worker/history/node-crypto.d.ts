// The one part of Node's API that the Worker uses (the runtime has it under nodejs_compat, on by default). All of
// Node's types would let in much more than workerd has.
declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): {
    update(text: string): { digest(encoding: "hex"): string };
  };
}
