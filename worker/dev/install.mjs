/**
 * Installs what package-lock.json names, and says nothing unless that fails. Costs a blink when nothing changed.
 * Plain JavaScript, as run.mjs is.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export function ensureInstalled() {
  if (!isInstalled()) install();
}

function isInstalled() {
  try {
    const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
    const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")).packages;
    const present = JSON.parse(readFileSync(`${root}node_modules/.package-lock.json`, "utf8")).packages;
    return (
      ["dependencies", "devDependencies"].every((kind) => same(manifest[kind], wanted[""][kind])) &&
      Object.entries(wanted).every(([path, entry]) => path === "" || isPresent(path, entry, present[path]))
    );
  } catch {
    return false;
  }
}

/** Optional packages may be for other machines. */
function isPresent(path, wanted, present) {
  if (present === undefined) return wanted.optional === true;
  return present.version === wanted.version && existsSync(`${root}${path}/package.json`);
}

function same(left = {}, right = {}) {
  const names = Object.keys({ ...left, ...right });
  return names.every((name) => left[name] === right[name]);
}

function install() {
  const npm = process.env.npm_execpath;
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
  const { status, stdout, stderr } = npm?.endsWith("js")
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, encoding: "utf8" })
    : spawnSync("npm", args, { cwd: root, encoding: "utf8", shell: process.platform === "win32" });
  if (status === 0) return;
  process.stderr.write(`Installing the packages failed.\n${stdout ?? ""}${stderr ?? ""}`);
  process.exit(1);
}
