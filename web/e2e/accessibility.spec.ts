/** No screen has anything that axe finds wrong, in light and in dark, on a desk and on a phone. */
import { expect, type Page, test } from "@playwright/test";
import { violations } from "./axe.ts";
import { open } from "./page.ts";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** How a person comes to each screen from the dashboard. Each leaves it open. */
const SCREENS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  dashboard: async () => undefined,
  editing: (page) => button(page, "Edit").click(),
  "the menu": (page) => button(page, "Menu").click(),
  "the status": (page) => page.getByTestId("status").click(),
  history: async (page) => {
    await button(page, "History").click();
    await expect(page.getByRole("complementary", { name: "History" })).toBeVisible();
  },
  gallery: async (page) => {
    await button(page, "Edit").click();
    await button(page, "Add widget").click();
    await expect(page.getByRole("dialog")).toBeVisible();
  },
};

const PLACES = [
  { name: "light, on a desk", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark, on a phone", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

for (const { name, ...use } of PLACES)
  test.describe(name, () => {
    test.use(use);
    test("axe finds nothing on any screen", async ({ page }) => {
      for (const [screen, go] of Object.entries(SCREENS)) {
        await open(page);
        await go(page);
        expect(await violations(page), screen).toEqual([]);
      }
    });
  });
