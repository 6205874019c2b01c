import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { openBundled } from "./bundled.ts";
import {
  expectSaved,
  lookAgain,
  note,
  open,
  pairedDevice,
  secondDevice,
  status,
  widgetNamed,
  write,
} from "./page.ts";

test("two tabs follow each other, and edit side by side without a question", async ({ context, page }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  await note(page).fill("from the first tab");
  await expect(note(other)).toHaveValue("from the first tab");

  await Promise.all([
    note(page).fill("the first tab again"),
    other.getByRole("checkbox", { name: "Tick this off" }).check(),
  ]);
  for (const tab of [page, other]) {
    await expect(note(tab)).toHaveValue("the first tab again");
    await expect(tab.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
    await expectSaved(tab);
    await expect(tab.getByRole("dialog")).toHaveCount(0);
  }
});

test("managers of one page follow each other, and hear of saves that another one of them has sent", async ({
  page,
}) => {
  await openBundled(page, fileURLToPath(new URL("managers.page.ts", import.meta.url)));
  const isReady = () =>
    page.evaluate(() => Object.values(managers).every(({ state }) => state.layout && state.session));
  await expect.poll(isReady).toBe(true);
  const go = Promise.withResolvers<void>();
  await page.route(/\/api\/layouts\/main\?/, async (route) => {
    if (route.request().method() === "PUT") await go.promise;
    await route.continue();
  });
  await page.evaluate(() => {
    for (const manager of [managers.main, managers.reports])
      manager.edit((layout) => ({ ...layout, desktop: layout.desktop.slice(1) }), { immediate: true });
  });
  await expect.poll(() => statusesOn(page)).toEqual(["saving", "saving", "saving"]);
  go.resolve();
  // Well before a page would ask by itself.
  await expect.poll(() => statusesOn(page), { timeout: 5_000 }).toEqual(["saved", "saved", "saved"]);
  expect(await page.evaluate(() => managers.twin.state.layout)).toEqual(
    await page.evaluate(() => managers.main.state.layout),
  );
});

const statusesOn = (page: Page) =>
  page.evaluate(() => Object.values(managers).map(({ status: { kind } }) => kind));

test("two devices that edit different widgets at the same time never ask", async ({
  browser,
  context,
  page,
}) => {
  await open(page);
  await write(page, "base");
  const other = await secondDevice(browser, context);
  await open(other);
  await expect(note(other)).toHaveValue("base");

  await Promise.all([
    note(page).fill("edited here"),
    other.getByRole("checkbox", { name: "Tick this off" }).check(),
  ]);
  await Promise.all([expectSaved(page), expectSaved(other)]);
  for (const device of [page, other]) {
    await lookAgain(device);
    await expect(note(device)).toHaveValue("edited here");
    await expect(device.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
    await expect(widgetNamed(device, "Welcome")).toBeVisible();
    await expect(device.getByRole("dialog")).toHaveCount(0);
  }
});

test("what one device saves shows on another by itself", async ({ browser, context, page, baseURL }) => {
  await open(page);
  await write(page, "base");
  const other = await pairedDevice(browser, context, baseURL ?? "");
  const listening = other.waitForEvent("websocket");
  await open(other);
  await expect(note(other)).toHaveValue("base");
  await (await listening).waitForEvent("framereceived");
  await status(page).click();
  await expect(page.locator(".status").getByText(/^Open on Second device, too$/)).toBeVisible();
  await page.keyboard.press("Escape");

  await write(page, "told at once");
  // Well before the page would ask by itself.
  await expect(note(other)).toHaveValue("told at once", { timeout: 5_000 });
  await expect(other.getByRole("dialog")).toHaveCount(0);
});
