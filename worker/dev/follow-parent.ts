/**
 * Loaded into a tool before the tool itself: when the process that started it is gone, even by SIGKILL,
 * the tool and all that it started end too, instead of keeping the port and the state for ever.
 */
process.on("disconnect", () => {
  try {
    process.kill(-process.pid, "SIGKILL");
  } finally {
    process.exit(1);
  }
});
