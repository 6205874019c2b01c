/** The app that the embedding page builds, made by following it: its commands, its files and its examples. */
import { root } from "../../worker/dev/project.ts";
import { createEmbeddedApp, type EmbeddedApp } from "./embedded-app.ts";
import { examples, files, scripts } from "./readme-blocks.ts";
import { runShell } from "./shell.ts";

export type ReadmeApp = {
  readonly package: EmbeddedApp;
  /** What the compiler says of its files and of the examples, by file. */
  readonly complaints: ReadonlyMap<string, string>;
  /** Addresses: as built for people, and with the React that mounts everything twice in StrictMode. */
  readonly production: string;
  readonly development: string;
  readonly remove: () => Promise<void>;
};

export const createReadmeApp = async (api: string): Promise<ReadmeApp> => {
  const app = createEmbeddedApp();
  const here = (text: string): string =>
    text.replaceAll("../my-app", app.folder).replaceAll("http://localhost:8787", api);
  for (const { name, code } of scripts) runShell(here(code), name === "my-app" ? app.folder : root);
  for (const { name, code } of files) app.write(name, here(code));
  for (const { file, code } of examples) app.write(file, `${code}export {};\n`);
  const complaints = app.complaints();
  // One that does not compile fails by itself, and shall not keep the others from being built.
  for (const { file } of examples) if (complaints.has(file)) app.write(file, "export {};\n");
  await app.build("production");
  await app.build("development");
  const production = await app.serve("production");
  const development = await app.serve("development");
  return {
    ...{ package: app, complaints, production: production.url, development: development.url },
    remove: async () => {
      await Promise.all([production.stop(), development.stop()]);
      app.remove();
    },
  };
};
