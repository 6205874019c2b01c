/** Fingers, as the screen reports them: real touch events through the browser's own input, not made up in the page. */
import type { Page } from "@playwright/test";

export type Finger = { readonly x: number; readonly y: number; readonly id?: number };

export type Screen = {
  /** The fingers that are on the screen from now on; none lifts all. */
  readonly touch: (
    type: "touchStart" | "touchMove" | "touchEnd",
    ...fingers: readonly Finger[]
  ) => Promise<void>;
  /** Down at one place, to another in so many steps of a frame each; the finger stays down. */
  readonly pull: (from: Finger, to: Finger, steps?: number) => Promise<void>;
};

export const screenOf = async (page: Page): Promise<Screen> => {
  const session = await page.context().newCDPSession(page);
  const touch: Screen["touch"] = async (type, ...fingers) => {
    await session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: fingers.map((finger) => ({ ...finger })),
    });
  };
  const pull: Screen["pull"] = async (from, to, steps = 10) => {
    await touch("touchStart", from);
    for (let step = 1; step <= steps; step += 1) {
      const part = (a: number, b: number): number => a + ((b - a) * step) / steps;
      await touch("touchMove", { ...from, x: part(from.x, to.x), y: part(from.y, to.y) });
      await page.waitForTimeout(16);
    }
    // At rest: what is let go while it moves goes on by itself.
    await page.waitForTimeout(150);
    await touch("touchMove", to);
  };
  return { touch, pull };
};
