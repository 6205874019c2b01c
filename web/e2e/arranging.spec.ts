import { expect, type Page, test } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import { boxOf, edit, expectSaved, note, open, placeAtRest, widgetNamed } from "./page.ts";
import { screenOf } from "./touch.ts";

const bar = (page: Page) => page.getByRole("toolbar", { name: "Selected widgets" });
const said = (page: Page) => page.getByTestId("announcer");
const widgets = (page: Page) => page.locator("[data-widget-id]");
const headOf = (page: Page, name: string) =>
  widgetNamed(page, name).getByRole("heading", { name, exact: true });

const placesOf = (page: Page): Promise<Record<string, string>> =>
  widgets(page).evaluateAll((frames) =>
    Object.fromEntries(
      frames.map((frame) => [
        frame.getAttribute("aria-label"),
        frame instanceof HTMLElement ? `${frame.style.transform} ${frame.style.width}` : "",
      ]),
    ),
  );

const grab = async (page: Page, name: string): Promise<{ x: number; y: number }> => {
  const box = await placeAtRest(headOf(page, name));
  const at = { x: box.x + 20, y: box.y + 8 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  return at;
};

test("several widgets are chosen, dragged together, cancelled, removed and brought back by mouse", async ({
  page,
}) => {
  await open(page);
  await edit(page);
  const before = await placesOf(page);
  await headOf(page, "Clock").click({ modifiers: ["Shift"] });
  await headOf(page, "Welcome").click({ modifiers: ["ControlOrMeta"] });
  await expect(bar(page)).toContainText("2 selected");
  expect(await violationsInBothThemes(page)).toEqual([]);

  // Escape puts everything back, what made room included, and no step of undo is left of it.
  const at = await grab(page, "Clock");
  await page.mouse.move(at.x + 110, at.y + 130, { steps: 5 });
  await expect(page.locator(".landing")).toHaveCount(2);
  await expect.poll(async () => (await placesOf(page))["Links"]).not.toBe(before["Links"]);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await placesOf(page)).toEqual(before);
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeDisabled();

  await grab(page, "Clock");
  await page.mouse.move(at.x + 2 * 104, at.y + 4 * 56, { steps: 5 });
  await page.mouse.up();
  const apart = async () =>
    (await boxOf(widgetNamed(page, "Welcome"))).x - (await boxOf(widgetNamed(page, "Clock"))).x;
  await expect.poll(async () => (await placesOf(page))["Clock"]).not.toBe(before["Clock"]);
  const moved = await placesOf(page);
  await expect.poll(async () => Math.round(await apart())).toBe(311);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => placesOf(page)).toEqual(before);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect.poll(() => placesOf(page)).toEqual(moved);
  await page.keyboard.press("ControlOrMeta+z");

  // A rectangle over the empty part of the board, from below.
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  const board = await boxOf(page.locator(".board"));
  await page.mouse.move(board.x + 400, board.y + 600);
  await page.mouse.down();
  await page.mouse.move(board.x + 100, board.y + 200, { steps: 5 });
  await page.mouse.up();
  await expect(bar(page)).toContainText("3 selected");
  await bar(page).getByRole("button", { name: "Remove" }).click();
  await expect(widgets(page)).toHaveCount(2);
  await expect(page.locator(":focus")).toHaveAttribute("data-widget-id");
  await page.locator(".toast").getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => placesOf(page)).toEqual(before);
});

test("near an edge the page scrolls by itself, faster and faster, and the widget comes along", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1000, height: 520 });
  await open(page);
  await edit(page);
  await grab(page, "Clock");
  await page.mouse.move(200, 505, { steps: 5 });
  await expect.poll(() => page.evaluate(() => scrollY), { intervals: [50] }).toBeGreaterThan(150);
  await page.mouse.up();
  expect((await boxOf(widgetNamed(page, "Clock"))).y).toBeGreaterThan(500);
});

