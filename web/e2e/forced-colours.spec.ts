/**
 * In forced colours backgrounds are gone: what is chosen, focused, drawn or to be pressed is told by lines and words,
 * and what can be used is not the grey of what can't.
 */
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Widget } from "../../worker/layout/schema.ts";
import { chooseFromMenu, edit, expectSaved, note, open, openHistory, placeAtRest, write } from "./page.ts";

const TABLE = "Day,A,B\n1,3,4\n2,5,1\n3,6,3";
const KINDS = ["line", "area", "bar", "candlestick"] as const;

const charts: readonly Widget[] = KINDS.map((kind, n) => ({
  ...{ id: kind, type: "chart", title: kind, x: n * 3, y: 20, w: 3, h: 5 },
  config: { kind, csv: kind === "candlestick" ? "Day,Open,High,Low,Close\n1,3,6,2,5\n2,5,6,1,2" : TABLE },
}));

/** The colours of this system, as the page reads them. */
const system = (page: Page, name: string): Promise<string> =>
  page.evaluate((color) => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = color;
    const read = getComputedStyle(probe).color;
    probe.remove();
    return read;
  }, name);

/** What is seen of it besides the shape: its line, its outline, and a background that was not taken away. */
const looks = (element: Locator): Promise<string> =>
  element.evaluate((one) => {
    const { outline, border, backgroundColor, fill } = getComputedStyle(one);
    return [outline, border, backgroundColor, fill].join(" | ");
  });

const expectApart = async (chosen: Locator, other: Locator): Promise<void> => {
  await placeAtRest(chosen);
  expect(await looks(chosen)).not.toBe(await looks(other));
};

/** Enabled, and as grey as if it were not; or without any line around it and no words. */
const unfit = async (page: Page): Promise<readonly string[]> => {
  await placeAtRest(page.locator("body"));
  const grey = await system(page, "GrayText");
  return page.locator("button:enabled:visible").evaluateAll(
    (buttons, greyText) =>
      buttons.flatMap((one) => {
        const { color, borderStyle } = getComputedStyle(one);
        const name = one.getAttribute("aria-label") ?? one.textContent;
        const isBare = borderStyle === "none" && one.textContent?.trim() === "";
        return [
          ...(color === greyText ? [`${name} is grey`] : []),
          ...(isBare ? [`${name} has no line`] : []),
        ];
      }),
    grey,
  );
};

test("in forced colours everything that a background says is said by a line as well", async ({
  page,
  baseURL,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  await write(page, "first");
  const { layout, version } = await (await page.request.get("/api/layouts/main")).json();
  const put = await page.request.put("/api/layouts/main", {
    headers: { "If-Match": `"${version}"`, Origin: baseURL ?? "" },
    data: { layout: { ...layout, desktop: [...layout.desktop, ...charts] } },
  });
  expect(put.ok(), await put.text()).toBe(true);
  await page.reload();
  await expect(note(page)).toHaveValue("first");
  expect(await unfit(page)).toEqual([]);
  // And painted so: Chromium leaves the grey where no colour of the page's own changes.
  const bar = page.locator(".bar");
  await expectSaved(page);
  const painted = await bar.screenshot();
  await bar.evaluate((one) => {
    one.style.display = "none";
    one.getBoundingClientRect();
    one.style.display = "";
  });
  expect(painted.equals(await bar.screenshot())).toBe(true);

  const canvas = await system(page, "Canvas");
  const drawn = page.locator(".chart-line, .chart-area, .chart-bar, .chart-candle");
  await page.getByRole("group", { name: "line", exact: true }).scrollIntoViewIfNeeded();
  await expect.poll(() => drawn.count()).toBeGreaterThan(7);
  const invisible = await drawn.evaluateAll(
    (marks, ground) =>
      marks.flatMap((mark) => {
        const { stroke, fill } = getComputedStyle(mark);
        return [stroke, fill].every((one) => one === ground || one === "none") ? [mark.className] : [];
      }),
    canvas,
  );
  expect(invisible).toEqual([]);
  // Told apart by dashes, not by colours that are all one now.
  const dashes = page.locator('[data-widget-id="line"] .chart-line');
  expect(await dashes.nth(0).getAttribute("stroke-dasharray")).not.toBe(
    await dashes.nth(1).getAttribute("stroke-dasharray"),
  );

  await edit(page);
  await page.getByRole("heading", { name: "Clock" }).click({ modifiers: ["Shift"] });
  const frame = (name: string) => page.getByRole("group", { name, exact: true });
  await expect(page.getByRole("toolbar", { name: "Selected widgets" })).toBeVisible();
  await expectApart(frame("Clock"), frame("Links"));
  await frame("Links").focus();
  await page.keyboard.press("Tab");
  const outline = await page.locator(":focus").evaluate((one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return { outlineStyle, outlineWidth, outlineColor };
  });
  expect(outline).toMatchObject({ outlineStyle: "solid", outlineWidth: "2px" });
  expect(outline.outlineColor).not.toBe(canvas);
  expect(await unfit(page)).toEqual([]);
  await page.keyboard.press("Escape");
  const done = page.getByRole("button", { name: "Done" });
  await done.hover();
  await expect
    .poll(() => done.evaluate((one) => getComputedStyle(one).backgroundColor))
    .toBe(await system(page, "Highlight"));
  await done.click();

  await chooseFromMenu(page, "Settings");
  await expectApart(page.getByRole("tab").nth(0), page.getByRole("tab").nth(1));
  await expectApart(
    page.locator(".segments :checked + span").first(),
    page.locator(".segments input:not(:checked) + span").first(),
  );
  expect(await unfit(page)).toEqual([]);
  await page.keyboard.press("Escape");

  const history = await openHistory(page);
  await history.getByRole("button", { name: /^Version 1\b/ }).click();
  await expect(page.getByRole("radio", { name: "Preview" })).toBeChecked();
  await expectApart(
    history.locator('[aria-pressed="true"].version'),
    history.locator('[aria-pressed="false"].version').first(),
  );
  await expectApart(
    page.locator(".segments :checked + span").first(),
    page.locator(".segments input:not(:checked) + span").first(),
  );
  await page.getByRole("radio", { name: "Compare with now" }).check();
  await expect(page.locator(".diff-box").first()).toBeVisible();
  const borders = await page
    .locator(".diff-box")
    .evaluateAll((boxes) => boxes.map((box) => getComputedStyle(box).borderStyle));
  expect(borders.every((style) => style !== "none")).toBe(true);
  expect(await unfit(page)).toEqual([]);
});
