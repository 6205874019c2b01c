import { expect, test } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import { boxOf, edit, expectSaved, open, placeAtRest, status, widgetNamed } from "./page.ts";

test.describe("arranging", () => {
  test.beforeEach(async ({ page }) => {
    await open(page);
    await edit(page);
  });

  test("a widget is dragged, resized, and stays there after a reload", async ({ page }) => {
    const clock = widgetNamed(page, "Clock");
    const before = await boxOf(clock);
    await page.mouse.move(before.x + 60, before.y + 14);
    await page.mouse.down();
    await page.mouse.move(before.x + 60, before.y + 500, { steps: 12 });
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(clock)).y).toBeGreaterThan(before.y + 300);

    const dropped = await boxOf(clock);
    const frame = await placeAtRest(clock);
    const [right, bottom] = [frame.x + frame.width, frame.y + frame.height];
    await page.mouse.move(right - 8, bottom - 8);
    await page.mouse.down();
    await page.mouse.move(right + 220, bottom + 20, { steps: 12 });
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(clock)).width).toBeGreaterThan(dropped.width + 100);
    await expectSaved(page);

    await placeAtRest(clock);
    const after = await boxOf(clock);
    await page.reload();
    await edit(page);
    await expect.poll(async () => (await boxOf(clock)).y).toBeCloseTo(after.y, 0);
    expect((await boxOf(clock)).width).toBeCloseTo(after.width, 0);
  });

  test("the keyboard alone lifts, moves, resizes, cancels, removes and takes back", async ({ page }) => {
    const clock = widgetNamed(page, "Clock");
    const before = await boxOf(clock);
    await clock.focus();
    await page.keyboard.press("Enter");
    for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "Shift+ArrowRight"])
      await page.keyboard.press(key);
    await page.keyboard.press("Escape");
    await expect.poll(async () => boxOf(clock)).toEqual(before);

    await page.keyboard.press("Space");
    for (let row = 0; row < 9; row += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await boxOf(clock)).y).toBeGreaterThan(before.y + 400);
    await expect.poll(async () => (await boxOf(clock)).width).toBeGreaterThan(before.width + 50);

    await page.keyboard.press("Delete");
    await expect(clock).toHaveCount(0);
    await page.keyboard.press("Control+z");
    await expect(clock).toHaveCount(1);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => boxOf(clock)).toEqual(before);
    await page.keyboard.press("Control+y");
    await expect.poll(async () => (await boxOf(clock)).y).toBeGreaterThan(before.y + 400);
    await page.keyboard.press("Control+s");
    await expectSaved(page);
  });

  test("a widget is added, configured, and removed with a way back", async ({ page }) => {
    await page.getByRole("button", { name: "Add widget", exact: true }).click();
    const gallery = page.getByRole("dialog");
    await gallery.getByRole("searchbox").fill("note");
    await gallery.getByRole("button", { name: /Notes/ }).click();
    const added = widgetNamed(page, "Notes");
    await expect(added).toBeVisible();

    await added.getByRole("button", { name: "Notes: more actions" }).click();
    await page.getByRole("menuitem", { name: "Settings" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill("Groceries");
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    const named = widgetNamed(page, "Groceries");
    await expect(named).toBeVisible();

    await named.getByRole("button", { name: "Groceries: more actions" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await expect(named).toHaveCount(0);
    await page
      .getByRole("status")
      .getByRole("button", { name: "Undo", exact: true })
      .or(page.getByRole("button", { name: "Undo", exact: true }))
      .first()
      .click();
    await expect(named).toBeVisible();
    await expectSaved(page);
    await page.reload();
    await expect(widgetNamed(page, "Groceries")).toBeVisible();
  });
});

test("the Undo on a removed widget brings back that one alone, and what came after it stays", async ({
  page,
}) => {
  await open(page);
  await edit(page);
  for (const name of ["Clock", "Links"]) {
    await widgetNamed(page, name).focus();
    await page.keyboard.press("Delete");
    await expect(widgetNamed(page, name)).toHaveCount(0);
  }
  const tick = page.getByRole("checkbox", { name: "Tick this off" });
  await tick.check();
  const undo = (name: string) =>
    page
      .locator(".toast", { hasText: `${name} removed` })
      .getByRole("button", { name: "Undo", exact: true })
      .click();

  await undo("Clock");
  await expect(widgetNamed(page, "Clock")).toBeVisible();
  await expect(widgetNamed(page, "Links")).toHaveCount(0);
  await expect(tick).toBeChecked();
  await undo("Links");
  await expect(widgetNamed(page, "Links")).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await expect(widgetNamed(page, "Clock")).toBeVisible();
  await expect(widgetNamed(page, "Links")).toBeVisible();
  await expect(tick).toBeChecked();
});

test("removing every widget by keyboard ends where the next one comes from", async ({ page }) => {
  await open(page);
  await edit(page);
  await widgetNamed(page, "To do").focus();
  for (let left = 4; left >= 0; left -= 1) {
    await page.keyboard.press("Delete");
    await expect(page.locator("[data-widget-id]")).toHaveCount(left);
  }
  await expect(page.locator(":focus")).toHaveAccessibleName("Add widget");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("searchbox")).toBeVisible();
});

test("a burst of edits is one save", async ({ page }) => {
  const puts: string[] = [];
  page.on("request", (request) => request.method() === "PUT" && puts.push(request.url()));
  await open(page);
  for (const name of ["Tick this off", "Arrange the widgets", "Look back in the history"]) {
    await page.getByRole("checkbox", { name }).check();
  }
  await expect(status(page)).toHaveText("Saving…");
  await expectSaved(page);
  expect(puts).toHaveLength(1);
});

test("an open menu stays at its button when the window becomes narrower, and when the page is scrolled", async ({
  page,
}) => {
  await open(page);
  const switcher = page.getByRole("button", { name: /^Menu$/ });
  await switcher.click();
  const menu = page.locator("[popover]:popover-open");
  const isInLine = async (): Promise<boolean> => {
    const [opener, opened] = [await switcher.boundingBox(), await menu.boundingBox()];
    if (opener === null || opened === null) return false;
    const sides = [opened.x - opener.x, opened.x + opened.width - opener.x - opener.width];
    return Math.min(...sides.map(Math.abs)) < 2;
  };
  await expect.poll(isInLine).toBe(true);
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(isInLine).toBe(true);
  await page.keyboard.press("Escape");
  await edit(page);
  const more = page.getByRole("button", { name: "Countdown: more actions" });
  await more.click();
  await expect(menu).toBeVisible();
  const gap = async () => ((await menu.boundingBox())?.y ?? 0) - ((await more.boundingBox())?.y ?? 0);
  const before = await gap();
  await page.mouse.wheel(0, 40);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await expect.poll(async () => Math.abs((await gap()) - before)).toBeLessThan(2);
});
