/**
 * Builds the client library as a package: one ES module per source file, so that an app's bundler drops what is not
 * imported and loads later what is imported later, each with its types beside it.
 */
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject } from "./project.ts";
import { Failure, runStep } from "./step.ts";
import { tsc } from "./tool.ts";

/** What can be imported, by the file that its promise stands in. */
const DOORS = {
  "./client": "web/client/index",
  "./react": "web/react/index",
  "./layout": "worker/layout/index",
} as const;

/** Those that an app brings along itself, and from which version on they do. */
const PEERS: Readonly<Record<string, string>> = { react: ">=18" };

/** Leaves in the folder the package and nothing else. */
export async function buildLibrary(folder: string, stop?: AbortSignal): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await runStep({
    name: "Building the library",
    tool: tsc,
    args: ["--project", inProject("web/tsconfig.lib.json"), "--outDir", folder],
    ...(stop && { stop }),
  });
  const files = globSync("**/*.{js,d.ts}", { cwd: folder }).map((path) => join(folder, path));
  for (const file of files.filter((path) => path.endsWith(".d.ts"))) {
    writeFileSync(file, namingFiles(readFileSync(file, "utf8")));
  }
  const imported = new Set(files.flatMap((file) => packagesIn(readFileSync(file, "utf8"))));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest(imported), null, 2)}\n`);
  copyFileSync(inProject("web/client/README.md"), join(folder, "README.md"));
  copyFileSync(inProject("web/client/ENCRYPTION.md"), join(folder, "ENCRYPTION.md"));
  copyFileSync(inProject("LICENSE"), join(folder, "LICENSE"));
}

/** In declarations the compiler leaves the names of the sources, which are not in the package. */
const namingFiles = (declaration: string): string =>
  declaration.replace(/(\bfrom |\bimport\(|\bimport )"(\.[^"]*)\.tsx?"/g, '$1"$2.js"');

function packagesIn(code: string): string[] {
  const imports = [...code.matchAll(/(?:\bfrom |\bimport\(|^import )"([^."][^"]*)"/gm)];
  return imports.map(([, path = ""]) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
}

interface Root {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function manifest(imported: ReadonlySet<string>): object {
  const root: Root = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const { name, version, description, license } = root;
  const own = [...imported].filter((one) => !(one in PEERS)).toSorted();
  return {
    ...{ name, version, description, license, type: "module", sideEffects: false },
    exports: Object.fromEntries(
      Object.entries(DOORS).map(([door, file]) => [
        door,
        { types: `./${file}.d.ts`, default: `./${file}.js` },
      ]),
    ),
    dependencies: Object.fromEntries(own.map((one) => [one, versionIn(root, one)])),
    peerDependencies: PEERS,
    // ./client and ./layout do without.
    peerDependenciesMeta: Object.fromEntries(Object.keys(PEERS).map((one) => [one, { optional: true }])),
  };
}

function versionIn({ dependencies }: Root, name: string): string {
  const version = dependencies[name];
  if (version === undefined)
    throw new Failure(`The library imports ${name}, which is no dependency of ours.`);
  return version;
}
