/** No screen has anything that axe finds wrong, in light and in dark, on a desk and on a phone. */
import { expect, test } from "@playwright/test";
import { violations } from "./axe.ts";
import { openScreen, SCREENS } from "./screens.ts";

test.describe.configure({ timeout: 180_000 });

const PLACES = [
  { name: "light, on a desk", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark, on a phone", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

for (const { name, ...use } of PLACES)
  test.describe(name, () => {
    test.use(use);
    test("axe finds nothing on any screen", async ({ page }) => {
      const found: string[] = [];
      for (const screen of Object.keys(SCREENS)) {
        await openScreen(page, screen);
        found.push(...(await violations(page)).map((line) => `${screen}: ${line}`));
      }
      expect(found).toEqual([]);
    });
  });
