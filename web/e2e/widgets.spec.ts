import { expect, type Locator, type Page, test } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import { type NumberSite, serveTheWeb, startNumberSite } from "./elsewhere.ts";
import { expectSaved, open, widgetNamed } from "./page.ts";

const SHARE =
  "Date;Open;High;Low;Close\n2026-01-05;10,5;12;10;11,5\n2026-01-06;11,5;12,5;9;9,5\n2026-01-07;x;11;9;10";

let site: NumberSite;
test.beforeAll(async () => {
  site = await startNumberSite({
    "/rates": {
      days: { time: ["2026-01-05", "2026-01-06", "2026-01-07"], Oslo: [1, 2, 3], Rome: [9, 8, null] },
    },
    "/price": { data: [{ price: "1250.5", before: 1000 }] },
    "/changing": { n: 41 },
    "/closed": {},
  });
});
test.afterAll(() => site.stop());

/** Adds the kind that a search finds first. */
const add = async (page: Page, search: string, name: string): Promise<Locator> => {
  await page.getByRole("button", { name: "Add widget", exact: true }).click();
  const gallery = page.getByRole("dialog");
  await gallery.getByRole("searchbox").fill(search);
  await gallery.getByRole("searchbox").press("Enter");
  const added = widgetNamed(page, name);
  await expect(added).toBeVisible();
  return added;
};

/** Opens the settings as a widget that is not set up, or failed, offers them; fills them in and saves. */
const setUp = async (
  page: Page,
  widget: Locator,
  fields: Readonly<Record<string, string>>,
): Promise<void> => {
  const offered = widget.getByRole("button", { name: /^(Set up|Settings)$/ });
  if ((await offered.count()) > 0) await offered.click();
  else {
    await widget.getByRole("button", { name: /more actions/ }).click();
    await page.getByRole("menuitem", { name: "Settings" }).click();
  }
  const form = page.getByRole("dialog");
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
    else await field.fill(value);
  }
  await form.getByRole("button", { name: "Save", exact: true }).click();
};

/** What the policy of the page stopped. */
const watchPolicy = (page: Page): readonly string[] => {
  const stopped: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) stopped.push(message.text());
  });
  return stopped;
};

test("a chart is added, drawn of a pasted table, then of what a site sends", async ({ page }) => {
  const stopped = watchPolicy(page);
  await open(page);

  const chart = await add(page, "stock", "Chart");
  await setUp(page, chart, { Table: SHARE, "Drawn as": "candlestick", Unit: "€" });
  const plot = chart.getByRole("slider");
  await expect(plot).toHaveAccessibleName("Candles of Open, High, Low, and Close, 3 points");
  await expect(chart.locator(".chart-plot .is-up")).toHaveAttribute("d", /^M\d/);
  expect(await violationsInBothThemes(page)).toEqual([]);
  await plot.focus();
  await page.keyboard.press("Home");
  await expect(plot).toHaveAttribute(
    "aria-valuetext",
    "5 Jan 2026: Open 10.5\u00a0€, High 12\u00a0€, Low 10\u00a0€, Close 11.5\u00a0€",
  );
  await expect(chart.locator(".chart-readout")).toContainText("5 Jan 2026");
  await chart.getByText("2 things in the table couldn't be used").click();
  await expect(chart).toContainText("Row 4: “x” is no number.");
  await expect(chart).toContainText("Row 4 is no candle");
  await chart.getByRole("button", { name: "Show as table" }).click();
  await expect(chart.getByRole("row", { name: "6 Jan 2026" })).toContainText("9.5");

  await setUp(page, chart, {
    "Drawn as": "line",
    "Address of JSON": `${site.url}/rates`,
    "Where the rows are": "days",
  });
  await expect(plot).toHaveAccessibleName("Line of Oslo and Rome, 3 points");
  await expect(chart.locator("[data-series='2'] .chart-line").last()).toHaveAttribute(
    "stroke-dasharray",
    /\d/,
  );

  await expectSaved(page);
  await page.reload();
  await expect(plot).toHaveAccessibleName("Line of Oslo and Rome, 3 points");
  expect(stopped).toEqual([]);
});

