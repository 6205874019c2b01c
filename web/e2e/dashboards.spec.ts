import { expect, type Locator, type Page, test } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import {
  expectSaved,
  lookAgain,
  note,
  open,
  openHistory,
  openInstalled,
  secondDevice,
  write,
} from "./page.ts";

const switcher = (page: Page): Locator => page.getByRole("button", { name: /^Dashboard:/ });

const openList = async (page: Page): Promise<Locator> => {
  await switcher(page).click();
  const list = page.locator(".boards");
  await expect(list).toBeVisible();
  return list;
};

const make = async (page: Page, name: string, start = "With a few widgets"): Promise<void> => {
  const list = await openList(page);
  await list.getByRole("button", { name: "New dashboard…" }).click();
  await page.keyboard.type(name);
  await list.getByRole("radio", { name: start }).check();
  await list.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/d\//);
  await expect(switcher(page)).toHaveText(name);
};

const act = async (page: Page, name: string, action: string): Promise<void> => {
  const list = page.locator(".boards");
  if (!(await list.isVisible())) await openList(page);
  const more = list.getByRole("button", { name: `${name}: more actions` });
  if ((await more.getAttribute("aria-expanded")) === "false") await more.click();
  await list.getByRole("button", { name: action, exact: true }).click();
};

const namesIn = (page: Page): Promise<readonly string[]> => page.locator(".board-name").allInnerTexts();

test("a second dashboard has a history of its own", async ({ page }) => {
  await open(page);
  await write(page, "the first");
  await make(page, "Home office");
  for (const text of ["one", "two", "three"]) await write(page, text);
  const id = new URL(page.url()).pathname.slice("/d/".length);
  const versionsOf = async (layoutId: string) =>
    (await (await page.request.get(`/api/layouts/${layoutId}/versions`)).json()).versions;
  const own = (await versionsOf(id)).length;
  expect(own).toBeGreaterThanOrEqual(3);

  const history = await openHistory(page);
  await expect(history.getByRole("button", { name: /^Version/ })).toHaveCount(own);
  await history.getByRole("button", { name: "Name version 1", exact: true }).click();
  await page.keyboard.type("As it began");
  await page.keyboard.press("Enter");
  await expect(history.getByText("As it began")).toBeVisible();
  expect((await versionsOf(id)).at(-1)).toMatchObject({ version: 1, description: "As it began" });
  expect(JSON.stringify(await versionsOf("main"))).not.toContain("As it began");
});

