/** What a person sets for the whole dashboard: saving, encryption, and what is kept of them. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { violationsInBothThemes } from "./axe.ts";
import { problem } from "./fault.ts";
import { detailsOf, expect, savesThat, test } from "./faulty.ts";
import { chooseFromMenu, expectSaved, note, open, pairedDevice, status, write } from "./page.ts";

test("saving by hand holds through a reload; everything can be taken along, and erased for good", async ({
  page,
}) => {
  await open(page);
  await write(page, "saved");
  await chooseFromMenu(page, "Settings");
  await page.getByLabel("Versions to keep").selectOption("The newest 10");
  await page.getByLabel("Save changes automatically").uncheck();
  await expect(page.getByText("Setting changed")).toBeVisible();
  await page.keyboard.press("Escape");
  await note(page).fill("not asked for yet");
  await expect(status(page)).toHaveText("Not saved yet");
  await page.reload();
  await expect(note(page)).toHaveValue("not asked for yet");
  await expect(status(page)).toHaveText("Not saved yet");
  await chooseFromMenu(page, "Settings");
  await expect(page.getByLabel("Save changes automatically")).not.toBeChecked();
  await expect(page.getByLabel("Versions to keep")).toHaveValue("10");
  await page.keyboard.press("Escape");
  expect(await (await page.request.get("/api/layouts/main")).text()).not.toContain("not asked for yet");
  await status(page).click();
  await detailsOf(page).getByRole("button", { name: "Save now" }).click();
  await page.keyboard.press("Escape");
  await expectSaved(page);

  await chooseFromMenu(page, "Settings");
  await page.getByRole("tab", { name: "General" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "Your data" })).toBeFocused();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  const taken = await readFile(await (await downloading).path(), "utf8");
  expect(JSON.parse(taken)).toMatchObject({ format: "gridkeep-account/1" });
  expect(taken).toContain("not asked for yet");

  const erase = page.getByRole("button", { name: "Erase everything for good" });
  await page.getByLabel("Type Gridkeep to confirm").fill("Grid");
  await expect(erase).toBeDisabled();
  await page.getByLabel("Type Gridkeep to confirm").fill("gridkeep");
  await erase.click();
  await expect(page.getByText("Nothing of yours is on the server any more")).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByRole("button", { name: "Start with a new dashboard" }).click();
  await expect(note(page)).not.toHaveValue(/asked/);
  await expect(status(page)).toHaveText("Ready");
  expect(await storedHere(page)).not.toContain("not asked for yet");
});

/** All that the browser keeps of dashboards and of steps of undo. */
const storedHere = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, fail) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => fail(request.error);
      });
    const found: unknown[] = [];
    for (const name of ["gridkeep", "gridkeep-undo"]) {
      const db = await asked(indexedDB.open(name));
      for (const store of db.objectStoreNames)
        found.push(await asked(db.transaction(store).objectStore(store).getAll()));
      db.close();
    }
    return JSON.stringify(found);
  });

test("encryption is set up with a weak passphrase that is told so, locked, unlocked, and unlocked elsewhere", async ({
  browser,
  context,
  page,
  road,
}) => {
  await open(page);
  await write(page, "a very private note");
  await chooseFromMenu(page, "Settings");
  await page.getByRole("tab", { name: "Encryption" }).click();
  const encrypt = page.getByRole("button", { name: "Encrypt this dashboard" });
  await page.getByLabel("New passphrase").fill("short");
  await encrypt.click();
  await expect(page.getByRole("alert").filter({ hasText: "Too short" })).toBeVisible();
  await page.getByLabel("New passphrase").fill("gridkeep2026");
  await expect(page.getByText(/^Weak: somebody/)).toBeVisible();
  await page.getByLabel("The same again").fill("gridkeep2027");
  await encrypt.click();
  await expect(page.getByText("The two are not the same.")).toBeVisible();
  await page.getByLabel("The same again").fill("gridkeep2026");
  // The server takes its time; who thinks better of it meanwhile has changed nothing.
  let answer = () => {};
  const late = new Promise<void>((done) => {
    answer = done;
  });
  await page.route("**/api/layouts/gridkeep.key*", (route) => late.then(() => route.continue()));
  await encrypt.click();
  await expect(page.getByText("Nothing has changed yet:")).toBeVisible();
  await expect(page.locator(".key-progress").getByRole("button", { name: "Cancel" })).toBeFocused();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(encrypt).toBeFocused();
  answer();
  expect((await page.request.get("/api/layouts/gridkeep.key")).status()).toBe(404);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The dashboard is sealed on the server")).toBeVisible();
  expect(await (await page.request.get("/api/layouts/main")).text()).not.toContain("private");
  const phone = await pairedDevice(browser, context, road.url);

  await page.getByRole("button", { name: "Lock now" }).click();
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("heading", { name: "This dashboard is locked" })).toBeVisible();
  await expect(page.locator("[data-widget-id]")).toHaveCount(0);
  expect(await violationsInBothThemes(page)).toEqual([]);
  const passphrase = page.getByLabel("Passphrase", { exact: true });
  await passphrase.fill("gridkeep2027");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is not the passphrase.")).toBeVisible();
  await expect(passphrase).toBeFocused();
  await passphrase.fill("gridkeep2026");
  await page.keyboard.press("Enter");
  await expect(note(page)).toHaveValue("a very private note");
  await expectSaved(page);

  await phone.goto("/");
  await expect(status(phone)).toHaveText("Passphrase needed");
  await expect(phone.getByRole("heading", { name: "This dashboard is locked" })).toBeVisible();
  // What a page begins with is nobody's dashboard.
  await expect(phone.locator("[data-widget-id]")).toHaveCount(0);
  await phone.getByLabel("Passphrase", { exact: true }).fill("gridkeep2026");
  await phone.keyboard.press("Enter");
  await expect(note(phone)).toHaveValue("a very private note");
  await expectSaved(phone);
});

test("a refused save says why, and can be saved as a copy of its own or taken away as a file", async ({
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  road.spoil(savesThat(problem(403, "forbidden"), 1));
  await note(page).fill("refused");
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText("Not saved");
  await status(page).click();
  await expect(
    detailsOf(page).getByText("This device isn't allowed to do that. Nothing was changed on the server."),
  ).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  const downloading = page.waitForEvent("download");
  await detailsOf(page).getByRole("button", { name: "Download", exact: true }).click();
  expect(await readFile(await (await downloading).path(), "utf8")).toContain('"refused"');
  await detailsOf(page).getByRole("button", { name: "Save as a copy" }).click();
  const told = page.getByText(/^Saved as a dashboard of its own, “copy-/);
  await expect(told.first()).toBeVisible();
  const [, name] = /“(.+)”/.exec((await told.first().textContent()) ?? "") ?? [];
  expect(await (await page.request.get(`/api/layouts/${name}`)).text()).toContain('"refused"');
  await page.keyboard.press("Escape");
  await expectSaved(page);
  await expect(note(page)).toHaveValue("base");
});
