import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { openBundled } from "./bundled.ts";
import { expectSaved, note, open, pairedDevice, status, write } from "./page.ts";

test("who has sealed a dashboard has the next one and all names sealed, too, before anything of them is sent", async ({
  baseURL,
  browser,
  context,
  page,
}) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  await openBundled(page, fileURLToPath(new URL("encryption.page.ts", import.meta.url)));
  await expect.poll(() => page.evaluate(() => embedded.manager.state.layout !== null)).toBe(true);
  await page.evaluate(async () => {
    await embedded.encryption.setPassphrase("correct horse battery");
    await embedded.encryption.turn("on");
  });
  await expect.poll(() => page.evaluate(() => embedded.manager.status.kind)).toBe("saved");

  await open(page);
  await page.getByRole("button", { name: /^Dashboard:/ }).click();
  const list = page.locator(".boards");
  await list.getByRole("button", { name: "New dashboard…" }).click();
  await page.keyboard.type("Secret plans");
  await list.getByRole("radio", { name: "With a few widgets" }).check();
  await list.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/d\//);
  await expect(page.getByRole("heading", { name: "Secret plans" })).toBeAttached();
  await expect(note(page)).toHaveValue(/^This dashboard is yours/);
  await write(page, "the very plan");
  await expectSaved(page);

  const id = new URL(page.url()).pathname.slice("/d/".length);
  for (const layoutId of [id, "gridkeep.dashboards"])
    await expect
      .poll(async () => (await page.request.get(`/api/layouts/${layoutId}`)).text())
      .toContain('"sealed":"');
  for (const body of sent) expect(body).not.toMatch(/Secret plans|the very plan|This dashboard is yours/);

  // A device that can't read the names shows none, and nothing in their place.
  const other = await pairedDevice(browser, context, String(baseURL));
  await other.goto("/");
  await expect(status(other)).toHaveText("Passphrase needed");
  await other.getByRole("button", { name: /^Dashboard:/ }).click();
  await expect(other.getByText("The names are encrypted.")).toBeVisible();
  await expect(other.locator(".board-link")).toHaveCount(0);
});
