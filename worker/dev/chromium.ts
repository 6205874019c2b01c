/** A Chromium for the journeys: one that the machine has, else one that it can install. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium as playwrightChromium } from "@playwright/test";
import { Failure } from "./step.ts";
import { playwright } from "./tool.ts";

/** Throws a `Failure` that says what to do where nothing helps. */
export function ensureChromium(): string {
  return findChromium() ?? installWithApt() ?? installWithPlaywright() ?? giveUp();
}

export function findChromium(): string | undefined {
  const candidates = [
    process.env["CHROMIUM_PATH"],
    process.env["CHROME_BIN"],
    ...inPath(),
    own(),
    ...usualPlaces,
  ];
  return candidates.find((path) => path !== undefined && existsSync(path) && runs(path));
}

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const inPath = (): string[] =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => commands.map((command) => join(folder, command)));

const own = (): string => playwrightChromium.executablePath();

const programs = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]];

const usualPlaces: readonly string[] = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...programs.flatMap((folder) => (folder ? [join(folder, "Google/Chrome/Application/chrome.exe")] : [])),
  ...programs.flatMap((folder) => (folder ? [join(folder, "Microsoft/Edge/Application/msedge.exe")] : [])),
];

// On Ubuntu `chromium-browser` may be a stub that only asks for a snap; on Windows asking opens a window.
const runs = (path: string): boolean =>
  process.platform === "win32" || spawnSync(path, ["--version"], { timeout: 30_000 }).status === 0;

function installWithApt(): string | undefined {
  if (process.platform !== "linux" || !isCommand("apt-get")) return undefined;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (sudo.length > 0 && spawnSync("sudo", ["-n", "true"]).status !== 0) return undefined;
  say("No Chromium found; installing it with apt-get.");
  const apt = (...args: string[]) => {
    const [command = "", ...rest] = [
      ...sudo,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "apt-get",
      "-qq",
      ...args,
    ];
    return spawnSync(command, rest, { stdio: ["ignore", "ignore", "inherit"] });
  };
  apt("update");
  apt("install", "-y", "--no-install-recommends", "chromium", "fonts-liberation");
  return findChromium();
}

function installWithPlaywright(): string | undefined {
  say("No Chromium found; downloading Playwright's own.");
  spawnSync(process.execPath, [...playwright, "install", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return findChromium();
}

function giveUp(): never {
  throw new Failure(
    [
      "The browser tests need Chromium, and it could not be installed here. Do one of these, then run npm test again:",
      "  Debian, Ubuntu: sudo apt-get install -y chromium",
      "  Fedora: sudo dnf install chromium    Alpine: apk add chromium    macOS: brew install --cask chromium",
      "  anywhere: npx playwright install --with-deps chromium",
      "  or name a Chrome or Chromium that you have: CHROMIUM_PATH=/path/to/chrome npm test",
    ].join("\n"),
  );
}

const isCommand = (name: string): boolean => spawnSync(name, ["--version"]).status === 0;

const say = (sentence: string): void => console.error(sentence);
