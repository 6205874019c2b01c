/** The hands of who has no mouse: Tab to what is wanted, press, and never fall out of the page. */
import { expect, type Locator, type Page } from "@playwright/test";

/** More stops than any screen has. */
const MOST_STOPS = 70;

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll(([one]) => one !== undefined && one === document.activeElement);

export type Keys = {
  /** Stop by stop, until the target has the focus. */
  readonly tabTo: (target: Locator, key?: "Tab" | "Shift+Tab") => Promise<void>;
  /** One key after the other. What has the focus after each is something of the page. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
};

export const keysOf = (page: Page): Keys => {
  const { keyboard } = page;
  const hasFocus = () => page.evaluate(() => document.activeElement !== document.body);
  return {
    tabTo: async (target, key = "Tab") => {
      await expect(target).toBeVisible();
      await expect(target).toBeEnabled();
      for (let stops = 0; stops < MOST_STOPS && !(await isFocused(target)); stops += 1)
        await keyboard.press(key);
      await expect(target).toBeFocused();
    },
    press: async (...keys) => {
      for (const key of keys) {
        await keyboard.press(key);
        await expect.poll(hasFocus, { message: `after ${key} nothing has the focus` }).toBe(true);
      }
    },
    type: (text) => keyboard.insertText(text),
  };
};
