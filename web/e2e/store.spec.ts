/** The contract of the document store, case by case, on the IndexedDB of a real browser. */
import { fileURLToPath } from "node:url";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { build } from "vite";
import { describeDurableStore } from "../offline/store.contract.testing.ts";
import type { StorePage } from "./store-page.ts";

declare const storePage: StorePage;

const PATH = "/store-contract";

let script = "";
test.beforeAll(async () => {
  const output = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "es2023",
      rollupOptions: { input: fileURLToPath(new URL("store-page.ts", import.meta.url)) },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  const chunks = bundle !== undefined && "output" in bundle ? bundle.output : [];
  script = chunks.flatMap((chunk) => (chunk.type === "chunk" ? [chunk.code] : [])).join("\n");
  expect(script).toContain("storePage");
});

/** A page of the app's origin with the store and nothing else: no app that would write, too. */
const openStorePage = async (context: BrowserContext): Promise<Page> => {
  await context.route(`**${PATH}`, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><script src="${PATH}.js"></script>` }),
  );
  await context.route(`**${PATH}.js`, (route) =>
    route.fulfill({ contentType: "text/javascript", body: `(() => {\n${script}\n})();` }),
  );
  const page = await context.newPage();
  await page.goto(PATH);
  return page;
};

const neverRun = async (): Promise<never> => {
  throw new Error("The cases run in the browser.");
};

describeDurableStore("IndexedDB", neverRun, (title) => {
  // The context is new, so the device is clean.
  test(title, async ({ context }) => {
    const page = await openStorePage(context);
    expect(await page.evaluate((one) => storePage.run(one), title)).toBeNull();
  });
});

test("IndexedDB: what was acknowledged is there after the page is closed in the same moment", async ({
  context,
}) => {
  const page = await openStorePage(context);
  await page.evaluate(async () => {
    const draft = {
      rev: 1,
      queuedRev: 0,
      layout: { desktop: [], mobile: [] },
      seed: { desktop: [], mobile: [] },
    };
    await storePage.store.update("guest-1/main", (doc) => [{ ...doc, draft }, null]);
  });
  await page.close();
  const again = await openStorePage(context);
  expect(await again.evaluate(() => storePage.store.read("guest-1/main"))).toMatchObject({
    ...{ draft: { rev: 1 }, rows: [], head: null, parked: [] },
  });
});
