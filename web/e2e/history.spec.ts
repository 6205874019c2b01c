import { expect, test } from "@playwright/test";
import { expectSaved, note, open, write } from "./page.ts";

test("an earlier version is looked at, restored as a new one, and taken back", async ({ page }) => {
  await open(page);
  for (const text of ["first", "second", "third"]) await write(page, text);
  await page.getByRole("button", { name: "History", exact: true }).click();
  const history = page.getByRole("complementary", { name: "History" });
  await expect(history.getByRole("button", { name: /^Version/ })).toHaveCount(3);

  await history.getByRole("button", { name: "Version 1", exact: true }).click();
  await expect(note(page)).toHaveValue("first");
  await expect(note(page)).not.toBeEditable();
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(note(page)).toHaveValue("third");

  await history.getByRole("button", { name: "Version 1", exact: true }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await expect(page.getByText("Version 1 restored", { exact: true })).toBeVisible();
  await expect(note(page)).toHaveValue("first");
  await expectSaved(page);
  await page.reload();
  await expect(note(page)).toHaveValue("first");
  await page.getByRole("button", { name: "History", exact: true }).click();
  await expect(history.getByRole("button", { name: /^Version/ })).toHaveCount(4);
  await expect(history.getByText("Restored version 1")).toBeVisible();
});

test("restoring can be undone, which is one more version", async ({ page }) => {
  await open(page);
  for (const text of ["first", "second"]) await write(page, text);
  await page.getByRole("button", { name: "History", exact: true }).click();
  await page.getByRole("button", { name: "Version 1", exact: true }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await expect(page.getByText("Version 1 restored", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(note(page)).toHaveValue("second");
  await expectSaved(page);
  const { versions } = await (await page.request.get("/api/layouts/main/versions")).json();
  expect(versions.map(({ version }: { version: number }) => version)).toEqual([4, 3, 2, 1]);
});