test("a number is typed in, refused in words, then read from a site with how far it has come", async ({
  page,
}) => {
  const stopped = watchPolicy(page);
  await open(page);
  const number = await add(page, "kpi", "Number");
  await setUp(page, number, { Number: "0.5", "Decimal places": "9" });
  const form = page.getByRole("dialog");
  await expect(form.getByLabel("Decimal places")).toBeFocused();
  await expect(form.getByLabel("Decimal places")).toHaveAccessibleDescription(/from 0 to 6 goes here/);
  await form.getByLabel("Decimal places").fill("2");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(number).toContainText("0.50");
  await setUp(page, number, {
    "Address of JSON": `${site.url}/price`,
    "Where the number is": "data[0].price",
    "Where the number before is": "data[0].before",
  });
  await expect(number).toContainText("1,250.50");
  await expect(number).toContainText("Up 25.1% from 1,000.00");

  await expectSaved(page);
  expect(stopped).toEqual([]);
});

test("a picture and a page of another site are added and shown, the page kept apart from this one", async ({
  context,
  page,
}) => {
  const stopped = watchPolicy(page);
  await serveTheWeb(context);
  await open(page);

  const picture = await add(page, "photo", "Picture");
  await setUp(page, picture, {
    "Address of the picture": "https://pictures.example/bad.svg",
    "What it shows": "A square",
  });
  await expect(picture).toContainText("A square: The picture couldn't be loaded.");
  await setUp(page, picture, { "Address of the picture": "https://pictures.example/good.svg" });
  const shown = picture.getByRole("img", { name: "A square" });
  await expect
    .poll(() => shown.evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0)))
    .toBe(80);

  const embed = await add(page, "iframe", "Web page");
  await setUp(page, embed, { "Address of the page": "https://page.example/news" });
  await embed.scrollIntoViewIfNeeded();
  const frame = embed.locator("iframe");
  await expect(frame.contentFrame().getByText("kept apart")).toBeVisible();
  await expect(frame).toHaveAttribute(
    "sandbox",
    "allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox",
  );
  await expect(frame).toHaveAttribute("referrerpolicy", "no-referrer");
  await expect(embed.getByText("Nothing to see?")).toBeVisible();
  await expect(embed.getByRole("link", { name: "Open page.example in a new tab" })).toHaveText("Open");
  expect(stopped).toEqual([]);
});

test("what can't be read says why, asks no sooner than allowed, and keeps what it showed last", async ({
  page,
}) => {
  await page.clock.install();
  await open(page);
  const number = await add(page, "metric", "Number");
  const address = "Address of JSON";
  await setUp(page, number, { [address]: "javascript:alert(1)" });
  await expect(page.getByRole("dialog").getByLabel(address)).toHaveAccessibleDescription(
    /starts with https:\/\//,
  );
  await page.keyboard.press("Escape");

  await setUp(page, number, { [address]: `${site.url}/nowhere` });
  await expect(number).toContainText("There is nothing at this address.");
  await setUp(page, number, { [address]: `${site.url}/closed` });
  await expect(number).toContainText("doesn't let other pages read it");
  await setUp(page, number, { [address]: `${site.url}/changing`, "Where the number is": "m" });
  await expect(number).toContainText("There is nothing at “m”.");
  await setUp(page, number, { "Where the number is": "n", "Ask again": "15s" });
  await expect(number).toContainText("41");

  const timesAsked = () => site.asked.filter((path) => path === "/changing").length;
  expect(timesAsked()).toBe(1);
  site.answer("/changing", { n: 42 });
  await page.clock.fastForward(10_000);
  expect(timesAsked()).toBe(1);
  await page.clock.fastForward(6_000);
  await expect(number).toContainText("42");
  expect(timesAsked()).toBe(2);

  site.answer("/changing", undefined);
  await page.clock.fastForward(16_000);
  await expect(number).toContainText(/As of .*\. This site has a problem of its own\./);
  await expect(number.locator(".metric-value")).toHaveText("42");
});

test("a widget that breaks fails alone, in its place", async ({ context, page }) => {
  await context.route("**/assets/metric-*.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: "export const Metric = () => { throw new Error('broken on purpose') };",
    }),
  );
  await open(page);
  const number = await add(page, "metric", "Number");
  await expect(number.getByRole("alert")).toContainText("This widget couldn't be shown.");
  await expect(number.getByRole("alert")).toContainText("the others are not affected");
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  const chart = await add(page, "graph", "Chart");
  await chart.getByRole("button", { name: "Show an example" }).click();
  await expect(chart.getByRole("slider")).toHaveAccessibleName(/60 points$/);
  await expectSaved(page);
});
