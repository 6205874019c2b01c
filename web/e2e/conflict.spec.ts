import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import { keysOf } from "./keys.ts";
import {
  chooseFromMenu,
  expectSaved,
  lookAgain,
  note,
  open,
  pairedDevice,
  secondDevice,
  status,
  write,
} from "./page.ts";

/** Two devices that wrote something else into one note, below what both had; one of them without a network. */
const clash = async (browser: Browser, context: BrowserContext, page: Page, common = ""): Promise<Page> => {
  await open(page);
  await write(page, `${common}base`);
  const other = await secondDevice(browser, context);
  await open(other);
  await context.setOffline(true);
  await note(page).fill(`${common}mine`);
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await alsoTheirs(other).check();
  await write(other, `${common}theirs`);
  await context.setOffline(false);
  await expect(status(page)).toHaveText("Needs your decision");
  return other;
};

/** What the other device changed, and this one did not. */
const alsoTheirs = (page: Page) => page.getByRole("checkbox", { name: "Look back in the history" });

const texts = async (page: Page): Promise<string[]> => {
  const { versions } = await (await page.request.get("/api/layouts/main/versions")).json();
  return Promise.all(
    versions.map(async ({ version }: { version: number }) => {
      const { layout } = await (await page.request.get(`/api/layouts/main/versions/${version}`)).json();
      return layout.desktop.find(({ type }: { type: string }) => type === "notes").config.text;
    }),
  );
};

const decide = async (page: Page, choice: "mine" | "theirs"): Promise<void> => {
  const dialog = page.getByRole("dialog");
  // It opens by itself, unless the person is in the middle of something.
  const isAsked = await dialog.waitFor({ timeout: 1_500 }).then(
    () => true,
    () => false,
  );
  if (!isAsked) await page.getByRole("button", { name: "Choose" }).or(status(page)).first().click();
  if (choice === "theirs") await dialog.getByRole("radio").nth(1).check();
  await dialog.getByRole("button", { name: "Use what is chosen" }).click();
  await expectSaved(page);
};

