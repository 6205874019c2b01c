import { expect, test } from "@playwright/test";
import { fromGrafana, toGrafana } from "../../worker/layout/grafana.ts";
import { CORPUS_IS_ABSENT, readHistory } from "./corpus.ts";
import { expectSaved, open } from "./page.ts";

test("47 versions of a real dashboard are saved one after another, listed, and read back byte for byte", async ({
  request,
}) => {
  const history = readHistory("k8s-views-namespaces");
  test.skip(history === null, CORPUS_IS_ABSENT);
  const edits = history ?? [];
  expect(edits).toHaveLength(47);
  await request.post("/api/session");

  let version = 0;
  const sent: { version: number; text: string }[] = [];
  for (const { layout, description } of edits) {
    const reply = await request.put("/api/layouts/main", {
      headers: version === 0 ? { "If-None-Match": "*" } : { "If-Match": `"${version}"` },
      data: { layout, description: description.slice(0, 500), changeType: "manual" },
    });
    expect(reply.ok(), await reply.text()).toBe(true);
    const body = await reply.json();
    // Two commits of a real history may leave the dashboard as it was: that is no new version.
    if (body.outcome !== "unchanged") sent.push({ version: body.version, text: JSON.stringify(layout) });
    version = body.version;
  }

  const listed: number[] = [];
  for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null; ) {
    const page = await (await request.get(`/api/layouts/main/versions?limit=20&before=${next}`)).json();
    listed.push(...page.versions.map((entry: { version: number }) => entry.version));
    next = page.next;
  }
  expect(listed).toEqual(sent.map((one) => one.version).reverse());
  expect(listed).toHaveLength(version);

  // Once from the room, where they still may be, and once from the archive.
  for (const place of ["first", "published"]) {
    if (place === "published")
      await expect
        .poll(async () => (await (await request.get("/api/health")).json()).unpublished.versions)
        .toBe(0);
    for (const one of sent) {
      const read = await (await request.get(`/api/layouts/main/versions/${one.version}`)).json();
      expect(JSON.stringify(read.layout)).toBe(one.text);
    }
  }
});

for (const name of [
  "k8s-views-namespaces",
  "k8s-views-pods",
  "k8s-system-coredns",
  "bind9-full",
  "haproxy-2-full",
]) {
  test(`the newest ${name} comes in as a Grafana dashboard, through the API`, async ({ request }) => {
    const layout = readHistory(name)?.at(-1)?.layout;
    test.skip(layout === undefined, CORPUS_IS_ABSENT);
    await request.post("/api/session");
    const reply = await request.post("/api/layouts/main/import", {
      headers: { "If-None-Match": "*" },
      data: layout && toGrafana(layout),
    });
    expect(reply.status(), await reply.text()).toBe(201);
    expect((await reply.json()).layout).toEqual(layout);
  });
}

test("a Grafana dashboard of 98 panels comes in through the page, is previewed first, and can be taken back", async ({
  page,
}) => {
  const layout = readHistory("haproxy-2-full")?.at(-1)?.layout;
  test.skip(layout === undefined, CORPUS_IS_ABSENT);
  const dashboard = JSON.stringify({ title: "HAProxy", ...(layout && toGrafana(layout)) });
  await open(page);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: /Import/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "haproxy.json", mimeType: "application/json", buffer: Buffer.from(dashboard) });
  await expect(dialog.getByText("98 widgets will replace the desktop layout")).toBeVisible();
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.locator("[data-widget-id]")).toHaveCount(98);
  await expectSaved(page);
  const head = await (await page.request.get("/api/layouts/main")).json();
  expect(head.layout).toEqual(fromGrafana(JSON.parse(dashboard)));
  await page.keyboard.press("Control+z");
  await expect(page.locator("[data-widget-id]")).toHaveCount(5);
  await expectSaved(page);
});

test("what is no dashboard is refused in words, and changes nothing", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await page.getByRole("menuitem", { name: /Import/ }).click();
  const dialog = page.getByRole("dialog");
  for (const [text, answer] of [
    ["{ not json", "This is not valid JSON."],
    ['{"panels": [1, 2]}', "This is JSON, but its list of panels can't be read."],
    ['{"hello": 1}', "This is JSON, but no dashboard: it has no list of panels."],
  ] as const) {
    await dialog.getByRole("textbox").fill(text);
    await expect(dialog.getByText(answer)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
  }
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator("[data-widget-id]")).toHaveCount(5);
});
