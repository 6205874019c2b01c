// Sets the chosen theme before the first paint. A file of its own, because the page allows no inline script.
try {
  const theme = localStorage.getItem("gridkeep.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
    // The window's frame, too: as ui/theme.ts has it.
    for (const meta of document.querySelectorAll("meta[name=theme-color]"))
      meta.content = theme === "dark" ? "#141715" : "#f5f4f0";
  }
} catch {
  // Storage may be forbidden: the system's theme then.
}
