/** What must hold of the installed packages, beyond what npm itself checks. */
import { globSync, readFileSync } from "node:fs";
import { inProject, root } from "./project.ts";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Complaints, none if all is well. */
export function checkPackages(): string[] {
  const lock: { packages: Record<string, Locked> } = JSON.parse(
    readFileSync(inProject("package-lock.json"), "utf8"),
  );
  return [...oneWorkerd(), ...noAddresses(lock.packages), ...everyPlatform(lock.packages)];
}

// Two would mean that the tests run on another runtime than the one that wrangler serves with.
function oneWorkerd(): string[] {
  const found = globSync(
    ["node_modules/workerd/package.json", "node_modules/**/node_modules/workerd/package.json"],
    { cwd: root },
  );
  return found.length === 1
    ? []
    : [`Exactly one workerd must be installed, not ${found.length}: ${found.join(", ")}`];
}

function noAddresses(packages: Readonly<Record<string, Locked>>): string[] {
  const named = Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined);
  return named.length === 0
    ? []
    : [
        `package-lock.json has download addresses, for instance of ${named[0]}. Keep omit-lockfile-registry-resolved in .npmrc and run npm install.`,
      ];
}

// npm drops what its registry does not have; `npm ci` then fails, and other systems miss their binaries.
function everyPlatform(packages: Readonly<Record<string, Locked>>): string[] {
  const names = new Set(
    Object.keys(packages).map((path) => path.slice(path.lastIndexOf("node_modules/") + 13)),
  );
  return Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !names.has(name))
    .map((name) => `package-lock.json lacks the optional package ${name}.`);
}