for (const { choice, result, history } of [
  // This device's side as it was, then what was decided, with all else of the other.
  { choice: "mine", result: "mine", history: ["mine", "mine", "theirs", "base"] },
  { choice: "theirs", result: "theirs", history: ["theirs", "mine", "theirs", "base"] },
] as const) {
  test(`the same note edited on two devices asks once: ${choice}, and both sides stay`, async ({
    browser,
    context,
    page,
  }) => {
    const other = await clash(browser, context, page);
    await decide(page, choice);
    await expect(note(page)).toHaveValue(result);
    // Whoever's note stands, nobody was asked about this.
    await expect(alsoTheirs(page)).toBeChecked();
    await expect.poll(() => texts(page)).toEqual(history);
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
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText("Needs your decision");
  await decide(page, "mine");
  await expect(note(page)).toHaveValue("mine");
  await expect(page.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
});

test("by keyboard alone the question is found, read side by side, answered, and the answer taken back", async ({
  browser,
  context,
  page,
}) => {
  const { tabTo, press } = keysOf(page);
  await clash(browser, context, page);
  // One is in the middle of the note, so it waits until it is asked for.
  await expect(note(page)).toBeFocused();
  await tabTo(status(page), "Shift+Tab");
  await press("Enter");
  const dialog = page.getByRole("dialog");
  await tabTo(dialog.getByRole("radio", { checked: true }));
  await press("ArrowRight");
  await expect(dialog.getByRole("radio").last()).toBeChecked();
  await tabTo(dialog.getByRole("button", { name: "Use what is chosen" }));
  await press("Enter");
  await expect(dialog).toHaveCount(0);
  await expectSaved(page);
  await expect(status(page)).toBeFocused();
  await expect(note(page)).toHaveValue("theirs");
  await tabTo(page.locator(".toast").getByRole("button", { name: "Undo", exact: true }));
  await press("Enter");
  await expect(note(page)).toHaveValue("mine");
  await expectSaved(page);
});

test("what waits to be answered stands in the dialog that is open, and can be answered from there", async ({
  browser,
  context,
  page,
}) => {
  await clash(browser, context, page);
  const question = page.locator(".toast", { hasText: "Another device changed the same thing." });
  await expect(question).toBeVisible();
  await chooseFromMenu(page, "Settings");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await expect(settings.locator(question)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeVisible();
  await chooseFromMenu(page, "Settings");
  await settings.locator(question).getByRole("button", { name: "Choose" }).click();
  const asked = page.getByRole("dialog", { name: "Two devices changed the same thing" });
  await expect(asked).toBeVisible();
  await expect(question).toHaveCount(0);
});

test("once it is asked, nothing over the question says that it waits", async ({ browser, context, page }) => {
  await clash(browser, context, page);
  const question = page.locator(".toast", { hasText: "Another device changed the same thing." });
  await expect(question).toBeVisible();
  await status(page).click();
  await expect(page.getByRole("dialog", { name: "Two devices changed the same thing" })).toBeVisible();
  await expect(question).toHaveCount(0);
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
  await decide(tab, "theirs");
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
  await decide(tab, "mine");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(note(page)).toHaveValue("mine again");
});

test("of long notes what differs is shown; what was chosen can be taken back, and what was done since stays", async ({
  browser,
  context,
  page,
}) => {
  const common = "One of many lines that both have.\n".repeat(40);
  await clash(browser, context, page, common);
  await status(page).click();
  const sides = page.getByRole("dialog").locator(".side");
  await expect(sides.locator("mark")).toHaveText(["mine", "theirs"]);
  for (const side of await sides.all()) {
    // In words and as it is drawn, and both without a step.
    await expect(side.locator("mark")).toBeInViewport();
    await expect
      .poll(() => side.locator("textarea").evaluate((drawn) => drawn.scrollTop + drawn.clientHeight))
      .toBeGreaterThan(800);
  }
  await expect(page.getByRole("button", { name: "Use what is chosen" })).toBeInViewport();
  await decide(page, "theirs");
  const toast = page.locator(".toast", { hasText: "Took theirs" });
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await toast.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(note(page)).toHaveValue(`${common}mine`);
  await expect(page.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
  await expectSaved(page);
});

test("two widgets that two devices changed are decided one by one, and others ask nothing", async ({
  browser,
  context,
  page,
  baseURL,
}) => {
  await open(page);
  await write(page, "base");
  const other = await pairedDevice(browser, context, baseURL ?? "");
  await other.goto(baseURL ?? "");
  await expect(note(other)).toHaveValue("base");
  const item = (on: Page) => on.getByRole("textbox", { name: "Item 1" });
  const tick = (on: Page) => on.getByRole("checkbox", { name: "Arrange the widgets" });

  // Each another widget: merged without a question, told, and to be undone.
  await context.setOffline(true);
  await note(page).fill("from here");
  await note(page).blur();
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await tick(other).check();
  await other.keyboard.press("Control+s");
  await expectSaved(other);
  await context.setOffline(false);
  await expectSaved(page);
  await expect(
    page.locator(".toast", { hasText: "merged in" }).getByRole("button", { name: "Undo" }),
  ).toBeVisible();
  await expect(tick(page)).toBeChecked();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(note(other)).toHaveValue("from here");

  // The same two, and one more that only the other changed.
  await context.setOffline(true);
  await note(page).fill("mine");
  await item(page).fill("My item");
  await item(page).blur();
  await expect(status(page)).toHaveText(/On this device/);
  await note(other).fill("theirs");
  await item(other).fill("Their item");
  await item(other).blur();
  await tick(other).uncheck();
  await other.keyboard.press("Control+s");
  await expect(status(other)).toHaveText("Saved");
  await expect
    .poll(async () =>
      JSON.stringify(await (await page.request.get("/api/layouts/main")).json().catch(() => "")),
    )
    .toContain("Their item");
  await context.setOffline(false);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("Second device saved");
  expect(await violationsInBothThemes(page)).toEqual([]);
  // It can wait, and is found again.
  await dialog.getByRole("button", { name: "Decide later" }).click();
  await expect(dialog).toHaveCount(0);
  await status(page).click();
  const ofNote = dialog.getByRole("group", { name: "Welcome" });
  await expect(ofNote.getByRole("radio", { name: /^Second device/ })).not.toBeChecked();
  await ofNote.getByRole("radio", { name: /^Second device/ }).check();
  await dialog.getByRole("button", { name: "Use what is chosen" }).click();
  await expectSaved(page);
  await expect(note(page)).toHaveValue("theirs");
  await expect(item(page)).toHaveValue("My item");
  await expect(tick(page)).not.toBeChecked();
  // What was not taken is in the history (law 3).
  const said = await texts(page);
  expect(said).toEqual(expect.arrayContaining(["mine", "theirs"]));
  await page.locator(".toast", { hasText: "Merged both" }).getByRole("button", { name: "Undo" }).click();
  await expect(note(page)).toHaveValue("mine");
  await expectSaved(page);
});
