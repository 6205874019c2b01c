/** Every screen by keyboard alone: nothing here is clicked, and the focus is never lost. A conflict is in its own file. */
import { expect, type Page, test } from "@playwright/test";
import { type Keys, keysOf } from "./keys.ts";
import { expectSaved, note, open, status, widgetNamed } from "./page.ts";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");

const chooseFromMenu = async (page: Page, { tabTo, press }: Keys, name: string): Promise<void> => {
  await tabTo(button(page, "Menu"));
  await press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  const item = page.getByRole("menuitem", { name, exact: true });
  while (!(await item.evaluate((one) => one === document.activeElement))) await press("ArrowDown");
  await press("Enter");
};

const writeByKeys = async (page: Page, { tabTo, press, type }: Keys, text: string): Promise<void> => {
  const saved = page.waitForResponse((reply) => reply.request().method() === "PUT" && reply.ok());
  await tabTo(note(page));
  await press("ControlOrMeta+a");
  await type(text);
  await press("ControlOrMeta+s");
  await saved;
  await expectSaved(page);
};

test("a widget is found, added, set up, removed and brought back, and the status is asked", async ({
  page,
}) => {
  const keys = keysOf(page);
  const { tabTo, press, type } = keys;
  await open(page);
  await tabTo(button(page, "Add widget"));
  await press("Enter");
  await expect(dialog(page).getByRole("searchbox")).toBeFocused();
  await type("metric");
  await tabTo(dialog(page).getByRole("button", { name: /^Number/ }));
  await press("Enter");
  const added = widgetNamed(page, "Number");
  await expect(added).toBeFocused();

  await tabTo(button(page, "Number: more actions"));
  await press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await press("End", "Home");
  const settings = page.getByRole("menuitem", { name: "Settings" });
  while (!(await settings.evaluate((one) => one === document.activeElement))) await press("ArrowDown");
  await press("Enter");
  await tabTo(dialog(page).getByLabel("Title"));
  await type("Users");
  await tabTo(dialog(page).getByLabel("Number", { exact: true }));
  await type("12");
  await press("Enter");
  const named = widgetNamed(page, "Users");
  await expect(named).toContainText("12");
  await expect(button(page, "Users: more actions")).toBeFocused();

  await tabTo(named, "Shift+Tab");
  await press("Delete");
  await expect(named).toHaveCount(0);
  await tabTo(page.locator(".toast").getByRole("button", { name: "Undo" }));
  await press("Enter");
  await expect(named).toBeVisible();
  await expectSaved(page);
  await tabTo(status(page));
  await press("Enter");
  await expect(button(page, "Download as JSON")).toBeFocused();
  await press("Escape");
  await expect(status(page)).toBeFocused();
});

test("an earlier version is found, looked at, and one widget of it restored", async ({ page }) => {
  const keys = keysOf(page);
  const { tabTo, press } = keys;
  await open(page);
  await writeByKeys(page, keys, "first");
  await writeByKeys(page, keys, "second");
  await tabTo(button(page, "History"), "Shift+Tab");
  await press("Enter");
  const history = page.getByRole("complementary", { name: "History" });
  await tabTo(history.getByRole("button", { name: /1 earlier save/ }));
  await press("Enter");
  await tabTo(history.getByRole("button", { name: /^Version 1\b/ }));
  await press("Enter");
  await expect(note(page)).toHaveValue("first");
  await tabTo(page.getByRole("radio", { name: "Everything" }));
  await press("ArrowRight", "ArrowRight", "ArrowRight");
  await expect(page.getByRole("radio", { name: "Chosen widgets" })).toBeChecked();
  await tabTo(page.getByRole("checkbox", { name: /^Welcome edited/ }));
  await press("Space");
  await tabTo(button(page, "Restore 1 widget"), "Shift+Tab");
  await press("Enter");
  await expect(history).toHaveCount(0);
  await expect(note(page)).toHaveValue("first");
  await expect(note(page)).toBeEditable();
  await press("Tab");
  await press("ControlOrMeta+z");
  await expect(note(page)).toHaveValue("second");
});

test("a device is named and another invited, and settings are changed tab by tab", async ({ page }) => {
  const keys = keysOf(page);
  const { tabTo, press, type } = keys;
  await open(page);
  await chooseFromMenu(page, keys, "Devices");
  await tabTo(dialog(page).getByRole("button", { name: /^Rename/ }));
  await press("Enter", "ControlOrMeta+a");
  await type("Desk");
  await press("Enter");
  await expect(dialog(page).getByRole("listitem", { name: "Desk" })).toBeVisible();
  await press("Tab");
  await tabTo(button(page, "Sign out Desk"));
  await press("Enter");
  await tabTo(button(page, "Cancel"));
  await press("Enter");
  await expect(button(page, "Sign out Desk")).toBeFocused();
  await tabTo(button(page, "Pair a new device"));
  await press("Enter");
  await expect(page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  await press("Escape");
  await expect(button(page, "Menu")).toBeFocused();

  await chooseFromMenu(page, keys, "Settings");
  await tabTo(page.getByRole("tab", { name: "General" }));
  await press("ArrowRight", "ArrowRight");
  await expect(page.getByRole("tab", { name: "Your data" })).toBeFocused();
  await expect(button(page, "Download everything")).toBeVisible();
  await press("Home");
  await tabTo(page.getByLabel("Save changes automatically"));
  await press("Space");
  await expect(page.getByLabel("Save changes automatically")).not.toBeChecked();
  await tabTo(page.getByLabel("Versions to keep"));
  const before = await page.getByLabel("Versions to keep").inputValue();
  await press("ArrowDown");
  await expect(page.getByLabel("Versions to keep")).not.toHaveValue(before);
  await press("Escape");
  await expect(button(page, "Menu")).toBeFocused();
});

test("dashboards are made, named and switched, and one is imported from pasted text", async ({ page }) => {
  const keys = keysOf(page);
  const { tabTo, press, type } = keys;
  const switcher = button(page, /^Dashboard:/);
  await open(page);
  await writeByKeys(page, keys, "at home");
  await tabTo(switcher, "Shift+Tab");
  await press("Enter");
  await tabTo(button(page, "New dashboard…"));
  await press("Enter");
  await type("Garden");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/d\//);
  await expect(switcher).toHaveText("Garden");

  await tabTo(switcher);
  await press("Enter");
  await tabTo(button(page, "Garden: more actions"));
  await press("Enter");
  await tabTo(button(page, "Rename"));
  await press("Enter", "ControlOrMeta+a");
  await type("Balcony");
  await press("Enter");
  await expect(switcher).toHaveText("Balcony");
  await tabTo(page.getByRole("link", { name: "Balcony" }), "Shift+Tab");
  await press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(note(page)).toHaveValue("at home");

  const { layout } = await (await page.request.get("/api/layouts/main")).json();
  await chooseFromMenu(page, keys, "Import dashboard…");
  await tabTo(dialog(page).getByRole("textbox"));
  await type(JSON.stringify({ format: "gridkeep/1", name: "Weekend", layout }));
  await expect(dialog(page).getByRole("img", { name: "Weekend" })).toBeVisible();
  await tabTo(dialog(page).getByRole("radio", { checked: true }));
  await press("ArrowUp");
  await expect(dialog(page).getByRole("radio", { name: "Below what is here" })).toBeChecked();
  await tabTo(button(page, "Import"));
  await press("Enter");
  await expect(page.locator("[data-widget-id]")).toHaveCount(10);
  await expect(dialog(page)).toHaveCount(0);
  await press("Tab");
});
