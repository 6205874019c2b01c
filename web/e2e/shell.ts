/** Runs lines of a shell as a person would, not as a part of the npm command that runs the tests. Without a network. */
import { execFileSync } from "node:child_process";

export const runShell = (script: string, cwd: string): void => {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name));
  const env = { ...Object.fromEntries(inherited), npm_config_offline: "true", npm_config_audit: "false" };
  execFileSync("sh", ["-ec", script], { cwd, env, stdio: "pipe" });
};
