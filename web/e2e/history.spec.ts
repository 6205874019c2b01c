import { expect, type Page, test } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import { edit, expectSaved, note, open, openHistory, widgetNamed, write } from "./page.ts";

/** What the server lists, newest first. */
const listed = async (page: Page) => {
  const { versions } = await (await page.request.get("/api/layouts/main/versions")).json();
  return versions as readonly { version: number; description?: string; pinned: boolean }[];
};

const pressToSave = async (page: Page, step: () => Promise<void>): Promise<void> => {
  const saved = page.waitForResponse((reply) => reply.request().method() === "PUT" && reply.ok());
  await step();
  await saved;
  await expectSaved(page);
};

test("an earlier version is looked at, restored as a new one, and taken back", async ({ page }) => {
  await open(page);
  for (const text of ["first", "second", "third"]) await write(page, text);
  const history = await openHistory(page);
  await expect(history.getByRole("button", { name: /^Version/ })).toHaveCount(3);

  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await expect(note(page)).toHaveValue("first");
  await expect(note(page)).not.toBeEditable();
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(note(page)).toHaveValue("third");

  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await expect(page.getByText("Version 1 restored", { exact: true })).toBeVisible();
  await expect(note(page)).toHaveValue("first");
  await expectSaved(page);
  await page.reload();
  await expect(note(page)).toHaveValue("first");
  await openHistory(page);
  await expect(history.getByRole("button", { name: /^Version/ })).toHaveCount(4);
  await expect(history.getByText("Restored version 1")).toBeVisible();
});

test("restoring can be undone, which is one more version", async ({ page }) => {
  await open(page);
  for (const text of ["first", "second"]) await write(page, text);
  const history = await openHistory(page);
  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await expect(page.getByText("Version 1 restored", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(note(page)).toHaveValue("second");
  await expectSaved(page);
  expect((await listed(page)).map(({ version }) => version)).toEqual([4, 3, 2, 1]);
});

test("a session is one row; its versions are named, pinned, travelled through, and one widget comes back", async ({
  page,
}) => {
  await open(page);
  await write(page, "first");
  await pressToSave(page, async () => {
    await page.getByRole("checkbox", { name: "Tick this off" }).check();
    await page.keyboard.press("Control+s");
  });
  await write(page, "last");
  await page.getByRole("button", { name: "History", exact: true }).click();
  const history = page.getByRole("complementary", { name: "History" });
  const rows = history.getByRole("button", { name: /^Version/ });
  const fold = history.getByRole("button", { name: /2 earlier saves/ });
  await expect(rows).toHaveCount(1);
  await fold.click();
  await expect(rows).toHaveCount(3);

  // By keyboard: down to the second one, which gets a name, and a pin.
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(history.getByRole("button", { name: "Name version 2" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Before the last word");
  await page.keyboard.press("Enter");
  await expect(history.getByText("Before the last word")).toBeVisible();
  await history.getByRole("button", { name: "Pin version 2" }).click();
  await expect(history.getByRole("button", { name: "Pin version 2" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  expect((await listed(page))[1]).toMatchObject({ description: "Before the last word", pinned: true });
  // What stands out is in no session any more.
  await expect(fold).toHaveCount(0);

  const slider = page.getByRole("slider", { name: "Travel through the versions" });
  await expect(slider).toHaveAttribute("aria-valuetext", /^Now/);
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", /^Version 2, Before the last word/);
  await expect(note(page)).toHaveValue("first");
  await page.keyboard.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", /^Version 1/);
  await expect(page.getByRole("checkbox", { name: "Tick this off" })).not.toBeChecked();
  await expect(rows.nth(2)).toHaveAttribute("aria-pressed", "true");

  // The list and the picture say the same, and light each other up.
  await page.getByRole("radio", { name: "Compare with now" }).check();
  const changes = page.getByRole("region", { name: "Changes" });
  const ofNote = changes.getByRole("button", { name: /^Welcome edited/ });
  await expect(ofNote).toContainText("Text: first → last");
  await ofNote.focus();
  await expect(page.locator(".diff-box.is-lit")).toContainText("Welcome");
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.locator(".diff-box", { hasText: "To do" }).hover();
  await expect(changes.locator(".change.is-lit")).toContainText("To do");
  await page.getByRole("radio", { name: "What it changed" }).check();
  await expect(page.getByText("This is the oldest version there is")).toBeVisible();

  // Only the list goes back; the note stays as it is now, in the preview and in what it makes.
  await page.getByRole("radio", { name: "Preview" }).check();
  await page.getByRole("radio", { name: "Chosen widgets" }).check();
  await expect(page.getByRole("button", { name: "Choose widgets" })).toBeDisabled();
  await page.getByRole("checkbox", { name: /^To do edited/ }).check();
  expect(await violationsInBothThemes(page)).toEqual([]);
  const box = page.getByRole("checkbox", { name: "Tick this off", exact: true });
  await expect(box).not.toBeChecked();
  await expect(note(page)).toHaveValue("last");
  await page.getByRole("button", { name: "Restore 1 widget" }).click();
  const toast = page.locator(".toast", { hasText: "To do restored from version 1" });
  await expect(toast).toBeVisible();
  await expect(history).toHaveCount(0);
  await expect(box).not.toBeChecked();
  await expect(note(page)).toHaveValue("last");
  await expectSaved(page);
  await expect.poll(() => listed(page)).toHaveLength(4);
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect(box).toBeChecked();
  await expectSaved(page);
});

test("the phone has its own comparison, and a history out of reach says what is safe", async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await write(page, "first");
  await edit(page);
  await pressToSave(page, () => page.getByRole("button", { name: "Move down: Clock" }).click());
  const history = await openHistory(page);
  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await expect(history).toBeHidden();
  await page.getByRole("radio", { name: "Compare with now" }).check();
  const changes = page.getByRole("region", { name: "Changes" });
  await expect(changes.getByText("Further down").or(changes.getByText("Further up"))).toHaveCount(1);
  await expect(page.locator(".diff-arrow")).toHaveCount(1);
  await page.getByRole("radio", { name: "Preview" }).check();
  await expect(widgetNamed(page, "Clock")).toBeVisible();
  await page.getByRole("button", { name: "Back to now" }).click();
  await history.getByRole("button", { name: "Close" }).click();

  await context.setOffline(true);
  await page.getByRole("button", { name: "History", exact: true }).click();
  await expect(history.getByRole("alert")).toContainText("Nothing is lost. Versions that you have looked at");
  // What was looked at is found, and opens.
  await history.getByRole("button", { name: /earlier save/ }).click();
  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await expect(note(page)).toHaveValue("first");
  await expect(note(page)).not.toBeEditable();
  await page.getByRole("button", { name: "Back to now" }).click();
  await context.setOffline(false);
  await history.getByRole("button", { name: "Try again" }).click();
  await expect(history.getByRole("button", { name: /^Version 2\b/ })).toBeVisible();
});
