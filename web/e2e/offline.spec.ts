import { expect, test } from "@playwright/test";
import { expectSaved, note, open, openInstalled, secondDevice, status, write } from "./page.ts";

test("the page opens, edits and reloads offline, and sends when the network is back", async ({
  browser,
  context,
  page,
}) => {
  await openInstalled(page);
  await write(page, "online");

  await context.setOffline(true);
  await note(page).fill("written on a train");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await page.reload();
  await expect(note(page)).toHaveValue("written on a train");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await page.getByRole("checkbox", { name: "Tick this off" }).check();
  await expect(status(page)).toHaveText("On this device, 2 waiting");

  await context.setOffline(false);
  await expectSaved(page);
  const other = await secondDevice(browser, context);
  await open(other);
  await expect(note(other)).toHaveValue("written on a train");
  await expect(other.getByRole("checkbox", { name: "Tick this off" })).toBeChecked();
});

test("an edit made a moment before the tab is closed is there when it is opened again", async ({
  context,
  page,
}) => {
  await open(page);
  await note(page).fill("last words");
  await page.close();
  const again = await context.newPage();
  await open(again);
  await expect(note(again)).toHaveValue("last words");
  await expectSaved(again);
});

test("a save whose answer is lost is sent again and takes effect once", async ({ context, page }) => {
  await open(page);
  await write(page, "base");
  const keys: (string | undefined)[] = [];
  let lost = 0;
  await context.route("**/api/layouts/main?*", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    const response = await route.fetch();
    if (lost++ === 0) await route.abort("connectionreset");
    else await route.fulfill({ response });
  });
  await note(page).fill("sent twice");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await expectSaved(page);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  const { versions } = await (await page.request.get("/api/layouts/main/versions")).json();
  expect(versions).toHaveLength(2);
});

test("what answers in place of the server is not believed", async ({ context, page }) => {
  await open(page);
  let answers = 0;
  await context.route("**/api/layouts/main?*", async (route) => {
    answers += 1;
    if (answers > 2) return route.continue();
    await route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to the hotel</h1>" });
  });
  await note(page).fill("still mine");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await expectSaved(page);
  expect(answers).toBe(3);
});

test("a save that waits says why, in words that a person knows", async ({ context, page }) => {
  await open(page);
  await context.setOffline(true);
  await note(page).fill("waiting");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await status(page).click();
  const details = page.locator(".status");
  await expect(details.getByText("The server couldn't be reached.", { exact: true })).toBeVisible();
  await expect(details).not.toContainText(/Error|HTTP|fetch/);
});
