import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Validator } from "@cfworker/json-schema";
import { expect, test } from "@playwright/test";

interface Reply {
  readonly content?: Record<string, { readonly schema: object; readonly example?: unknown }>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, Reply>;
}

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: object;
}

/** Ends what each command answers. */
const MARK = "<<<answered>>>";

/** What the block's last command answered. Every `curl` in it says its status on the side. */
function run(block: string, cwd: string): { readonly status: string; readonly body: string } {
  const statuses = join(cwd, "statuses");
  const script = `curl() { command curl -w '%{stderr}%{http_code}\\n%{stdout}${MARK}' "$@" 2>>'${statuses}'; }
[ -f environment ] && . ./environment
rm -f '${statuses}'
${block}
echo "api=$api" > environment`;
  const said = execFileSync("sh", ["-ec", script], { cwd, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  const status = execFileSync("tail", ["-n", "1", statuses], { encoding: "utf8" }).trim();
  const body = said.split(MARK).at(-2) ?? "";
  return { status, body };
}

test("every example of the reference works when it is pasted, from top to bottom", async ({
  page,
  request,
}) => {
  const document: Document = await (await request.get("/api/openapi.json")).json();
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  await page.goto("/api/docs");
  const start = (await page.locator("#start ~ pre code.curl").textContent()) ?? "";
  const cwd = mkdtempSync(join(tmpdir(), "gridkeep-reference-"));
  try {
    expect(run(start, cwd).status).toBe("201");
    const ids = await page.locator("article:has(code.curl)").evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.toSorted()).toEqual(operations.map(({ operationId }) => operationId).toSorted());
    for (const id of ids) {
      const { status, body } = run((await page.locator(`#${id} code.curl`).textContent()) ?? "", cwd);
      const reply = operations.find(({ operationId }) => operationId === id)?.responses[status];
      expect(reply, `${id} answers ${status}: ${body}`).toBeDefined();
      // A socket is no business of curl, which is told so.
      if (id !== "listen") expect(Number(status), `${id}: ${body}`).toBeLessThan(300);
      const media = reply?.content?.["application/json"];
      if (media === undefined) continue;
      const { errors } = new Validator({ ...media.schema, components: document.components }).validate(
        JSON.parse(body),
      );
      expect(errors, id).toEqual([]);
      expect(Object.keys(JSON.parse(body)), id).toEqual(
        expect.arrayContaining(Object.keys(media.example ?? {})),
      );
    }
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
});

test("the reference is read with a keyboard, on a phone, and without a script", async ({ page }) => {
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", ({ message }) => faults.push(message));
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/api/docs");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.getByRole("link", { name: "Save a layout" }).click();
  await expect(page.getByRole("article", { name: "Save a layout" })).toBeInViewport();
  await page
    .getByRole("article", { name: "Save a layout" })
    .getByRole("link", { name: "version-conflict" })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Changed elsewhere");
  await page.getByRole("link", { name: "All problems" }).click();
  await expect(page.getByRole("row")).toHaveCount(
    (await page.getByRole("link", { name: /^[a-z-]+$/ }).count()) + 1,
  );
  for (const path of ["/api/docs", "/api/problems", "/api/problems/internal"]) {
    await page.goto(path);
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }));
    expect(scroll, path).toBeLessThanOrEqual(width);
  }
  expect(faults).toEqual([]);
});
