import { expect, test } from "@playwright/test";
import { expectSaved, note, open, status } from "./page.ts";

/** What talks to the server, and merges: the page loads it when it shows. */
const PART = "**/assets/cloud-*.js";

test("a page that can't load what it sends with keeps what is edited, and sends it when it can", async ({
  context,
  page,
}) => {
  let isCut = true;
  await context.route(PART, (route) => (isCut ? route.abort() : route.continue()));
  // A page that the network does not have is not reloaded over this.
  await context.route("/", (route) =>
    isCut && route.request().method() === "HEAD" ? route.abort() : route.continue(),
  );
  await open(page);
  await note(page).fill("kept here");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  isCut = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expectSaved(page);
  await expect(note(page)).toHaveValue("kept here");
});
