import { expect, type Page, test } from "@playwright/test";
import { edit, expectSaved, open, placeAtRest, widgetNamed } from "./page.ts";
import { screenOf } from "./touch.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const order = (page: Page): Promise<(string | null)[]> =>
  page
    .locator("[data-widget-id]")
    .evaluateAll((cards) => cards.map((card) => card.getAttribute("aria-label")));

const STARTER = ["Clock", "Welcome", "To do", "Countdown", "Links"];

test("a finger scrolls by a card and drags by its handle; the desktop stays, and the phone can follow it again", async ({
  page,
}) => {
  await open(page);
  const desktop = (await (await page.request.get("/api/layouts/main")).json()).layout?.desktop;
  await edit(page);
  await expect(page.getByRole("button", { name: "Clock: more actions" })).toBeVisible();
  const screen = await screenOf(page);

  await screen.pull({ x: 195, y: 600 }, { x: 195, y: 200 });
  await screen.touch("touchEnd");
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await order(page)).toEqual(STARTER);
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);

  const gripOf = async (name: string) => {
    const { x, y } = await placeAtRest(widgetNamed(page, name).locator(".grip"));
    return { x: x + 22, y: y + 22, id: 1 };
  };
  // A second finger takes it back.
  const grip = await gripOf("Clock");
  await screen.pull(grip, { ...grip, y: grip.y + 400 });
  await expect(page.locator(".landing")).toHaveCount(1);
  await screen.touch("touchStart", { ...grip, y: grip.y + 400 }, { x: 300, y: 300, id: 2 });
  await expect(page.locator(".landing")).toHaveCount(0);
  await screen.touch("touchEnd");
  expect(await order(page)).toEqual(STARTER);

  await gripOf("Clock");
  await screen.pull(grip, { ...grip, y: grip.y + 400 });
  await screen.touch("touchEnd");
  await expect.poll(() => order(page)).toEqual(["Welcome", "Clock", "To do", "Countdown", "Links"]);
  await expect(page.getByTestId("announcer")).toHaveText(/Position 2 of 5/);

  // To the end of a list that is longer than the screen: held at the edge, it scrolls by itself.
  const again = await gripOf("Welcome");
  await screen.pull(again, { ...again, y: 770 });
  await expect
    .poll(() => page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 2))
    .toBe(true);
  await screen.touch("touchEnd");
  await expect.poll(async () => (await order(page)).at(-1)).toBe("Welcome");
  await expectSaved(page);

  const saved = (await (await page.request.get("/api/layouts/main")).json()).layout;
  expect(saved.desktop).toEqual(desktop ?? saved.desktop);
  expect(saved.desktop.map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual([
    [0, 0],
    [3, 0],
    [8, 0],
    [0, 3],
    [0, 6],
  ]);

  await page.getByRole("button", { name: "Menu", exact: true }).tap();
  await page.getByRole("menuitem", { name: "Reset phone layout" }).tap();
  await expect.poll(() => order(page)).toEqual(STARTER);
  await page.getByRole("button", { name: "Undo", exact: true }).first().tap();
  await expect.poll(async () => (await order(page)).at(-1)).toBe("Welcome");
  await expectSaved(page);
});
