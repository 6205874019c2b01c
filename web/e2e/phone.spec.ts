import { expect, type Page, test } from "@playwright/test";
import { edit, expectSaved, open, openHistory, widgetNamed } from "./page.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const order = (page: Page): Promise<(string | null)[]> =>
  page
    .getByRole("group")
    .evaluateAll((groups) =>
      groups
        .filter((group) => group.hasAttribute("data-widget-id"))
        .map((group) => group.getAttribute("aria-label")),
    );

test("the phone shows one column in reading order, and reorders without touching the desktop", async ({
  page,
}) => {
  await open(page);
  await expect.poll(() => order(page)).toEqual(["Clock", "Welcome", "To do", "Countdown", "Links"]);
  await edit(page);
  await widgetNamed(page, "To do").getByRole("button", { name: "Move up" }).tap();
  await expect.poll(() => order(page)).toEqual(["Clock", "To do", "Welcome", "Countdown", "Links"]);
  await expectSaved(page);

  const saved = await (await page.request.get("/api/layouts/main")).json();
  const starter = saved.layout.desktop.map(({ id, x, y }: { id: string; x: number; y: number }) => [
    id,
    x,
    y,
  ]);
  expect(starter[0]).toEqual(["starter-clock", 0, 0]);
  expect(saved.layout.mobile.map(({ id }: { id: string }) => id).slice(0, 2)).toEqual([
    "starter-clock",
    "starter-checklist",
  ]);

  // A title longer than the phone is wide widens nothing.
  const long = "Time until the boiler is looked after, the chimney swept and the roof mended";
  const titled = (widget: { type: string }) =>
    widget.type === "countdown" ? { ...widget, title: long } : widget;
  const { desktop, mobile } = saved.layout;
  const retitled = await page.request.put("/api/layouts/main", {
    headers: { "If-Match": `"${saved.version}"` },
    data: { layout: { ...saved.layout, desktop: desktop.map(titled), mobile: mobile.map(titled) } },
  });
  expect(retitled.ok(), await retitled.text()).toBe(true);
  await page.reload();
  await expect.poll(() => order(page)).toEqual(["Clock", "To do", "Welcome", long, "Links"]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // The history's pictures are of the phone's list, too.
  const history = await openHistory(page);
  const boxes = history.locator(".minimap").first().locator("rect");
  await expect(boxes).toHaveCount(5);
  const drawn = await boxes.evaluateAll((all) =>
    all.map((box) => [box.getAttribute("data-kind"), box.getAttribute("x")]),
  );
  expect(drawn.map(([kind]) => kind)).toEqual(["clock", "checklist", "notes", "countdown", "links"]);
  expect(new Set(drawn.map(([, x]) => x)).size).toBe(1);
});

test("what is taken off the phone is said to be on the desktop, can be had back, and can go from there, too", async ({
  page,
}) => {
  const menu = async (name: string, item: string) => {
    await widgetNamed(page, name)
      .getByRole("button", { name: /actions/ })
      .tap();
    await page.getByRole("menuitem", { name: item, exact: true }).tap();
  };
  const onDesktop = async () => {
    const { layout } = await (await page.request.get("/api/layouts/main")).json();
    return layout.desktop.some(({ id }: { id: string }) => id === "starter-clock");
  };
  await open(page);
  await edit(page);
  await menu("Clock", "Remove");
  const said = page.locator(".toast", { hasText: "Clock removed from the phone" });
  await said.getByRole("button", { name: "Dismiss" }).tap();
  await expect(widgetNamed(page, "Clock")).toHaveCount(0);
  await expectSaved(page);
  expect(await onDesktop()).toBe(true);

  await page.getByRole("button", { name: "Add widget" }).tap();
  const missing = page.getByRole("dialog").locator(".bring");
  await expect(missing.getByRole("heading")).toHaveText("On the desktop only: add here, too");
  await missing.getByRole("button", { name: "Clock" }).tap();
  await expect.poll(() => order(page)).toEqual(["Welcome", "To do", "Countdown", "Links", "Clock"]);
  await expect(widgetNamed(page, "Clock")).toBeInViewport();

  await menu("Clock", "Remove");
  await said.getByRole("button", { name: "Also from the desktop" }).tap();
  await expect.poll(onDesktop).toBe(false);
  await page
    .locator(".toast", { hasNotText: "from the" })
    .filter({ hasText: "Clock removed" })
    .getByRole("button", { name: "Undo" })
    .tap();
  await expect.poll(onDesktop).toBe(true);
  await expect(widgetNamed(page, "Clock")).toBeVisible();
});

test("looking at it on the phone saves nothing", async ({ page }) => {
  const writes: string[] = [];
  page.on("request", (request) => request.method() === "PUT" && writes.push(request.url()));
  await open(page);
  await page.mouse.wheel(0, 600);
  await page.waitForTimeout(3_000); // Longer than the pause after which an edit is saved.
  expect(writes).toEqual([]);
});

test("the history's newest row leads back to the dashboard", async ({ page }) => {
  await open(page);
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await expectSaved(page);
  await page.getByRole("button", { name: "History", exact: true }).tap();
  const history = page.getByRole("complementary", { name: "History" });
  await history.getByRole("button", { name: /^Version 1\b/ }).tap();
  await expect(history).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "Tick this off" })).toBeVisible();
});
