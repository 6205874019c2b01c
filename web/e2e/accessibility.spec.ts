/**
 * No screen has anything that axe finds wrong, in light and in dark, on a desk and on a phone, and none loses anything
 * at 200 %, in the narrowest of windows (WCAG 1.4.10) or with the text spaced out (1.4.12).
 */
import { expect, test } from "@playwright/test";
import { violations } from "./axe.ts";
import { losses, smallTargets, spaceText, tightenText } from "./fit.ts";
import { openScreen, SCREENS } from "./screens.ts";

test.describe.configure({ timeout: 180_000 });

const screens = Object.keys(SCREENS);

test.describe("light, on a desk", () => {
  // A window of 1280 by 800 px at 200 %.
  const zoomed = { width: 640, height: 400 };
  test.use({ colorScheme: "light", viewport: zoomed });

  test("axe finds nothing on any screen, and none loses anything when it is enlarged or its text spaced out", async ({
    page,
  }) => {
    const found: string[] = [];
    const note = (screen: string, lines: readonly string[]) =>
      found.push(...lines.map((line) => `${screen}: ${line}`));
    for (const screen of screens) {
      await page.setViewportSize(zoomed);
      await openScreen(page, screen);
      note(`${screen} at 200 %`, await losses(page));
      await page.setViewportSize({ width: 1280, height: 800 });
      await spaceText(page);
      note(`${screen} spaced out`, await losses(page));
      await tightenText(page);
      note(screen, await violations(page));
    }
    expect(found).toEqual([]);
  });
});

test.describe("dark, on a phone", () => {
  // 1280 px at 400 %, and the narrowest of phones.
  test.use({ colorScheme: "dark", viewport: { width: 320, height: 640 }, hasTouch: true });

  test("axe finds nothing on any screen, all of it is in reach, and no target is too small for a finger", async ({
    page,
  }) => {
    const found: string[] = [];
    for (const screen of screens) {
      await openScreen(page, screen);
      const lines = [...(await violations(page)), ...(await losses(page)), ...(await smallTargets(page))];
      found.push(...lines.map((line) => `${screen}: ${line}`));
    }
    expect(found).toEqual([]);
  });
});
