/**
 * A page of its own for a journey: a script of ours, bundled as an embedder's would be, on the app's origin. As it
 * comes from no network, Chromium lets it open no live socket to this machine: it hears of other devices when it asks.
 */
import type { Page } from "@playwright/test";
import { build, type Rolldown } from "vite";

const FOLDER = "/embedded-test/";

/** Opens it in `page`. `script` is a file; what it imports lazily is loaded lazily. */
export const openBundled = async (page: Page, script: string): Promise<void> => {
  const chunks = await bundleOf(script);
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry)?.fileName;
  await page.route(`**${FOLDER}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(FOLDER.length);
    const chunk = chunks.get(name);
    if (chunk !== undefined) return route.fulfill({ contentType: "text/javascript", body: chunk.code });
    return route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Embedded</title><script type="module" src="${FOLDER}${entry}"></script>`,
    });
  });
  await page.goto(FOLDER);
};

const bundles = new Map<string, Promise<ReadonlyMap<string, Rolldown.OutputChunk>>>();

const bundleOf = (script: string): Promise<ReadonlyMap<string, Rolldown.OutputChunk>> => {
  const known = bundles.get(script) ?? bundled(script);
  bundles.set(script, known);
  return known;
};

const bundled = async (script: string): Promise<ReadonlyMap<string, Rolldown.OutputChunk>> => {
  const result = await build({
    ...{ configFile: false, logLevel: "silent", base: FOLDER },
    build: { write: false, target: "es2023", modulePreload: false, rollupOptions: { input: script } },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((one) => ("output" in one ? one.output : []));
  return new Map(chunks.filter((one) => one.type === "chunk").map((chunk) => [chunk.fileName, chunk]));
};
