/** 400, 403, 404, 410, 413, 415, 422: kept aside, listed, downloaded, loaded back; never dropped, never in the way. */
import { readFile } from "node:fs/promises";
import { failureInWords } from "../ui/words/failures.en.ts";
import { problem } from "./fault.ts";
import { detailsOf, expect, expectHistory, savesThat, test, tick } from "./faulty.ts";
import { expectSaved, note, open, status, write } from "./page.ts";

const refusals = [
  [400, "invalid-parameter"],
  [403, "forbidden"],
  [404, "not-found"],
  [410, "gone"],
  [413, "layout-too-large"],
  [415, "unsupported-media-type"],
  [422, "layout-invalid"],
] as const;

test("a save that the server will never take is kept aside and listed, and the next edit goes through", async ({
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  const history = ["base"];
  for (const [code, name] of refusals) {
    await test.step(`${code} ${name}`, async () => {
      const before = road.saves.length;
      road.spoil(savesThat(problem(code, name)));
      await note(page).fill(`refused: ${name}`);
      await page.keyboard.press("Control+s");
      await expect(status(page)).toHaveText("Not saved");
      road.heal();
      await status(page).click();
      await expect(
        detailsOf(page).getByText(failureInWords({ code: name, message: `It says ${name}, for a test.` })),
      ).toBeVisible();
      await expect(detailsOf(page).getByText("Refused by the server")).toBeVisible();
      await detailsOf(page).getByRole("button", { name: "Discard" }).click();
      await page.keyboard.press("Escape");
      await expect(note(page)).toHaveValue(history.at(-1) ?? "");
      history.push(`after ${name}`);
      await write(page, `after ${name}`);
      expect(road.saves.length).toBe(before + 2);
    });
  }
  await expectHistory(page, road, history);
});

test("what was refused can be downloaded, outlives a reload and later saves, and can be loaded back and sent", async ({
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  road.spoil(savesThat(problem(403, "forbidden")));
  await note(page).fill("refused");
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText("Not saved");
  await status(page).click();
  const downloading = page.waitForEvent("download");
  await detailsOf(page).getByRole("button", { name: "Download as JSON" }).click();
  expect(await readFile(await (await downloading).path(), "utf8")).toContain('"refused"');
  road.heal();

  await page.reload();
  await expect(status(page)).toHaveText("Not saved");
  await write(page, "accepted");
  await tick(page).check();
  await page.keyboard.press("Control+s");
  await expectSaved(page);
  await status(page).click();
  await detailsOf(page).getByRole("button", { name: "Load it back" }).click();
  await expect(note(page)).toHaveValue("refused");
  await expectSaved(page);
  await expect(detailsOf(page).getByText("Refused by the server")).toHaveCount(0);
  await expectHistory(page, road, ["base", "accepted", "accepted ✓", "refused"]);
});
