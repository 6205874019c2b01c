/** The page speaks the browser's language where it can, or the one that was chosen. */
import { expect, test } from "@playwright/test";
import { open } from "./page.ts";

test.use({ locale: "de-DE" });

test("a German browser gets German words in every part, and English once that is chosen", async ({
  page,
}) => {
  await open(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("button", { name: "Bearbeiten", exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Neuer Eintrag" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Das hier abhaken" })).toBeVisible();
  await page.getByRole("button", { name: "Menü", exact: true }).click();
  await page.getByRole("menuitem", { name: "Einstellungen", exact: true }).click();
  await page.getByRole("button", { name: "English", exact: true }).click();
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "New item" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
