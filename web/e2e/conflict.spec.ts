import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectSaved, lookAgain, note, open, secondDevice, status, write } from "./page.ts";

/** Two devices that wrote something else into one note, one of them without a network. */
const clash = async (browser: Browser, context: BrowserContext, page: Page): Promise<Page> => {
  await open(page);
  await write(page, "base");
  const other = await secondDevice(browser, context);
  await open(other);
  await context.setOffline(true);
  await note(page).fill("mine");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await write(other, "theirs");
  await context.setOffline(false);
  await expect(status(page)).toHaveText("Needs your decision");
  return other;
};

const texts = async (page: Page): Promise<string[]> => {
  const { versions } = await (await page.request.get("/api/layouts/main/versions")).json();
  return Promise.all(
    versions.map(async ({ version }: { version: number }) => {
      const { layout } = await (await page.request.get(`/api/layouts/main/versions/${version}`)).json();
      return layout.desktop.find(({ type }: { type: string }) => type === "notes").config.text;
    }),
  );
};

const decide = async (page: Page, choice: string): Promise<void> => {
  const dialog = page.getByRole("dialog");
  // It opens by itself, unless the person is in the middle of something.
  const isAsked = await dialog.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  if (!isAsked) await page.getByRole("button", { name: "Choose" }).or(status(page)).first().click();
  await dialog.getByRole("button", { name: choice }).click();
  await expectSaved(page);
};

for (const { choice, result, history } of [
  { choice: "Keep mine", result: "mine", history: ["mine", "theirs", "base"] },
  { choice: "Take theirs", result: "theirs", history: ["theirs", "mine", "theirs", "base"] },
  { choice: "Use merged", result: "mine", history: ["mine", "theirs", "base"] },
]) {
  test(`the same note edited on two devices asks once: ${choice}, and both sides stay`, async ({
    browser,
    context,
    page,
  }) => {
    const other = await clash(browser, context, page);
    await decide(page, choice);
    await expect(note(page)).toHaveValue(result);
    expect(await texts(page)).toEqual(history);
    await lookAgain(other);
    await expect(note(other)).toHaveValue(result);
    await expectSaved(other);
  });
}

test("a decision can be put off across a reload, and editing goes on", async ({ browser, context, page }) => {
  await clash(browser, context, page);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(status(page)).toHaveText("Needs your decision");
  await expect(note(page)).toHaveValue("mine");
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText("Needs your decision");
  await decide(page, "Use merged");
  await expect(note(page)).toHaveValue("mine");
  await expect(page.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
});

test("the question goes away once it is answered in another tab, and the next one is asked", async ({
  browser,
  context,
  page,
}) => {
  const other = await clash(browser, context, page);
  const question = page.locator(".toast", { hasText: "Another device changed the same thing." });
  await expect(question).toBeVisible();
  const tab = await context.newPage();
  await open(tab);
  await decide(tab, "Take theirs");
  await expect(question).toHaveCount(0);
  await expectSaved(page);
  await page.getByRole("button", { name: "History", exact: true }).click();
  await expect(page.getByRole("complementary").getByText("A conflict was decided")).toBeVisible();
  await page.keyboard.press("Escape");

  await context.setOffline(true);
  await note(page).fill("mine again");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await note(page).blur();
  await write(other, "theirs again");
  await context.setOffline(false);
  await expect(page.getByRole("dialog")).toBeVisible();
  await tab.bringToFront();
  await decide(tab, "Keep mine");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(note(page)).toHaveValue("mine again");
});

test("what was chosen can be taken back, and what was done since stays", async ({
  browser,
  context,
  page,
}) => {
  await clash(browser, context, page);
  await decide(page, "Take theirs");
  const toast = page.locator(".toast", { hasText: "Took theirs" });
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await toast.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(note(page)).toHaveValue("mine");
  await expect(page.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
  await expectSaved(page);
});
