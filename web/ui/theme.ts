/** Light, dark or the system's. Kept where `/theme.js` finds it before the next first paint. */
export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "gridkeep.theme";

export const currentTheme = (): Theme => {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
};

/** Of the window's frame, where the system lets us say: the ground of tokens.css. */
const FRAME = { light: "#f5f4f0", dark: "#141715" } as const;

const paintFrame = (theme: Theme): void => {
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    const own = meta.media.includes("dark") ? "dark" : "light";
    meta.content = FRAME[theme === "system" ? own : theme];
  }
};

export const chooseTheme = (theme: Theme): void => {
  paintFrame(theme);
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden: the choice holds until the page is closed.
  }
};
