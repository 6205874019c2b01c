/** What the journeys through faults have in common: a road each, and how to read what the server holds in the end. */
import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import type { Fault } from "./fault.ts";
import { isSave, type Road, type Rule, startRoad } from "./road.ts";

export { expect };

/** Every page of these tests is opened at an address of its own, where `road` is. */
export const test = base.extend<{ road: Road }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads from the pattern what a fixture builds on
  road: async ({}, use) => {
    const road = await startRoad(process.env["GRIDKEEP_URL"] ?? "");
    await use(road);
    await road.stop();
  },
  baseURL: ({ road }, use) => use(road.url),
});

/** Spoils saves, the first `times` of them. */
export const savesThat = (fault: Fault, times = Number.POSITIVE_INFINITY): Rule => {
  let left = times;
  return (call) => (isSave(call) && left-- > 0 ? fault : undefined);
};

type Version = {
  readonly version: number;
  readonly layout: { readonly desktop: readonly { readonly type: string; readonly config: object }[] };
};

/**
 * The note of each version, oldest first, with a tick where the first thing to do is done. That is all of the
 * history: without a gap, and each operation in it once.
 */
export const expectHistory = async (
  page: Pick<Page, "request">,
  road: Road,
  notes: readonly string[],
): Promise<void> => {
  expect(await historyOf(page)).toEqual(notes);
  expectOnce(road);
};

/** Whatever was sent how often: the server has taken each operation once. */
export const expectOnce = (road: Road): void => {
  const taken = road.said.filter(({ outcome }) => TAKEN.has(outcome)).map(({ operation }) => operation);
  expect(new Set(taken).size).toBe(taken.length);
};

/** As `expectHistory` reads it. */
export const historyOf = async ({ request }: Pick<Page, "request">): Promise<readonly string[]> => {
  const { versions } = await (await request.get("/api/layouts/main/versions?limit=100")).json();
  const numbers: readonly number[] = versions.map(({ version }: Version) => version).reverse();
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const read = async (version: number) =>
    inShort(await (await request.get(`/api/layouts/main/versions/${version}`)).json());
  return Promise.all(numbers.map(read));
};

const TAKEN: ReadonlySet<unknown> = new Set(["created", "saved", "merged"]);

const inShort = ({ layout }: Version): string => {
  const configOf = (type: string) => layout.desktop.find((widget) => widget.type === type)?.config;
  const text = String(Reflect.get(configOf("notes") ?? {}, "text"));
  const [first] = Reflect.get(configOf("checklist") ?? {}, "items");
  return first.done ? `${text} ✓` : text;
};

export const tick = (page: Page): Locator => page.getByRole("checkbox", { name: "Tick this off" });

/** What the status says once it is clicked. */
export const detailsOf = (page: Page): Locator => page.locator(".status");

/** As if the session had ended; what comes back begins it again. */
export const signOutHere = async (context: BrowserContext): Promise<() => Promise<void>> => {
  const cookies = await context.cookies();
  await context.clearCookies();
  return () => context.addCookies(cookies);
};

/** As a browser that has none, or a window that may not. To be called before the page is opened. */
export const withoutServiceWorkers = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "serviceWorker");
  });
};
