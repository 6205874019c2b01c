import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { pairedDevice } from "./page.ts";
import { createReadmeApp, type ReadmeApp } from "./readme-app.ts";
import { blocks, examples, files, promisedBy } from "./readme-blocks.ts";

// One app for all: built once, by one worker.
test.describe.configure({ mode: "default" });

let app: ReadmeApp;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000);
  app = await createReadmeApp(baseURL ?? "");
});
test.afterAll(() => app?.remove());

test("the package brings complete declarations, for bundlers and for Node", () => {
  const ours = (found: ReadonlyMap<string, string>) =>
    [...found].filter(([file]) => !file.startsWith("src/examples/")).map(([, text]) => text);
  expect(ours(app.complaints)).toEqual([]);
  const doors = ["--module", "nodenext", "--moduleResolution", "nodenext"];
  const inNode = [...app.package.complaints(...doors)].filter(([file]) => !/^src\/(?!doors)/.test(file));
  expect(inNode).toEqual([]);
});

test("the package names no file that is not in it", () => {
  const folder = join(app.package.folder, "node_modules/gridkeep");
  const paths = globSync("**/*.{js,d.ts}", { cwd: folder }).map((path) => join(folder, path));
  expect(paths.length).toBeGreaterThan(50);
  for (const path of paths) {
    const code = readFileSync(path, "utf8");
    for (const [, name = ""] of code.matchAll(/ from "(\.[^"]+)";/g))
      expect(existsSync(join(dirname(path), name)), `${path} names ${name}`).toBe(true);
  }
});

/** The app of the page, as React in development runs it: StrictMode mounts everything twice. */
const open = async (page: Page): Promise<void> => {
  await page.goto(app.development);
  await expect(hello(page)).toBeVisible();
};
const hello = (page: Page) => page.getByRole("textbox", { name: "hello" });
const expectStatus = (page: Page, text: string) => expect(page.getByRole("status")).toHaveText(text);
const saved = async (page: Page, text: string): Promise<void> => {
  const answered = page.waitForResponse((one) => one.request().method() === "PUT" && one.ok());
  await hello(page).fill(text);
  await answered;
  await expectStatus(page, "Saved");
};

test("the app of the page shows its initial layout, keeps what is typed, and starts once", async ({
  page,
}) => {
  const complaints: string[] = [];
  const calls: string[] = [];
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("request", (request) => calls.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const counted = (call: string) => calls.filter((one) => one === call).length;

  await open(page);
  await expect(hello(page)).toHaveValue("Hello");
  await expectStatus(page, "Nothing to save yet");
  await saved(page, "typed");
  expect(counted("POST /api/session")).toBe(1);
  expect(counted("PUT /api/layouts/main")).toBe(1);

  await page.reload();
  await expect(hello(page)).toHaveValue("typed");
  await expectStatus(page, "Saved");
  expect(complaints).toEqual([]);
});

test("the app of the page works offline, and sends when there is a network", async ({ context, page }) => {
  await open(page);
  await saved(page, "before");
  await context.setOffline(true);
  await hello(page).fill("offline");
  await expectStatus(page, "On this device only: 1 waiting");
  await context.setOffline(false);
  await expectStatus(page, "Saved");
  await page.reload();
  await expect(hello(page)).toHaveValue("offline");
});

test("the app of the page lists versions as they come, restores one, and undoes that", async ({ page }) => {
  await open(page);
  await saved(page, "first");
  await saved(page, "second");
  const items = page.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  await page.getByRole("button", { name: "Restore 1" }).click();
  await expect(hello(page)).toHaveValue("first");
  await expect(items).toHaveCount(3);
  await expect(items.first()).toContainText("Restored version 1");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(hello(page)).toHaveValue("second");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(hello(page)).toHaveValue("first");
});

test("the app of the page asks where two devices clash, and the other side stays", async ({
  browser,
  context,
  page,
}) => {
  await open(page);
  await saved(page, "base");
  const other = await pairedDevice(browser, context, app.development);
  await open(other);
  await expect(hello(other)).toHaveValue("base");
  await other.context().setOffline(true);
  await saved(page, "theirs");
  await hello(other).fill("mine");
  await expectStatus(other, "On this device only: 1 waiting");
  await other.context().setOffline(false);
  const question = other.getByRole("alertdialog", { name: "Changed on two devices" });
  await expect(question).toBeVisible();
  await expect(hello(other)).toHaveValue("mine");
  await question.getByRole("button", { name: "Take theirs" }).click();
  await expect(question).toBeHidden();
  await expect(hello(other)).toHaveValue("theirs");
  await expectStatus(other, "Saved");
});

test("the hooks never tear, keep what is set early, and stay who they are", async ({ page }) => {
  await page.goto(`${app.development}/hooks.html`);
  await expect(page.locator("body")).toHaveAttribute("data-seen", /./, { timeout: 30_000 });
  const seen = JSON.parse((await page.locator("body").getAttribute("data-seen")) ?? "");
  // Readers written without a second thought do tear here: else the circumstances would prove nothing.
  expect(seen.torn.naive).toBeGreaterThan(0);
  expect(seen.torn.ours).toBe(0);
  expect(seen).toMatchObject({ early: "first, second", text: "first, second, 19", setters: 1 });
  // Untouched, then saving: not a new one with each edit.
  expect(seen.statuses).toBeLessThanOrEqual(3);
});

test("an app gets what it imports: rules without storage, a manager without schemas or keys", async () => {
  const rules = await app.package.modulesAtStart(
    `import { validateLayout } from "gridkeep/layout"; console.log(validateLayout({}));`,
  );
  expect(rules.filter((id) => /zod/.test(id))).not.toEqual([]);
  expect(rules.filter((id) => /\/web\/|node_modules\/(idb|jose|react)\//.test(id))).toEqual([]);

  const manager = await app.package.modulesAtStart(
    `import { widgetPersistenceManager } from "gridkeep/client"; void widgetPersistenceManager.start();`,
  );
  expect(manager.filter((id) => /\/web\/client\/manager\.js$/.test(id))).toHaveLength(1);
  expect(manager.filter((id) => /node_modules\/(zod|jose|react)\/|encryption/.test(id))).toEqual([]);

  const validator = await app.package.modulesAtStart(
    `import { widgetValidator } from "gridkeep/client"; console.log(widgetValidator.validateLayout({}));`,
  );
  expect(validator.filter((id) => /zod/.test(id))).not.toEqual([]);
  expect(
    validator.filter((id) => /\/web\/offline\/|client\/manager|node_modules\/(idb|jose)\//.test(id)),
  ).toEqual([]);
});

for (const { heading, index, file, ...block } of examples) {
  test(`example ${index + 1} of the page, under "${heading}", compiles and prints what it says`, async ({
    page,
  }) => {
    expect(app.complaints.get(file) ?? "").toBe("");
    await page.goto(`${app.production}/example.html?run=${index}`);
    // A passphrase is worked on for as long as it takes to be hard to guess.
    await expect(page.locator("body[data-ended]")).toBeAttached({ timeout: 40_000 });
    const { outcome, printed } = JSON.parse((await page.locator("body").textContent()) ?? "");
    expect(outcome).toBe("done");
    expect(printed).toEqual(promisedBy({ heading, ...block }));
  });
}

test("every block of the page is one that is tried", () => {
  expect(blocks.filter(({ name, language }) => name === "" && language !== "ts")).toEqual([]);
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["vite.config.ts", "src/App.tsx", "src/Dashboard.tsx", "src/StatusPill.tsx"]),
  );
});
