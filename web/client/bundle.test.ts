/** What an app gets for what it imports of the public door: by modules, as a bundler leaves them. */
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { describe, expect, it } from "vitest";
import { bundled, here, modulesOf as modulesIn } from "./bundle.testing.ts";

const DOOR = fileURLToPath(new URL("index.ts", import.meta.url));
const ENTRY = "virtual:app";

/** The modules of which something is left, by their path in this repository or their package. */
const modulesOf = async (code: string): Promise<readonly string[]> => {
  const built = await build({
    ...{ configFile: false, logLevel: "warn", root: fileURLToPath(new URL("../..", import.meta.url)) },
    plugins: [
      {
        name: "app",
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? code : null),
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: ENTRY } },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const chunks = bundle !== undefined && "output" in bundle ? bundle.output : [];
  return chunks.flatMap((chunk) =>
    chunk.type !== "chunk"
      ? []
      : Object.entries(chunk.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
};

const importing = (name: string): Promise<readonly string[]> =>
  modulesOf(`import { ${name} } from ${JSON.stringify(DOOR)}; globalThis.kept = ${name};`);

const SCHEMAS = /\/(zod|catalog\.ts|schema\.ts|wire\.ts|judge\.ts)\b/;
const found = (modules: readonly string[], pattern: RegExp): readonly string[] =>
  modules.filter((id) => pattern.test(id));

describe("an app that imports", () => {
  it("the door for nothing gets nothing", async () => {
    const modules = await modulesOf(`import ${JSON.stringify(DOOR)}; globalThis.kept = 1;`);
    expect(found(modules, /\/(web|worker|node_modules)\//)).toEqual([]);
  });

  it("the manager gets no service and no schema", async () => {
    const modules = await importing("widgetPersistenceManager");
    expect(found(modules, /\/manager\.ts$/)).toHaveLength(1);
    expect([...found(modules, SCHEMAS), ...found(modules, /\/services\//)]).toEqual([]);
  });

  it.each(["widgetStorageService", "optimisticWidgetManager", "widgetVersionService"])(
    "%s gets the manager and no schema",
    async (name) => {
      const modules = await importing(name);
      expect(found(modules, /\/manager\.ts$/)).toHaveLength(1);
      expect(found(modules, SCHEMAS)).toEqual([]);
    },
  );

  it("widgetEncryptionService gets the manager, and what encrypts only when it is called", async () => {
    const app = `import { widgetEncryptionService } from ${here("index.ts")};
      globalThis.kept = widgetEncryptionService;`;
    const modules = modulesIn((await bundled(app)).first);
    expect(found(modules, /\/manager\.ts$/)).toHaveLength(1);
    expect([
      ...found(modules, SCHEMAS),
      ...found(modules, /node_modules\/jose\/|client\/(encryption|keyholder)/),
    ]).toEqual([]);
  });

  it("widgetConflictResolver gets no manager and no schema", async () => {
    const modules = await importing("widgetConflictResolver");
    expect([...found(modules, SCHEMAS), ...found(modules, /\/(manager|browser|singleton)\.ts$/)]).toEqual([]);
  });

  it("widgetValidator gets the schemas, and no manager", async () => {
    const modules = await importing("widgetValidator");
    expect(found(modules, /\/catalog\.ts$/)).toHaveLength(1);
    expect(found(modules, /\/(manager|browser|singleton)\.ts$/)).toEqual([]);
  });
});
