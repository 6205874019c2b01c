/** The environment in which tools speak only of failures, ask nothing and call nobody. */
export const quiet: NodeJS.ProcessEnv = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  // Most output goes through a pipe of ours before it reaches the terminal.
  ...(process.stdout.isTTY && { FORCE_COLOR: "1" }),
};
