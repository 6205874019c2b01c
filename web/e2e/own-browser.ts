/** A browser of one person, with a profile on disk: it can be killed, quit and started again. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page, type TestInfo } from "@playwright/test";

export type OwnBrowser = {
  /** Starts it, or starts it again. */
  readonly start: () => Promise<Page>;
  /** As a crash or a power cut ends it. Resolves once it is gone. */
  readonly kill: () => Promise<void>;
  /** As a person ends it, with all its windows at once. */
  readonly quit: () => Promise<void>;
  /** Nothing of it stays. */
  readonly remove: () => Promise<void>;
};

export const createOwnBrowser = ({ project }: TestInfo, baseURL: string): OwnBrowser => {
  const profile = mkdtempSync(join(tmpdir(), "gridkeep-profile-"));
  const { launchOptions } = project.use;
  let context: BrowserContext | undefined;
  let cookies: Awaited<ReturnType<BrowserContext["cookies"]>> = [];

  const end = async (how: (context: BrowserContext) => Promise<unknown>): Promise<void> => {
    if (context === undefined) return;
    const gone = new Promise((resolve) => context?.once("close", resolve));
    cookies = await context.cookies();
    await Promise.all([gone, how(context)]);
    context = undefined;
  };
  return {
    start: async () => {
      context = await chromium.launchPersistentContext(profile, { ...launchOptions, baseURL });
      // Chromium writes cookies to disk twice a minute: here, the last time was just before it ended.
      await context.addCookies(cookies);
      return context.pages()[0] ?? context.newPage();
    },
    kill: () => end(async (running) => process.kill(await processOf(running), "SIGKILL")),
    quit: () =>
      end(async (running) => (await running.browser()?.newBrowserCDPSession())?.send("Browser.close")),
    remove: async () => {
      await context?.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
};

const processOf = async (context: BrowserContext): Promise<number> => {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await session?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const id = processInfo.find(({ type }) => type === "browser")?.id;
  if (id === undefined) throw new Error("The browser doesn't tell its process.");
  return id;
};
