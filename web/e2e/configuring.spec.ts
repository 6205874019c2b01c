/** A form that is open for long: what others change meanwhile stays, and what is typed in it is not lost either. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { edit, expectSaved, note, open, openTab, widgetNamed } from "./page.ts";

const dialog = (page: Page): Locator => page.getByRole("dialog");
const button = (page: Page, name: string): Locator => dialog(page).getByRole("button", { name, exact: true });

/** Seen behind a dialog as well. */
const item = (page: Page, name: string): Locator =>
  page.getByRole("checkbox", { name, exact: true, includeHidden: true });

const openSettings = async (page: Page, name: string): Promise<void> => {
  await widgetNamed(page, name)
    .getByRole("button", { name: `${name}: more actions` })
    .click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(dialog(page)).toBeVisible();
};

test("a form that is gone on with from within another one is its own, and that other one can be gone on with, too", async ({
  page,
}) => {
  await open(page);
  await edit(page);
  const title = dialog(page).getByRole("textbox").first();
  const goOn = (name: string) =>
    page.locator(".toast", { hasText: `changes to ${name}` }).getByRole("button", { name: "Go on editing" });
  await openSettings(page, "Clock");
  await title.fill("Of the clock");
  await page.keyboard.press("Escape");
  await openSettings(page, "Welcome");
  await title.fill("Of the note");
  await goOn("Clock").click();
  await expect(page.getByRole("heading", { name: "Clock: settings" })).toBeVisible();
  await expect(title).toHaveValue("Of the clock");
  await goOn("Welcome").click();
  await expect(page.getByRole("heading", { name: "Welcome: settings" })).toBeVisible();
  await expect(title).toHaveValue("Of the note");
  await button(page, "Save").click();
  await expect(widgetNamed(page, "Of the note")).toBeVisible();
  await goOn("Clock").click();
  await button(page, "Save").click();
  await expect(widgetNamed(page, "Of the clock")).toBeVisible();
  await expect(page.locator("[data-widget-id]")).toHaveCount(5);
});

test("what comes in while a form is open stays; a true clash asks, and a widget that is gone can come back", async ({
  context,
  page,
}) => {
  await open(page);
  await edit(page);
  const tab = await openTab(context);

  await openSettings(page, "To do");
  await dialog(page).getByRole("textbox").nth(1).fill("Edited in the form");
  await tab.getByRole("textbox", { name: "New item" }).fill("Added meanwhile");
  await tab.keyboard.press("Enter");
  await expect(item(page, "Added meanwhile")).toBeVisible();
  await button(page, "Save").click();
  for (const one of [page, tab])
    for (const text of ["Edited in the form", "Added meanwhile"]) await expect(item(one, text)).toBeVisible();

  // Closed without saving, it can be gone on with.
  await openSettings(page, "Welcome");
  const text = dialog(page).locator("textarea").first();
  await text.fill("mine");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await page.locator(".toast").getByRole("button", { name: "Go on editing" }).click();
  await expect(text).toHaveValue("mine");

  await note(tab).fill("theirs");
  await expect(note(page)).toHaveValue("theirs");
  await button(page, "Save").click();
  await expect(dialog(page).getByRole("alert")).toContainText("the same was changed");
  await button(page, "Save mine").click();
  await expect(note(tab)).toHaveValue("mine");

  await openSettings(page, "Clock");
  await dialog(page).getByRole("textbox").first().fill("My clock");
  await edit(tab);
  await widgetNamed(tab, "Clock").focus();
  await tab.keyboard.press("Delete");
  await expect(widgetNamed(page, "Clock")).toHaveCount(0);
  await button(page, "Save").click();
  await expect(dialog(page).getByRole("alert")).toContainText("this widget was removed");
  await button(page, "Bring it back with this").click();
  await expect(widgetNamed(tab, "My clock")).toBeVisible();
  await expectSaved(page);
});
