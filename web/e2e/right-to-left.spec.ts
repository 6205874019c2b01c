/** From right to left, the first column is at the right: hands and arrows mean what the eye sees, and the same is stored. */
import { expect, type Page, test } from "@playwright/test";
import type { Widget } from "../../worker/layout/schema.ts";
import { boxOf, chooseFromMenu, edit, expectSaved, open, placeAtRest, widgetNamed, write } from "./page.ts";

const storedClock = async (page: Page): Promise<object> => {
  const { layout } = await (await page.request.get("/api/layouts/main")).json();
  const clock = layout.desktop.find(({ type }: Widget) => type === "clock");
  return { x: clock.x, y: clock.y, w: clock.w };
};

const centreOf = async (page: Page, name: string): Promise<number> => {
  const { x, width } = await boxOf(widgetNamed(page, name));
  return x + width / 2;
};

test("from right to left, widgets follow the hand and the arrows, and panels and menus stand where they open", async ({
  page,
}) => {
  await page.addInitScript(() => {
    const turn = (): void => document.documentElement?.setAttribute("dir", "rtl");
    new MutationObserver(turn).observe(document, { childList: true });
    turn();
  });
  await open(page);
  await write(page, "مرحبا");
  expect(await centreOf(page, "Clock")).toBeGreaterThan(await centreOf(page, "To do"));
  expect(await storedClock(page)).toEqual({ x: 0, y: 0, w: 3 });

  await edit(page);
  const clock = widgetNamed(page, "Clock");
  const before = await placeAtRest(clock);
  const head = await placeAtRest(clock.getByRole("heading", { name: "Clock" }));
  const [x, y] = [head.x + head.width - 10, head.y + head.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Four columns to the left, which is onwards, and under all that is there.
  await page.mouse.move(x - 4 * 104, y + 9 * 56, { steps: 8 });
  await expect(page.locator(".landing")).toHaveCount(1);
  const left = before.x - 4 * 104;
  await expect.poll(async () => Math.abs((await boxOf(clock)).x - left)).toBeLessThan(3);
  await page.mouse.up();
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(() => storedClock(page)).toEqual({ x: 4, y: 9, w: 3 });
  const dropped = await placeAtRest(clock);
  expect(Math.abs(dropped.x - left)).toBeLessThan(60);

  // The corner is at the left, and so is what grows.
  await page.mouse.move(dropped.x + 8, dropped.y + dropped.height - 8);
  await page.mouse.down();
  await page.mouse.move(dropped.x + 8 - 2 * 104, dropped.y + dropped.height - 8, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(() => storedClock(page)).toEqual({ x: 4, y: 9, w: 5 });
  const grown = await placeAtRest(clock);
  expect(Math.abs(grown.x + grown.width - (dropped.x + dropped.width))).toBeLessThan(3);

  await clock.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(() => storedClock(page)).toEqual({ x: 3, y: 9, w: 4 });
  await expectSaved(page);
  const moved = await placeAtRest(clock);
  expect(moved.x + moved.width).toBeGreaterThan(grown.x + grown.width + 90);

  for (const name of [/^Clock: more actions$/, /^Menu$/, /^Dashboard:/]) {
    const button = page.getByRole("button", { name });
    await button.click();
    const popover = page.locator("[popover]:popover-open");
    await expect(popover).toBeVisible();
    const [opener, opened] = [await placeAtRest(button), await placeAtRest(popover)];
    expect(opened.x).toBeGreaterThanOrEqual(0);
    expect(opened.x + opened.width).toBeLessThanOrEqual(1280);
    // In line with its button at one of the two sides.
    const gaps = [opened.x - opener.x, opened.x + opened.width - opener.x - opener.width];
    expect(Math.min(...gaps.map(Math.abs))).toBeLessThan(2);
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  }

  // What is written in the other direction runs in its own, and begins where all else does.
  for (const written of [clock.getByRole("heading"), page.getByRole("textbox", { name: "Item 1" })]) {
    const style = await written.evaluate((one) => {
      const { unicodeBidi, textAlign } = getComputedStyle(one);
      return { unicodeBidi, textAlign };
    });
    expect(style).toEqual({ unicodeBidi: "plaintext", textAlign: "right" });
  }

  await chooseFromMenu(page, "Settings");
  await page.getByRole("tab", { name: "General" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "Encryption" })).toBeFocused();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "History", exact: true }).click();
  const history = page.getByRole("complementary", { name: "History" });
  await expect(history).toBeVisible();
  // The small pictures are of what the eye sees, too: the list stands at the left end of the first row.
  const drawn = history.locator(".minimap").first();
  await expect(drawn).toBeVisible();
  const [picture, list] = [
    await placeAtRest(drawn),
    await placeAtRest(drawn.locator("[data-kind=checklist]")),
  ];
  expect(list.x + list.width / 2).toBeLessThan(picture.x + picture.width / 2);
  const panel = await placeAtRest(history);
  expect(panel.x).toBeLessThan(1);
  const board = await placeAtRest(page.locator(".board"));
  expect(board.x).toBeGreaterThanOrEqual(panel.x + panel.width);
});