test("a second dashboard is made, named, put in order, deleted and brought back, and every device hears of it", async ({
  browser,
  context,
  page,
}) => {
  await open(page);
  await write(page, "the first");
  const other = await secondDevice(browser, context);
  await open(other);
  await expect(switcher(other)).toHaveText("My dashboard");

  await make(page, "Home office");
  await expect(page).toHaveTitle("Home office · Gridkeep");
  await write(page, "the second");
  await lookAgain(other);
  const list = await openList(other);
  await expect(list.getByRole("link")).toHaveText(["My dashboard", "Home office"]);
  await list.getByRole("link", { name: "Home office" }).click();
  await expect(note(other)).toHaveValue("the second");

  await act(page, "Home office", "Rename");
  await page.keyboard.type("Garden");
  await page.keyboard.press("Enter");
  await expect(switcher(other)).toHaveText("Garden");
  await expect(other).toHaveTitle("Garden · Gridkeep");
  await act(page, "Garden", "Move up");
  await expect.poll(() => namesIn(page)).toEqual(["Garden", "My dashboard"]);
  await expect(page.getByRole("button", { name: "Move up", exact: true })).toBeFocused();

  // It is deleted here, and open there.
  await act(page, "Garden", "Delete");
  await expect(page).toHaveURL("/");
  await expect(note(page)).toHaveValue("the first");
  await expect(other.getByRole("heading", { name: "This dashboard was deleted" })).toBeFocused();
  await expect(other.getByRole("button", { name: "Edit", exact: true })).toBeDisabled();
  expect(await violationsInBothThemes(other)).toEqual([]);
  await page.getByText("Garden deleted", { exact: true }).waitFor();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(note(other)).toHaveValue("the second");
  await expect(page.getByText("Garden is back", { exact: true })).toBeVisible();

  // What everybody begins with can go, too: its address leads to the first of those that remain.
  const rest = await openList(other);
  await expect(rest.getByRole("link")).toHaveText(["Garden", "My dashboard"]);
  await act(other, "My dashboard", "Delete");
  await page.getByRole("button", { name: "Keep it as a new dashboard" }).click();
  await page.waitForURL(/\/d\//);
  await expect(note(page)).toHaveValue("the first");
  await other.goto("/");
  await expect(switcher(other)).toHaveText("Garden");
});

test("one that a program deleted is said to be, and what is kept of it takes its place in the list", async ({
  page,
}) => {
  await open(page);
  await write(page, "worth keeping");
  const { version } = await (await page.request.get("/api/layouts/main")).json();
  const gone = await page.request.delete("/api/layouts/main", { headers: { "If-Match": `"${version}"` } });
  expect(gone.ok()).toBe(true);
  await expect(page.getByRole("heading", { name: "This dashboard was deleted" })).toBeFocused();
  await expect(page.getByRole("navigation", { name: "Go to another dashboard" })).toHaveCount(0);
  await page.getByRole("button", { name: "Keep it as a new dashboard" }).click();
  await page.waitForURL(/\/d\//);
  await expect(note(page)).toHaveValue("worth keeping");
  await expect((await openList(page)).getByRole("link")).toHaveText(["My dashboard"]);
  const kept = page.url();
  await page.goto("/");
  await page.waitForURL(kept);
});

test("dashboards are switched, made and named without a network, but not deleted", async ({
  browser,
  context,
  page,
}) => {
  await openInstalled(page);
  await write(page, "at home");
  await make(page, "Train");
  await write(page, "on rails");

  // What another device has only heard of is no clean slate there.
  const other = await secondDevice(browser, context);
  await openInstalled(other);
  const link = (await openList(other)).getByRole("link", { name: "Train" });
  await expect(link).toBeVisible();
  await other.context().setOffline(true);
  await link.click();
  await expect(other.getByRole("heading", { name: "This dashboard isn't on this device yet" })).toBeVisible();
  await expect(other.getByRole("button", { name: "Add widget" })).toBeDisabled();
  await other.context().setOffline(false);
  await expect(note(other)).toHaveValue("on rails");

  await context.setOffline(true);
  await (await openList(page)).getByRole("link", { name: "My dashboard" }).click();
  await expect(note(page)).toHaveValue("at home");
  await page.goBack();
  await expect(note(page)).toHaveValue("on rails");

  await act(page, "Train", "Delete");
  await expect(page.locator(".toast").getByText("Deleting takes a connection.")).toBeVisible();
  await act(page, "Train", "Rename");
  await page.keyboard.type("Night train");
  await page.keyboard.press("Enter");
  await expect(switcher(page)).toHaveText("Night train");
  await page.keyboard.press("Escape");
  await make(page, "Platform", "Empty");
  await expect(page.getByRole("heading", { name: "A clean slate" })).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await context.setOffline(false);
  const names = async () => {
    const reply = await page.request.get("/api/layouts/gridkeep.dashboards");
    return (await reply.json()).layout.desktop.map(({ title }: { title?: string }) => title);
  };
  await expect.poll(names).toEqual([undefined, "Night train", "Platform"]);
});

test("a file is shown before it comes in: below what is here, or as a dashboard of its own", async ({
  page,
}) => {
  await open(page);
  await write(page, "mine");
  const layout = (await (await page.request.get("/api/layouts/main")).json()).layout;
  const file = JSON.stringify({ format: "gridkeep/1", name: "Weekend", layout });
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "weekend.json"));
    dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  }, file);
  const dialog = page.getByRole("dialog", { name: "Import a dashboard" });
  await expect(dialog.getByRole("img", { name: "Weekend" })).toBeVisible();
  // Nothing that was made is taken the place of without being asked.
  await expect(dialog.getByRole("radio", { name: "As a new dashboard" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Below what is here" }).check();
  await expect(dialog.getByText("5 widgets will stand below what is here")).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.locator("[data-widget-id]")).toHaveCount(10);
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("[data-widget-id]")).toHaveCount(5);

  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import dashboard…" }).click();
  const hostile = { name: "x.json", mimeType: "application/json" };
  const choose = dialog.locator("input[type=file]");
  await choose.setInputFiles({
    ...hostile,
    buffer: Buffer.from('{"layout":{"sealed":"e30..aXY.b25l.dGFn"}}'),
  });
  await expect(dialog.getByText("This dashboard was encrypted")).toBeVisible();
  await choose.setInputFiles({ ...hostile, buffer: Buffer.from("PK\u0003\u0004") });
  await expect(dialog.getByText("This is not valid JSON.")).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  await choose.setInputFiles({ ...hostile, buffer: Buffer.from(file) });
  await dialog.getByRole("radio", { name: "As a new dashboard" }).check();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveValue("Weekend");
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await page.waitForURL(/\/d\//);
  await expect(switcher(page)).toHaveText("Weekend");
  await expect(note(page)).toHaveValue("mine");
  await expectSaved(page);
});
