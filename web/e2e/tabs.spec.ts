import { expect, test } from "@playwright/test";
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
