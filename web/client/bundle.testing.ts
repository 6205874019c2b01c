/** What a bundler makes of a page that embeds the library. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";

type Chunk = Rolldown.OutputChunk;

type Bundle = {
  /** What the page starts with: its entry, and all that this imports statically. */
  readonly first: readonly Chunk[];
  /** What comes over the network with a file of the library, loaded after `had`. */
  readonly with: (file: string, had: readonly Chunk[]) => readonly Chunk[];
};

const ENTRY = "\0page";
const PLAIN_IMPORT = "export const __vitePreload = (load) => load();";

/** Of a file beside this one, as a page would write it into an import. */
export const here = (name: string): string => JSON.stringify(fileURLToPath(new URL(name, import.meta.url)));

export const bundled = async (page: string): Promise<Bundle> => {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    plugins: [
      {
        name: "page",
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? page : undefined),
        // What Vite adds to an app that imports anything later is Vite's, and there once however much is imported.
        transform: (_, id) => (id.includes("vite/preload-helper") ? PLAIN_IMPORT : undefined),
      },
    ],
    build: { write: false, target: "es2023", modulePreload: false, rollupOptions: { input: ENTRY } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs
    .flatMap((one) => ("output" in one ? one.output : []))
    .filter((one) => one.type === "chunk");
  return {
    first: closure(
      chunks,
      chunks.filter(({ isEntry }) => isEntry),
    ),
    with: (file, had) => {
      const holds = ({ moduleIds }: Chunk) => moduleIds.some((id) => id.endsWith(`/${file}`));
      return closure(chunks, chunks.filter(holds)).filter((chunk) => !had.includes(chunk));
    },
  };
};

const closure = (chunks: readonly Chunk[], roots: readonly Chunk[]): readonly Chunk[] => {
  const found = new Set(roots);
  for (const { imports } of found)
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk);
  return [...found];
};

/** As it comes over the network. */
export const gzipBytes = (text: string): number => gzipSync(text).length;

export const bytesOf = (chunks: readonly Chunk[]): number =>
  chunks.reduce((sum, { code }) => sum + gzipBytes(code), 0);

export const modulesOf = (chunks: readonly Chunk[]): readonly string[] =>
  chunks.flatMap(({ moduleIds }) => moduleIds);
