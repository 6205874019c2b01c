import { expect, test } from "@playwright/test";
import { expectSaved, note, open, status, widgetNamed } from "./page.ts";

test("a first visit works at once, without signing up, and saves what is changed", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await open(page);
  for (const name of ["Clock", "Welcome", "To do", "Countdown", "Links"]) {
    await expect(widgetNamed(page, name)).toBeVisible();
  }
  await expect(status(page)).toHaveText("Ready");

  await note(page).fill("Milk, bread");
  await expect(status(page)).toHaveText("Saving…");
  await expectSaved(page);
  expect(errors).toEqual([]);
});

test("what was arranged is there after the browser was closed, and on another device", async ({
  browser,
  baseURL,
}) => {
  const options = { baseURL: baseURL ?? "" };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await open(page);
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await expectSaved(page);
  const storageState = await context.storageState({ indexedDB: true });
  await context.close();

  const nextDay = await (await browser.newContext({ ...options, storageState })).newPage();
  await open(nextDay);
  await expect(nextDay.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();

  const { cookies } = storageState;
  const otherDevice = await browser.newContext(options);
  await otherDevice.addCookies(cookies);
  const other = await otherDevice.newPage();
  await open(other);
  await expect(other.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
  await expectSaved(other);
});
