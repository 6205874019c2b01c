/** What a screen can be like besides how it opens, and how it comes to that: for who takes its picture. */
import { expect, type Page } from "@playwright/test";
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { starter } from "../ui/starter.ts";
import { chooseFromMenu, edit, note, status, write } from "./page.ts";
import { press, settings, versions } from "./screens.ts";

const head = async (page: Page, id: string) => ({
  "If-Match": (await page.request.get(`/api/layouts/${id}`)).headers()["etag"] ?? "",
});

const put = async (page: Page, id: string, layout: Layout, isNew = true): Promise<void> => {
  const saved = await page.request.put(`/api/layouts/${id}`, {
    headers: isNew ? { "If-None-Match": "*" } : await head(page, id),
    data: { layout },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
};

const NAMES = "gridkeep.dashboards";
const listed = (ids: readonly string[], name: (id: string) => string): Layout => ({
  desktop: ids.map((id, y) => ({ id, type: "dashboard", title: name(id), x: 0, y, w: 1, h: 1, config: {} })),
  mobile: [],
});

const gone = async (page: Page): Promise<void> => {
  await write(page, "Kept.");
  await put(page, "garden", starter());
  const names = (id: string) => (id === "main" ? "Home" : "The garden, its tools and what grows where");
  await put(page, NAMES, listed(["main", "garden"], names));
  await page.goto("/d/garden");
  await expect(note(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Dashboard: The garden/ })).toBeVisible();
  await put(page, NAMES, listed(["main"], names), false);
  await page.request.delete("/api/layouts/garden", { headers: await head(page, "garden") });
  await expect(page.getByRole("heading", { name: "This dashboard was deleted" })).toBeVisible();
};

const manyDashboards = async (page: Page): Promise<void> => {
  const name = (id: string) =>
    id === "d4" ? "Everything that the night shift looks at, in the order of how loud it is" : `Board ${id}`;
  await put(page, NAMES, listed(["main", ...Array.from({ length: 30 }, (_, n) => `d${n}`)], name));
  await page.reload();
  await page.getByRole("button", { name: /^Dashboard:/ }).click();
  await page
    .locator(".boards")
    .getByRole("button", { name: /more actions/ })
    .nth(5)
    .click();
};

const refused = async (page: Page): Promise<void> => {
  await write(page, "Kept.");
  const refusal = JSON.stringify({ status: 422, code: "layout-invalid", detail: "A widget is too wide." });
  await page.route(/\/api\/layouts\/main\b/, (route) =>
    route.request().method() === "PUT"
      ? route.fulfill({ status: 422, contentType: "application/problem+json", body: refusal })
      : route.fallback(),
  );
  await note(page).fill("Refused.");
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText("Not saved");
  await status(page).click();
};

/** Both sides wrote into the note and the list; on a very full dashboard into every list that there is. */
const conflict = async (page: Page): Promise<void> => {
  await write(page, "What both began with");
  const before: { layout: Layout } = await (await page.request.get("/api/layouts/main")).json();
  await page.context().setOffline(true);
  await note(page).fill("Written here, in the kitchen, while the network was away.");
  await page.getByRole("checkbox").evaluateAll((boxes) => {
    for (const box of boxes) if (box instanceof HTMLInputElement && !box.checked) box.click();
  });
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText(/On this device/);
  await put(page, "main", { ...before.layout, desktop: before.layout.desktop.map(elsewhere) }, false);
  await page.context().setOffline(false);
  await expect(status(page)).toHaveText("Needs your decision");
  const dialog = page.getByRole("dialog");
  // It opens by itself, unless the person is in the middle of something.
  await dialog.waitFor({ timeout: 1_500 }).catch(() => status(page).click());
  await expect(dialog).toBeVisible();
};

const elsewhere = (widget: Widget): Widget => {
  if (widget.type === "notes")
    return { ...widget, config: { ...widget.config, text: "Written on the train." } };
  if (widget.type !== "checklist") return widget;
  return { ...widget, config: { items: [{ id: "new", text: "What the others put there", done: true }] } };
};

const grafana = {
  title: "Kubernetes / Views / Pods, and everything that runs beside them",
  panels: Array.from({ length: 98 }, (_, n) => ({
    id: n,
    type: ["timeseries", "stat", "gauge", "table", "heatmap", "bargauge", "text"][n % 7],
    title: `Panel ${n}`,
    gridPos: { x: (n % 4) * 6, y: Math.floor(n / 4) * 6, w: 6, h: 6 },
  })),
};

const brought = (file: object) => async (page: Page) => {
  await chooseFromMenu(page, "Import dashboard…");
  const buffer = Buffer.from(JSON.stringify(file));
  await page
    .getByRole("dialog")
    .locator("input[type=file]")
    .setInputFiles({ name: "pods.json", mimeType: "application/json", buffer });
  await page.getByRole("radio", { name: "As a new dashboard" }).check();
};

const devices = async (page: Page): Promise<void> => {
  for (const deviceName of ["Kitchen tablet", "Phone of the one who is always on the road", "Work laptop"]) {
    const { code } = await (await page.request.post("/api/session/pairings")).json();
    await fetch(new URL("/api/session/pairings/redeem", page.url()), {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: new URL(page.url()).origin },
      body: JSON.stringify({ code, deviceName }),
    });
  }
  await chooseFromMenu(page, "Devices");
  await expect(page.getByRole("dialog").getByRole("listitem").nth(3)).toBeVisible();
};

