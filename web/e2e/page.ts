/** What the journeys have in common: opening the dashboard as someone, and reading what it says. */
import {
  type Browser,
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  type Response,
} from "@playwright/test";

export const status = (page: Page): Locator => page.getByTestId("status");

/** "Saved" always means: on the server. */
export const expectSaved = (page: Page): Promise<void> => expect(status(page)).toHaveText("Saved");

export const widgetNamed = (page: Page, name: string): Locator =>
  page.getByRole("group", { name, exact: true });

export const note = (page: Page): Locator => page.getByRole("textbox", { name: "Note" });

/** Writes into the note and waits until that, and not only what was before, is on the server. */
export const write = async (page: Page, text: string): Promise<void> => {
  const isSave = (response: Response) => response.request().method() === "PUT" && response.ok();
  const saved = page.waitForResponse(isSave);
  await note(page).fill(text);
  await page.keyboard.press("Control+s");
  await saved;
  await expectSaved(page);
};

/** From the top of the page, however far it is scrolled. */
export const boxOf = async (
  element: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> =>
  element.evaluate((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x: x + scrollX, y: y + scrollY, width, height };
  });

/**
 * In the window, once nothing slides any more: a hand that aims at what still moves misses it. Endless animations,
 * such as those of waiting, are none of this.
 */
export const placeAtRest = (
  element: Locator,
): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> =>
  element.evaluate(async (node) => {
    const sliding = (): Animation[] =>
      document.getAnimations().filter((one) => one instanceof CSSTransition && one.playState === "running");
    for (let left = sliding(); left.length > 0; left = sliding())
      await Promise.allSettled(left.map(({ finished }) => finished));
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x, y, width, height };
  });

export const open = async (page: Page): Promise<void> => {
  await page.goto("/");
  await expect(page.locator("[data-widget-id]").first()).toBeVisible();
};

/** The history, opened, and the sessions in it unfolded: every version has its row. */
export const openHistory = async (page: Page): Promise<Locator> => {
  await page.getByRole("button", { name: "History", exact: true }).click();
  const history = page.getByRole("complementary", { name: "History" });
  await expect(history.getByRole("button", { name: /^Version/ }).first()).toBeVisible();
  const folded = history.getByRole("button", { name: /earlier save/, expanded: false });
  while ((await folded.count()) > 0) await folded.first().click();
  return history;
};

/** Another tab of the same browser, opened. */
export const openTab = async (context: BrowserContext): Promise<Page> => {
  const tab = await context.newPage();
  await open(tab);
  return tab;
};

/** The page, opened once the service worker has the app and looks after it. */
export const openInstalled = async (page: Page): Promise<void> => {
  await open(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await expect(page.locator("[data-widget-id]").first()).toBeVisible();
};

/** A second device of the same person: its own browser storage, the same session. */
export const secondDevice = async (browser: Browser, first: BrowserContext): Promise<Page> => {
  const context = await browser.newContext();
  await context.addCookies(await first.cookies());
  return context.newPage();
};

/** Tells a page that it is looked at again: the moment when it asks for news. */
export const lookAgain = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.dispatchEvent(new Event("visibilitychange"));
  });

/** Another device of the same person, signed in by a code: to the server another device, too. */
export const pairedDevice = async (
  browser: Browser,
  first: BrowserContext,
  address: string,
): Promise<Page> => {
  const paired = await first.request.post(`${address}/api/session/pairings`);
  const context = await browser.newContext();
  const { code } = await paired.json();
  const data = { code, deviceName: "Second device" };
  expect((await context.request.post(`${address}/api/session/pairings/redeem`, { data })).status()).toBe(201);
  return context.newPage();
};

export const chooseFromMenu = async (page: Page, name: string): Promise<void> => {
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
};

/** Where fingers are it is a finger that presses. */
export const edit = async (page: Page): Promise<void> => {
  const button = page.getByRole("button", { name: "Edit", exact: true });
  await ((await page.evaluate(() => navigator.maxTouchPoints > 0)) ? button.tap() : button.click());
  await expect(page.locator(".is-editing")).toBeVisible();
};
