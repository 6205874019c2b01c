/** What has no room: in a narrow frame it goes as a whole, and of what is pasted nothing is cut without a word. */
import { expect, type Page, test } from "@playwright/test";
import type { Widget } from "../../worker/layout/schema.ts";
import { expectSaved, note, open, widgetNamed } from "./page.ts";

const small = (id: string, place: number, widget: Pick<Widget, "type" | "config">): Widget => ({
  ...{ id, ...widget, w: 2, h: 2 },
  ...{ x: (place % 6) * 2, y: Math.floor(place / 6) * 2 },
});

const WIDGETS: readonly Widget[] = [
  small("m", 0, { type: "metric", config: { value: 1234567890.12, unit: "EUR", label: "Revenue" } }),
  small("d", 1, { type: "countdown", config: { to: "2199-09-01T12:00", label: "Holidays at the sea" } }),
  small("c", 2, { type: "clock", config: { hour12: true, seconds: true, timeZone: "Asia/Tokyo" } }),
  small("a", 3, { type: "clock", config: { face: "analog", timeZone: "Mars/Olympus" } }),
  { ...small("l", 6, { type: "checklist", config: {} }), w: 4, h: 6, title: "Shopping" },
  { ...small("n", 8, { type: "notes", config: { text: "Kept" } }), w: 4, h: 6 },
  { ...small("t", 10, { type: "chart", config: {} }), w: 4, h: 6, title: "Prices" },
];

const paste = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+v");
};

/** Names of what stands out of its frame, and of dates that stand over their time. */
const cut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const shown = ".metric-value span, .clock-digits time, .clock-face, .countdown-part:first-child";
    const out = [...document.querySelectorAll(shown)].filter((element) => {
      const [inner, frame] = [element, element.closest(".frame")].map((one) => one?.getBoundingClientRect());
      return (
        inner === undefined || frame === undefined || inner.left < frame.left || inner.right > frame.right
      );
    });
    const over = [...document.querySelectorAll(".clock > p:not(.clock-digits)")].filter((line) => {
      const [text, time] = [line, line.parentElement?.firstElementChild].map((one) =>
        one?.getBoundingClientRect(),
      );
      // What has no room at all is not shown.
      if (text === undefined || time === undefined || text.height === 0) return false;
      return text.left < time.right && text.top < time.bottom - 2;
    });
    return [...out, ...over].map(({ className }) => String(className));
  });

test("in narrow frames figures are whole; of what is pasted nothing is cut without a word", async ({
  page,
  context,
  baseURL,
}) => {
  await page.setViewportSize({ width: 800, height: 800 });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  const saved = await page.request.put("/api/layouts/main", {
    headers: { "If-None-Match": "*", Origin: baseURL ?? "" },
    data: { layout: { desktop: WIDGETS, mobile: [] } },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  await page.reload();
  await expect(page.locator(".countdown-part").first()).toBeVisible();
  await expect(page.locator(".metric-value")).toContainText("1,234,567,890.12");
  await expect.poll(() => cut(page)).toEqual([]);

  const list = widgetNamed(page, "Shopping");
  await list.getByRole("textbox", { name: "New item" }).click();
  await paste(page, "- Eggs\n- Bread\n- [x] Butter\n");
  await expect(list.getByRole("checkbox")).toHaveCount(3);
  await expect(list.getByRole("checkbox", { name: "Butter" })).toBeChecked();
  await paste(page, "x".repeat(501));
  await expect(list).toContainText("501 characters, and 500 fit in here. Nothing was changed.");
  await expect(list.getByRole("textbox", { name: "New item" })).toHaveValue("");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(list.getByRole("checkbox")).toHaveCount(0);

  await note(page).click();
  await page.keyboard.press("End");
  await paste(page, "x".repeat(100_000));
  await expect(page.getByText("100,004 characters, and 100,000 fit in here.").first()).toBeVisible();
  await page.keyboard.type(" well");
  await expect(note(page)).toHaveValue("Kept well");
  await expectSaved(page);

  await widgetNamed(page, "Prices").getByRole("button", { name: "Set up" }).click();
  const form = page.getByRole("dialog");
  const table = form.getByLabel("Table", { exact: true });
  const rows = `Date,Close\n${"2026-01-01,5\n".repeat(8000)}`;
  await table.click();
  await paste(page, rows);
  await expect(form).toContainText("104,011 characters, and 100,000 fit in here. Nothing was cut off");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(table).toBeFocused();
  await expect(table).toHaveValue(rows);
  await table.fill("Date,Close\n2026-01-01,5\n2026-01-02,6");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(widgetNamed(page, "Prices").getByRole("slider")).toBeVisible();
});
