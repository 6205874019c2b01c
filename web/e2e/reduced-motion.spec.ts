/** Who asks for less motion sees none: what goes elsewhere is there at once, and nothing pulses without end. */
import { expect, test } from "@playwright/test";
import { chooseFromMenu, edit, expectSaved, open, openHistory, widgetNamed, write } from "./page.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

declare global {
  var moved: string[];
}

test("with reduced motion nothing slides or pulses while one arranges, reads a message, a dialog or the history", async ({
  page,
}) => {
  await page.addInitScript(() => {
    globalThis.moved = [];
    const LONGEST_MS = 10;
    const MOVES =
      /transform|translate|scale|rotate|inset|left|top|right|bottom|width|height|size|margin|padding/;
    const look = (): void => {
      for (const { effect } of document.getAnimations()) {
        if (!(effect instanceof KeyframeEffect)) continue;
        const { duration, iterations } = effect.getTiming();
        const isEndless = iterations === Number.POSITIVE_INFINITY;
        const names = Object.keys(Object.assign({}, ...effect.getKeyframes()));
        const isLong = typeof duration === "number" && duration > LONGEST_MS;
        if (isEndless || (isLong && names.some((name) => MOVES.test(name.toLowerCase()))))
          globalThis.moved.push(`${effect.target?.className}: ${names} for ${duration} ms`);
      }
    };
    for (const event of ["transitionrun", "animationstart"]) addEventListener(event, look, true);
  });
  await open(page);
  await write(page, "first");
  await write(page, "second");
  await edit(page);
  const clock = widgetNamed(page, "Clock");
  await clock.focus();
  await page.keyboard.press("Enter");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight"])
    await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  const { x = 0, y = 0 } = (await page.getByRole("heading", { name: "Links" }).boundingBox()) ?? {};
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + 100, y - 150, { steps: 5 });
  await page.mouse.up();
  await clock.focus();
  await page.keyboard.press("Shift+Space");
  await expect(page.getByRole("toolbar", { name: "Selected widgets" })).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(page.locator(".toast")).toBeVisible();
  await page.getByRole("button", { name: "Add widget", exact: true }).click();
  await page.getByRole("searchbox").fill("notes");
  await page.keyboard.press("Enter");
  await expect(widgetNamed(page, "Notes")).toBeVisible();
  await expectSaved(page);
  await page.getByRole("button", { name: "Done" }).click();
  await chooseFromMenu(page, "Settings");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.getByLabel("Save changes automatically").uncheck();
  await page.getByLabel("Save changes automatically").check();
  await page.keyboard.press("Escape");
  const history = await openHistory(page);
  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await page.getByRole("slider").press("ArrowRight");
  await page.getByRole("radio", { name: "Compare with now" }).check();
  await page.getByRole("button", { name: "Back to now" }).click();
  expect([...new Set(await page.evaluate(() => globalThis.moved))]).toEqual([]);
});
