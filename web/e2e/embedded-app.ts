/**
 * An empty Vite and React app of a stranger, into which the library is installed as a packed file. Nothing comes over
 * the network: what the library and the app depend on is linked from here.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import { claimPort } from "../../worker/dev/port.ts";
import { root } from "../../worker/dev/project.ts";
import { tsc } from "../../worker/dev/tool.ts";
import { modulesAtStart } from "./modules-at-start.ts";

/** What the template of Vite installs. */
const OF_THE_APP = [
  ...["react", "react-dom", "vite", "@vitejs/plugin-react", "typescript", "@types/react", "@types/react-dom"],
];
/** Beside the app's own page: the same, with another script. */
const MORE_PAGES = [
  ["hooks", "hooks.tsx"],
  ["example", "example.ts"],
] as const;
/** From where the library's own dependencies come, if it names them. */
const OF_THE_LIBRARY = ["idb", "jose", "zod"];

export type Mode = "production" | "development";

export type EmbeddedApp = {
  readonly folder: string;
  readonly write: (path: string, text: string) => void;
  /** What the compiler complains of, by the file that it is in. */
  readonly complaints: (...options: readonly string[]) => ReadonlyMap<string, string>;
  /** Builds its pages. "development" is the React that mounts everything twice in StrictMode. */
  readonly build: (mode: Mode) => Promise<void>;
  /** Serves what was built so, with /api handed on as its configuration says. */
  readonly serve: (mode: Mode) => Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;
  /** Of which modules an app gets code at once that is this one module; not those that it loads later. */
  readonly modulesAtStart: (code: string) => Promise<readonly string[]>;
  readonly remove: () => void;
};

export const createEmbeddedApp = (): EmbeddedApp => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "gridkeep-app-")));
  cpSync(fileURLToPath(new URL("./embedded", import.meta.url)), folder, { recursive: true });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package.json", JSON.stringify(manifest()));
  const page = readFileSync(join(folder, "index.html"), "utf8");
  for (const [name, script] of MORE_PAGES)
    write(`${name}.html`, page.replace("/src/main.tsx", `/src/${script}`));
  const configFile = join(folder, "vite.config.ts");
  const pages = ["index", ...MORE_PAGES.map(([name]) => name)].map((name) => join(folder, `${name}.html`));
  return {
    ...{ folder, write },
    complaints: (...options) => complaintsIn(folder, options),
    build: (mode) =>
      withNodeEnv(mode, async () => {
        const options = { outDir: `dist-${mode}`, rollupOptions: { input: pages } };
        await build({ ...{ root: folder, configFile, mode }, logLevel: "error", build: options });
      }),
    serve: async (mode) => {
      const port = await claimPort(0);
      const options = { port, strictPort: true, host: "localhost" };
      const server = await preview({
        // Silent, as it says of each page that was closed that its socket is gone.
        ...{ root: folder, configFile, logLevel: "silent", preview: options },
        build: { outDir: `dist-${mode}` },
      });
      return { url: `http://localhost:${port}`, stop: () => server.close() };
    },
    modulesAtStart: (code) => {
      write("one.ts", code);
      return modulesAtStart(join(folder, "one.ts"));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const manifest = (): object => {
  const modules = realpathSync(join(root, "node_modules"));
  const linked = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, `file:${join(modules, name)}`]));
  const [dependencies, overrides] = [linked(OF_THE_APP), linked(OF_THE_LIBRARY)];
  return { name: "my-app", private: true, type: "module", dependencies, overrides };
};

const complaintsIn = (folder: string, options: readonly string[]): ReadonlyMap<string, string> => {
  const args = [...tsc, "--project", folder, "--pretty", "false", ...options];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const byFile = new Map<string, string>();
  for (const line of stdout.split("\n").filter((one) => one.trim() !== "")) {
    const file = /^([^\s(]+)\(\d+,\d+\): /.exec(line)?.[1] ?? "";
    byFile.set(file, `${byFile.get(file) ?? ""}${line}\n`);
  }
  return byFile;
};

/** Vite takes it from the environment where there is one. */
const withNodeEnv = async (mode: string, work: () => Promise<void>): Promise<void> => {
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = mode;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
};