test("by keyboard alone: choose, lift together, copy, cut, paste, remove, and take each back", async ({
  page,
}) => {
  await open(page);
  await edit(page);
  const before = await placesOf(page);
  await page.keyboard.press("Tab");
  for (
    let stops = 0;
    stops < 6 && !(await widgetNamed(page, "Clock").evaluate((one) => one === document.activeElement));
    stops += 1
  )
    await page.keyboard.press("Tab");
  await expect(widgetNamed(page, "Clock")).toBeFocused();
  await page.keyboard.press("Shift+Space");
  await expect(said(page)).toHaveText(/1 selected/);
  await widgetNamed(page, "Countdown").focus();
  await page.keyboard.press("Shift+Space");
  await expect(said(page)).toHaveText(/2 selected/);
  await expect(widgetNamed(page, "Countdown")).toHaveAccessibleDescription(/^Selected\./);

  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText(/2 widgets lifted together/);
  for (let row = 0; row < 9; row += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText(/2 widgets dropped/);
  const moved = await placesOf(page);
  expect(moved["Clock"]).not.toBe(before["Clock"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => placesOf(page)).toEqual(before);

  await page.keyboard.press("ControlOrMeta+c");
  await expect(said(page)).toHaveText(/2 widgets copied/);
  await page.keyboard.press("ControlOrMeta+v");
  await expect(widgets(page)).toHaveCount(7);
  await expect(bar(page)).toContainText("2 selected");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(widgets(page)).toHaveCount(5);

  await widgetNamed(page, "Links").focus();
  await page.keyboard.press("ControlOrMeta+x");
  await expect(widgetNamed(page, "Links")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+v");
  await expect(widgetNamed(page, "Links")).toHaveCount(1);

  await page.keyboard.press("ControlOrMeta+a");
  await expect(said(page)).toHaveText(/5 selected/);
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+a");
  await widgetNamed(page, "Clock").focus();
  await page.keyboard.press("Delete");
  await expect(widgets(page)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(widgets(page)).toHaveCount(5);
  // Wherever the focus is, but not where it has a use for the key.
  await page.keyboard.press("ControlOrMeta+a");
  await note(page).focus();
  await page.keyboard.press("Delete");
  await expect(widgets(page)).toHaveCount(5);
  await page.getByRole("button", { name: "Done", exact: true }).focus();
  for (const other of ["Alt+Backspace", "Control+Delete"]) await page.keyboard.press(other);
  await expect(widgets(page)).toHaveCount(5);
  await page.keyboard.press("Delete");
  await expect(widgets(page)).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(widgets(page)).toHaveCount(5);
  await expectSaved(page);
});

test("widgets go to somebody else's dashboard as text, and no other text does anything", async ({
  browser,
  context,
  page,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await edit(page);
  await headOf(page, "Welcome").click({ modifiers: ["Shift"] });
  await bar(page).getByRole("button", { name: "Copy" }).click();
  await expect(said(page)).toHaveText(/1 widget copied/);
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({ kind: "gridkeep-widgets", version: 1, columns: 12 });

  const elsewhere = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const other = await elsewhere.newPage();
  const writes: string[] = [];
  other.on("request", (request) => request.method() === "PUT" && writes.push(request.url()));
  await open(other);
  await edit(other);
  for (const [pasted, answer] of [
    ["not widgets at all", /no widgets in the clipboard/],
    ['{"kind":"gridkeep-widgets","version":9}', /newer Gridkeep/],
    ['{"kind":"gridkeep-widgets","version":1,"widgets":[{"type":7}]}', /could be read/],
  ] as const) {
    await other.evaluate((one) => navigator.clipboard.writeText(one), pasted);
    await other.keyboard.press("ControlOrMeta+v");
    await expect(said(other)).toHaveText(answer);
  }
  await expect(widgets(other)).toHaveCount(5);
  expect(writes).toEqual([]);

  await other.evaluate((one) => navigator.clipboard.writeText(one), text);
  await other.getByRole("button", { name: "Menu", exact: true }).click();
  await other.getByRole("menuitem", { name: "Paste widgets" }).click();
  await expect(widgetNamed(other, "Welcome")).toHaveCount(2);
  await expectSaved(other);
  const { layout } = await (await other.request.get("/api/layouts/main")).json();
  await other.evaluate((one) => navigator.clipboard.writeText(one), JSON.stringify(layout));
  await other.getByRole("button", { name: "Menu", exact: true }).click();
  await other.getByRole("menuitem", { name: "Paste widgets" }).click();
  await expect(widgets(other)).toHaveCount(12);
  // By keys a whole dashboard is looked at first: it may be meant to replace this one, or to stand beside it.
  await other.keyboard.press("ControlOrMeta+v");
  await expect(other.getByRole("dialog", { name: /import/i })).toBeVisible();
  await elsewhere.close();
});

test("what is chosen goes to an exact place without dragging", async ({ page }) => {
  await open(page);
  await edit(page);
  await page.getByRole("button", { name: "Clock: more actions" }).click();
  await page.getByRole("menuitem", { name: "Place and size…" }).click();
  const dialog = page.getByRole("dialog", { name: "Clock: place and size" });
  await dialog.getByRole("spinbutton", { name: "Column" }).fill("7");
  await dialog.getByRole("spinbutton", { name: "Row" }).fill("10");
  await dialog.getByRole("spinbutton", { name: "Width" }).fill("6");
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(said(page)).toHaveText(/Column 7, row 10, 6 wide, 3 high/);
  await expect(page.getByRole("button", { name: "Clock: more actions" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await bar(page).getByRole("button", { name: "Move", exact: true }).click();
  await page.getByRole("menuitem", { name: "Move down" }).click();
  await expect(said(page)).toHaveText(/5 widgets moved/);
});

test.describe("by touch on a tablet", () => {
  test.use({ hasTouch: true, viewport: { width: 820, height: 700 } });

  test("a finger scrolls by the head, drags by the handle, and a second one takes it back", async ({
    page,
  }) => {
    await open(page);
    await edit(page);
    const screen = await screenOf(page);
    const before = await placesOf(page);
    const head = await placeAtRest(headOf(page, "Clock"));
    const from = { x: head.x + 10, y: head.y + 6 };
    await screen.pull(from, { x: from.x, y: from.y - 200 });
    await screen.touch("touchEnd");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
    expect(await placesOf(page)).toEqual(before);
    await page.evaluate(() => scrollTo(0, 0));

    const grip = widgetNamed(page, "Clock").locator(".grip");
    const { x, y } = await placeAtRest(grip);
    const handle = { x: x + 18, y: y + 18, id: 1 };
    await screen.pull(handle, { ...handle, x: handle.x + 200, y: handle.y + 240 });
    await expect(page.locator(".landing")).toHaveCount(1);
    await screen.touch(
      "touchStart",
      { ...handle, x: handle.x + 200, y: handle.y + 240 },
      { x: 700, y: 600, id: 2 },
    );
    await expect(page.locator(".landing")).toHaveCount(0);
    await screen.touch("touchEnd");
    expect(await placesOf(page)).toEqual(before);

    await placeAtRest(grip);
    await screen.pull(handle, { ...handle, x: handle.x + 200, y: handle.y + 240 });
    await screen.touch("touchEnd");
    await expect.poll(async () => (await placesOf(page))["Clock"]).not.toBe(before["Clock"]);

    // Once something is chosen, a tap on a head chooses more.
    await page.getByRole("button", { name: "Clock: more actions" }).tap();
    await page.getByRole("menuitem", { name: "Select", exact: true }).tap();
    await headOf(page, "Links").tap();
    await expect(bar(page)).toContainText("2 selected");
  });
});
