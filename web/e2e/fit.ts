/** What a screen loses where there is little room, or where its text takes more of it: as who uses it would find out. */
import type { Page } from "@playwright/test";
import { placeAtRest } from "./page.ts";

/** WCAG 1.4.12, as a style sheet that the page's rules on styles allow; until `tightenText`. */
export const spaceText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }
    `);
    document.adoptedStyleSheets = [sheet];
  });

export const tightenText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });

/** A line for each: the page scrolls sideways, a text is cut or squeezed out of its place, a control is out of reach. */
export const losses = async (page: Page): Promise<readonly string[]> => {
  await placeAtRest(page.locator("body"));
  const [texts, controls] = [await lostTexts(page), await lostControls(page)];
  return [...texts, ...controls];
};

const lostTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
    const layer =
      [...document.querySelectorAll("dialog[open], [popover]:popover-open")].at(-1) ?? document.body;
    const named = (one: Element): string => `${one.className} “${one.textContent?.trim().slice(0, 30)}”`;
    const isText = (one: Element): boolean =>
      [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    for (const one of layer.querySelectorAll<HTMLElement>(":not(svg *, .spoken *)")) {
      const { overflowX, overflowY, textOverflow, fontSize } = getComputedStyle(one);
      // What is one pixel large is there to be heard, and a field scrolls to where one writes.
      if (one.clientWidth < 2 || one.matches("input, select") || !one.checkVisibility()) continue;
      const hides = (overflow: string): boolean => overflow === "hidden" || overflow === "clip";
      const isShortened = textOverflow === "ellipsis" && one.closest("[title]") !== null;
      // A fraction of a pixel too little is enough for the dots, and scrollWidth is rounded.
      const text = document.createRange();
      text.selectNodeContents(one);
      const isShort =
        textOverflow === "ellipsis"
          ? text.getBoundingClientRect().width > one.getBoundingClientRect().width + 0.1
          : one.scrollWidth > one.clientWidth + 1;
      if (hides(overflowX) && isShort && !isShortened) found.push(`${named(one)} is cut at its end`);
      if (hides(overflowY) && one.scrollHeight > one.clientHeight + 1)
        found.push(`${named(one)} is cut below`);
      // Squeezed, it lies over what follows.
      if (
        overflowY === "visible" &&
        isText(one) &&
        one.scrollHeight > one.clientHeight + Number.parseFloat(fontSize) / 4
      )
        found.push(`${named(one)} runs out of its place, by ${one.scrollHeight - one.clientHeight} px`);
    }
    return found;
  });

const lostControls = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const layer =
      [...document.querySelectorAll("dialog[open], [popover]:popover-open")].at(-1) ?? document.body;
    const all = "button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, summary";
    return [...layer.querySelectorAll<HTMLElement>(all)].flatMap((one) => {
      if (!one.checkVisibility() || one.closest(".spoken, [inert]") !== null) return [];
      one.scrollIntoView({ block: "center", inline: "nearest" });
      const { left, right, top, height } = one.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, top + height / 2);
      // A label stands for what it names.
      if (hit !== null && (one.contains(hit) || hit.closest("label")?.contains(one))) return [];
      const name = one.getAttribute("aria-label") ?? one.textContent?.trim().slice(0, 30);
      return [`“${name}” is out of reach, behind ${hit?.className ?? "the edge of the window"}`];
    });
  });

/** WCAG 2.5.8: what can be pressed, and is neither 24 by 24 px large nor as easy to hit as if it were. */
export const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const REACH_PX = 11.5;
    const all = "button:enabled, a[href], input:enabled, select:enabled, textarea, summary, .grip";
    const layer =
      [...document.querySelectorAll("dialog[open], [popover]:popover-open")].at(-1) ?? document.body;
    return [...layer.querySelectorAll<HTMLElement>(all)].flatMap((one) => {
      if (!one.checkVisibility() || one.closest(".spoken, [inert]") !== null) return [];
      one.scrollIntoView({ block: "center", inline: "nearest" });
      const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
      if (width >= 24 && height >= 24) return [];
      const isHit = (dx: number, dy: number): boolean => {
        const hit = document.elementFromPoint((left + right) / 2 + dx, (top + bottom) / 2 + dy);
        return hit !== null && (one.contains(hit) || hit.closest("label")?.contains(one) === true);
      };
      if ([-REACH_PX, REACH_PX].every((by) => isHit(by, 0) && isHit(0, by))) return [];
      const name = one.getAttribute("aria-label") ?? one.textContent?.trim().slice(0, 30);
      return [`${one.className} “${name}” is ${width.toFixed(0)} × ${height.toFixed(0)} px`];
    });
  });
