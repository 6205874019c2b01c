import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { openBundled } from "./bundled.ts";
import { lookAgain, pairedDevice } from "./page.ts";

const SECRET = "a very private note";
const PASSPHRASE = "correct horse battery";
const NEW_PASSPHRASE = "staple the horse battery";

const openEmbedded = (page: Page) =>
  openBundled(page, fileURLToPath(new URL("encryption.page.ts", import.meta.url)));

const write = (page: Page, text: string) =>
  page.evaluate((note) => {
    embedded.manager.edit(
      (layout) => ({
        ...layout,
        desktop: layout.desktop.map((widget) =>
          widget.type === "notes" ? { ...widget, config: { ...widget.config, text: note } } : widget,
        ),
      }),
      { immediate: true },
    );
  }, text);

const noteIn = (page: Page) =>
  page.evaluate(
    () => embedded.manager.state.layout?.desktop.find(({ type }) => type === "notes")?.config["text"] ?? null,
  );

const expectShown = (page: Page) => expect.poll(() => noteIn(page)).not.toBeNull();

const statusOf = (page: Page) => page.evaluate(() => embedded.manager.status.kind);
const expectStatus = (page: Page, kind: string) => expect.poll(() => statusOf(page)).toBe(kind);

/** Bodies of all that a page sends from now on. */
const sentBy = (page: Page): string[] => {
  const bodies: string[] = [];
  page.on("request", (request) => bodies.push(request.postData() ?? ""));
  return bodies;
};

const serverText = async (page: Page, path: string): Promise<string> =>
  (await page.request.get(`/api/layouts/${path}`)).text();

test("an encrypted dashboard is read on both devices of a person, and nowhere on the way", async ({
  baseURL,
  browser,
  context,
  page,
}) => {
  await openEmbedded(page);
  await expectShown(page);
  await write(page, "nothing special");
  await expectStatus(page, "saved");

  const sent = sentBy(page);
  expect(
    await page.evaluate(async (passphrase) => {
      const set = await embedded.encryption.setPassphrase(passphrase);
      const on = await embedded.encryption.turn("on");
      return [set.ok, on.ok];
    }, PASSPHRASE),
  ).toEqual([true, true]);
  await expectStatus(page, "saved");
  await write(page, SECRET);
  await expectStatus(page, "saved");
  expect(await serverText(page, "main")).toContain('"sealed":"');
  expect(await serverText(page, "main")).not.toContain(SECRET);
  await page.reload();
  await expect.poll(() => noteIn(page)).toBe(SECRET);

  const other = await pairedDevice(browser, context, String(baseURL));
  const sentByOther = sentBy(other);
  await openEmbedded(other);
  await expectStatus(other, "locked");
  const unlock = (passphrase: string) =>
    other.evaluate((text) => embedded.encryption.unlock(text), passphrase);
  expect(await unlock("not the passphrase")).toEqual({ ok: false, reason: "wrong-passphrase" });
  expect(await unlock(PASSPHRASE)).toEqual({ ok: true, value: null });
  await expect.poll(() => noteIn(other)).toBe(SECRET);
  await write(other, `${SECRET}, and more`);
  await expectStatus(other, "saved");
  await lookAgain(page);
  await expect.poll(() => noteIn(page)).toBe(`${SECRET}, and more`);

  for (const body of [...sent, ...sentByOther]) {
    expect(body).not.toContain(SECRET);
    expect(body).not.toContain(PASSPHRASE);
  }
});

test("a changed passphrase leaves one wrap on the server, and what was saved before still opens", async ({
  page,
}) => {
  await openEmbedded(page);
  await expectShown(page);
  await page.evaluate(async (passphrase) => {
    await embedded.encryption.setPassphrase(passphrase);
    await embedded.encryption.setMode("whole");
    await embedded.encryption.turn("on");
  }, PASSPHRASE);
  await write(page, SECRET);
  await expectStatus(page, "saved");
  const { version, layout } = JSON.parse(await serverText(page, "main"));
  expect(Object.keys(layout)).toEqual(["sealed"]);
  expect(
    await page.evaluate(
      ([old, next]) => embedded.encryption.changePassphrase(String(old), String(next)),
      [PASSPHRASE, NEW_PASSPHRASE],
    ),
  ).toEqual({ ok: true, value: { olderForgotten: true } });
  expect(JSON.parse(await serverText(page, "gridkeep.key/versions")).versions).toHaveLength(1);

  await page.evaluate(() => embedded.encryption.lock());
  expect(await noteIn(page)).toBeNull();
  await page.reload();
  await expectStatus(page, "locked");
  expect(await noteIn(page)).toBeNull();
  const unlock = (passphrase: string) =>
    page.evaluate((text) => embedded.encryption.unlock(text), passphrase);
  expect(await unlock(PASSPHRASE)).toEqual({ ok: false, reason: "wrong-passphrase" });
  expect(await unlock(NEW_PASSPHRASE)).toEqual({ ok: true, value: null });
  await expect.poll(() => noteIn(page)).toBe(SECRET);
  const before = await page.evaluate((number) => embedded.manager.readVersion(number), version);
  expect(JSON.stringify(before)).toContain(SECRET);
});
