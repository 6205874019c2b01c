/**
 * Every screen as it opens, and how a person comes to it from the dashboard: for who checks them all, or takes their
 * pictures. What it can be like besides: states.ts.
 */
import { expect, type Page } from "@playwright/test";
import { chooseFromMenu, edit, expectSaved, note, open, openHistory, write } from "./page.ts";

export const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

export const settings =
  (tab: string) =>
  async (page: Page): Promise<void> => {
    await chooseFromMenu(page, "Settings");
    await page.getByRole("tab", { name: tab }).click();
  };

export const versions = async (page: Page): Promise<void> => {
  await write(page, "The first words");
  await write(page, "The words after them");
  const history = await openHistory(page);
  await history
    .getByRole("button", { name: /^Version/ })
    .last()
    .click();
  await expect(page.locator("[data-preview] [data-widget-id]").first()).toBeVisible();
};

/** Each leaves its screen open. */
export const SCREENS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  dashboard: async () => undefined,
  saved: async (page) => {
    await note(page).fill("Kept.");
    await expectSaved(page);
  },
  editing: edit,
  menu: (page) => press(page, "Menu"),
  status: (page) => page.getByTestId("status").click(),
  dashboards: (page) => page.getByRole("button", { name: /^Dashboard:/ }).click(),
  gallery: async (page) => {
    await edit(page);
    await press(page, "Add widget");
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  history: versions,
  import: (page) => chooseFromMenu(page, "Import dashboard…"),
  devices: async (page) => {
    await chooseFromMenu(page, "Devices");
    await expect(page.getByRole("dialog").getByRole("listitem").first()).toBeVisible();
  },
  pairing: async (page) => {
    await chooseFromMenu(page, "Devices");
    await press(page, "Pair a new device");
    await expect(page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  },
  general: settings("General"),
  encryption: settings("Encryption"),
  "your data": settings("Your data"),
};

export const openScreen = async (page: Page, screen: string): Promise<void> => {
  await open(page);
  await SCREENS[screen]?.(page);
  // With all of its parts, which come one after the other.
  await page.waitForLoadState("networkidle");
};
