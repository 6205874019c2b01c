import { expect, test } from "@playwright/test";
import { edit, expectSaved, note, open, pairedDevice, widgetNamed } from "./page.ts";

test("what was done before a reload is taken back after it, and done again after the next", async ({
  page,
}) => {
  await open(page);
  await edit(page);
  for (const name of ["Clock", "Links"]) {
    await widgetNamed(page, name).focus();
    await page.keyboard.press("Delete");
    await expect(widgetNamed(page, name)).toHaveCount(0);
  }
  // At once: the last steps are written as the page goes.
  await page.reload();
  await edit(page);
  const [undo, redo] = ["Undo", "Redo"].map((name) => page.getByRole("button", { name, exact: true }));
  await expect(widgetNamed(page, "Links")).toHaveCount(0);
  await undo?.click();
  await expect(widgetNamed(page, "Links")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(widgetNamed(page, "Clock")).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();

  await page.reload();
  await edit(page);
  await redo?.click();
  await expect(widgetNamed(page, "Clock")).toHaveCount(0);
  await expect(widgetNamed(page, "Links")).toBeVisible();
  await expectSaved(page);
});

test("what was typed without a pause is taken back at once, whatever was ticked before or after it", async ({
  page,
}) => {
  await open(page);
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  const tick = page.getByRole("checkbox").first();
  await note(page).fill("Before.");
  await tick.check();
  await note(page).focus();
  await page.keyboard.press("Control+End");
  // Typed by the page itself: how fast a test's keys arrive is the machine's to say, and a pause would make two steps.
  await note(page).evaluate(async (_, text) => {
    for (const letter of text) {
      document.execCommand("insertText", false, letter);
      await new Promise(requestAnimationFrame);
    }
  }, " One after another");
  await expect(note(page)).toHaveValue("Before. One after another");
  await tick.uncheck();
  await edit(page);
  await undo.click();
  await expect(tick).toBeChecked();
  await expect(note(page)).toHaveValue("Before. One after another");
  await undo.click();
  await expect(note(page)).toHaveValue("Before.");
  await expect(tick).toBeChecked();
  await undo.click();
  await expect(tick).not.toBeChecked();
  await expectSaved(page);
});

test("a reload in one tab leaves the other tab's steps to that one, and a new device has none", async ({
  browser,
  context,
  page,
  baseURL,
}) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  for (const [tab, name] of [
    [page, "Clock"],
    [other, "Links"],
  ] as const) {
    await edit(tab);
    await widgetNamed(tab, name).focus();
    await tab.keyboard.press("Delete");
    for (const one of [page, other]) await expect(widgetNamed(one, name)).toHaveCount(0);
  }
  await expectSaved(other);
  await page.reload();
  await edit(page);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(widgetNamed(page, "Clock")).toBeVisible();
  await expect(widgetNamed(page, "Links")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
  await expectSaved(page);

  const device = await pairedDevice(browser, context, baseURL ?? "");
  await open(device);
  await expectSaved(device);
  await edit(device);
  await expect(device.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();
});
