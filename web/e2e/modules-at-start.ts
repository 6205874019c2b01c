/** Of which modules a page has code before it runs, if a bundler makes it of this entry; not those it loads later. */
import { dirname } from "node:path";
import { build, type Rolldown } from "vite";

export const modulesAtStart = async (entry: string): Promise<readonly string[]> => {
  const result = await build({
    ...{ root: dirname(entry), configFile: false, logLevel: "error" },
    build: { write: false, rollupOptions: { input: entry } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs
    .flatMap((one) => ("output" in one ? one.output : []))
    .filter((one): one is Rolldown.OutputChunk => one.type === "chunk");
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const atStart = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of atStart) {
    for (const name of imports) {
      const imported = byName.get(name);
      if (imported !== undefined) atStart.add(imported);
    }
  }
  return [...atStart].flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
};
