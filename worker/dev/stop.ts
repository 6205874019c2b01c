/**
 * One signal for every reason to stop: Ctrl+C, a polite kill, a closed terminal, or the death of the
 * `npm` that runs us (the shell between npm and us does not pass signals on).
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());
  if (process.env["npm_lifecycle_event"] !== undefined) watchParent(() => stop.abort());
  return stop.signal;
}

function watchParent(gone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, 500);
  timer.unref();
}
