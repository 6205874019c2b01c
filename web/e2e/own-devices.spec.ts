/** Devices of one person: how they come in, what they are called, and how they go. */
import type { Page } from "@playwright/test";
import { readQr } from "../ui/devices/qrReader.testing.ts";
import { violationsInBothThemes } from "./axe.ts";
import { expect, test } from "./faulty.ts";
import { chooseFromMenu, lookAgain, note, open, status, write } from "./page.ts";

test("a device joins by the address in the picture, another by typing, and one is signed out again", async ({
  browser,
  page,
  road,
}) => {
  await open(page);
  await write(page, "of the first");
  const dialog = page.getByRole("dialog", { name: "Devices" });
  const invite = async (): Promise<string> => {
    await dialog.getByRole("button", { name: "Pair a new device" }).click();
    return (
      (await dialog
        .getByRole("status")
        .filter({ hasText: /^\w{4}-\w{4}$/ })
        .textContent()) ?? ""
    );
  };

  await chooseFromMenu(page, "Devices");
  const shown = await invite();
  const address = readQr(await modulesOf(page));
  expect(address).toBe(`${road.url}/pair#${shown.replace("-", "")}`);
  const tablet = await (await browser.newContext()).newPage();
  await tablet.goto(address);
  expect(new URL(tablet.url()).pathname + new URL(tablet.url()).hash).toBe("/");
  await expect(tablet.getByLabel("Pairing code")).toHaveValue(shown);
  await expect(tablet.getByText("both keep in step from then on")).toBeVisible();
  await tablet.getByLabel("Name of this device").fill("Kitchen tablet");
  await tablet.getByRole("button", { name: "Join", exact: true }).click();
  await expect(note(tablet)).toHaveValue("of the first");
  await expect(dialog.getByText("Kitchen tablet has joined")).toBeVisible();

  const laptop = await (await browser.newContext()).newPage();
  await open(laptop);
  await write(laptop, "of the laptop itself");
  await chooseFromMenu(laptop, "Devices");
  await laptop.getByRole("button", { name: "I have a code" }).click();
  const code = laptop.getByLabel("Pairing code");
  const join = laptop.getByRole("button", { name: "Join", exact: true });
  await expect(laptop.getByRole("heading", { name: "This device has a dashboard of its own" })).toBeVisible();
  await code.fill("12 34");
  await join.click();
  await expect(laptop.getByRole("alert")).toHaveText(/A code has eight letters and digits/);
  expect(await violationsInBothThemes(laptop)).toEqual([]);
  await code.fill(shown);
  await join.click();
  await expect(laptop.getByRole("alert")).toHaveText(/No device is waiting with this code/);
  await code.fill((await invite()).toLowerCase().replace("-", " "));
  await laptop.getByLabel("Name of this device").fill("Laptop");
  await join.click();
  await expect(note(laptop)).toHaveValue("of the first");
  const kept = laptop.getByText(/is kept as “(from-this-device-[\d-]+)”/);
  const [, name] = /“(.+)”/.exec((await kept.first().textContent()) ?? "") ?? [];
  expect(await (await page.request.get(`/api/layouts/${name}`)).text()).toContain("of the laptop itself");

  const row = (one: string) => dialog.getByRole("listitem", { name: one });
  await expect(row("Laptop")).toBeVisible();
  await expect(dialog.getByRole("listitem")).toHaveCount(3);
  await row("Laptop").getByRole("button", { name: "Rename Laptop" }).click();
  await dialog.getByLabel("New name").fill("Old laptop");
  await page.keyboard.press("Enter");
  await row("Old laptop").getByRole("button", { name: "Sign out Old laptop" }).click();
  await row("Old laptop").getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await lookAgain(laptop);
  await expect(status(laptop)).toHaveText("Not signed in");
  await expect(note(laptop)).toHaveValue("of the first");

  await chooseFromMenu(tablet, "Devices");
  await tablet.getByRole("button", { name: "Sign out Kitchen tablet" }).click();
  await expect(tablet.getByText("You can come back with a code")).toBeVisible();
  await tablet.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(tablet.getByText("This device is signed out.")).toBeVisible();
  await page.keyboard.press("Escape");
  await chooseFromMenu(page, "Devices");
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
});

/** The picture as a camera sees it: from what is drawn, with light all around. */
const modulesOf = async (page: Page): Promise<boolean[][]> => {
  const picture = page.getByRole("img", { name: /^QR code/ });
  const size = Number((await picture.getAttribute("viewBox"))?.split(" ")[2]) - 8;
  const path = (await picture.locator("path").getAttribute("d")) ?? "";
  const dark = new Set(
    [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${Number(x) - 4} ${Number(y) - 4}`),
  );
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => dark.has(`${column} ${row}`)),
  );
};
