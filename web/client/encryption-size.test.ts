import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { describe, expect, it } from "vitest";

/** Of what comes over the network when encryption is used first. */
const MOST_BYTES = 14 * 1024;

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const ENTRY = "\0page";

/** A page that embeds the library and may come to need the encryption. */
const bundled = async (): Promise<readonly Rolldown.OutputChunk[]> => {
  const page = `export * from ${JSON.stringify(here("index.ts"))};
    export const encryption = () => import(${JSON.stringify(here("encryption.ts"))});`;
  const result = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      {
        name: "page",
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? page : undefined),
      },
    ],
    build: {
      write: false,
      target: "es2023",
      modulePreload: false,
      rollupOptions: { input: ENTRY, preserveEntrySignatures: "strict" },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  return outputs.flatMap((one) => ("output" in one ? one.output : [])).filter((one) => one.type === "chunk");
};

describe("the encryption of a page", () => {
  it("is loaded only when used: nothing of it is in what a page starts with", async () => {
    const chunks = await bundled();
    const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    const atStart = new Set(chunks.filter(({ isEntry }) => isEntry));
    for (const chunk of atStart) {
      for (const name of chunk.imports) {
        const imported = byName.get(name);
        if (imported !== undefined) atStart.add(imported);
      }
    }
    const isEncryption = (id: string) => /node_modules\/jose\/|client\/encryption/.test(id);
    const later = chunks.filter((chunk) => !atStart.has(chunk));
    expect([...atStart].flatMap(({ moduleIds }) => moduleIds.filter(isEncryption))).toEqual([]);
    expect(later.flatMap(({ moduleIds }) => moduleIds).filter(isEncryption)).not.toEqual([]);
    const bytes = later.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
});
