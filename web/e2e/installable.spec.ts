import { expect, test } from "@playwright/test";
import { open } from "./page.ts";

test("the browser finds nothing that keeps the page from being installed", async ({ page, request }) => {
  await open(page);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The browsers of the journeys keep nothing, and such windows install nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  const { errors, data = "{}" } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { icons, start_url, id, display } = JSON.parse(data);
  expect({ start_url, id, display }).toEqual({ start_url: "/", id: "/", display: "standalone" });
  for (const { src, type } of [...icons, { src: "/apple-touch-icon.png", type: "image/png" }]) {
    const icon = await request.get(src);
    expect([icon.status(), icon.headers()["content-type"]], src).toEqual([200, type]);
  }
});

test("its shortcut opens the gallery, once", async ({ page }) => {
  await page.goto("/?add");
  await expect(page.getByRole("dialog", { name: "Add widget" })).toBeVisible();
  await expect(page).toHaveURL("/");
});