const encrypted = async (page: Page): Promise<void> => {
  await settings("Encryption")(page);
  await page.getByLabel("New passphrase").fill("correct horse battery");
  await page.getByLabel("The same again").fill("correct horse battery");
  await press(page, "Encrypt this dashboard");
  await expect(page.getByText("The dashboard is sealed on the server")).toBeVisible();
};

const locked = async (page: Page): Promise<void> => {
  await encrypted(page);
  await press(page, "Lock now");
  await expect(page.getByText("Locked", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "This dashboard is locked" })).toBeVisible();
};

const widgetMenu = async (page: Page): Promise<void> => {
  await edit(page);
  await press(page, "To do: more actions");
};

const formOfList = async (page: Page): Promise<void> => {
  await widgetMenu(page);
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
};

const formOfChart = async (page: Page): Promise<void> => {
  await press(page, "Add widget");
  await page.getByRole("dialog").getByRole("searchbox").fill("chart");
  await page.getByRole("dialog").getByRole("searchbox").press("Enter");
  await page.getByRole("button", { name: "Set up", exact: true }).last().click();
  await expect(page.getByRole("dialog")).toBeVisible();
};

const several = async (page: Page): Promise<void> => {
  await edit(page);
  await page.getByRole("group", { name: "Clock", exact: true }).focus();
  // The tools that it takes come a moment after the mode.
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("toolbar", { name: "Selected widgets" })).toBeVisible();
};

const compared = async (page: Page): Promise<void> => {
  await versions(page);
  await page.getByRole("radio", { name: "Compare with now" }).check();
  await expect(page.locator(".diff-view")).toBeVisible();
};

/** Each leaves its state to be seen. */
export const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  loading: async (page) => {
    // What this device keeps of it never opens.
    await page.addInitScript(() => {
      const never = { addEventListener: () => undefined, removeEventListener: () => undefined };
      IDBFactory.prototype.open = () => Object.assign(Object.create(IDBOpenDBRequest.prototype), never);
    });
    await page.reload();
    await expect(page.locator(".loading")).toBeVisible();
  },
  empty: async (page) => {
    await put(page, "empty", { desktop: [], mobile: [] });
    await page.goto("/d/empty");
    await expect(page.locator(".empty")).toBeVisible();
  },
  offline: async (page) => {
    await write(page, "Kept.");
    await page.context().setOffline(true);
    await note(page).fill("Written on the train.");
    await expect(status(page)).toHaveText(/On this device/);
    await status(page).click();
  },
  "signed out": async (page) => {
    await write(page, "Kept.");
    await page.context().clearCookies();
    await note(page).fill("Nobody knows whose this is.");
    await page.keyboard.press("Control+s");
    await expect(status(page)).toHaveText(/Sign in|Not signed in/);
    await status(page).click();
  },
  refused,
  broken: async (page) => {
    await page.addInitScript(() => {
      const { matchMedia } = window;
      window.matchMedia = (query) => {
        if (query.includes("639.98")) throw new Error("Broken, for its picture.");
        return matchMedia.call(window, query);
      };
    });
    await page.reload();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "history failed": async (page) => {
    await write(page, "Kept.");
    await page.route("**/versions**", (route) => route.fulfill({ status: 503, body: "" }));
    await press(page, "History");
    await expect(page.locator(".history-note")).toBeVisible();
  },
  nowhere: async (page) => {
    await write(page, "Kept.");
    await put(
      page,
      NAMES,
      listed(["main", "garden"], (id) => id),
    );
    await page.goto("/d/nowhere");
    await expect(page.locator(".gone")).toBeVisible();
  },
  gone,
  encrypted,
  locked,
  conflict,
  compared,
  removed: async (page) => {
    await widgetMenu(page);
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await expect(page.locator(".toast")).toBeVisible();
  },
  several,
  "widget menu": widgetMenu,
  "place dialog": async (page) => {
    await widgetMenu(page);
    await page.getByRole("menuitem", { name: "Place and size…" }).click();
  },
  "form of a list": formOfList,
  "form of a chart": formOfChart,
  "import preview": brought(grafana),
  "import refused": async (page) => {
    await chooseFromMenu(page, "Import dashboard…");
    await page.getByRole("dialog").getByRole("textbox").fill("not JSON at all");
  },
  "many dashboards": manyDashboards,
  "new dashboard": async (page) => {
    await page.getByRole("button", { name: /^Dashboard:/ }).click();
    await press(page, "New dashboard…");
  },
  "several devices": devices,
  joining: async (page) => {
    await chooseFromMenu(page, "Devices");
    await press(page, "I have a code");
    await expect(page.getByLabel("Pairing code")).toBeVisible();
  },
};
