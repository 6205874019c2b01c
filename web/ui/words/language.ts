/** Which language the page speaks: the one that was chosen on this device, else the browser's, as far as there is one. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "gridkeep.language";

export const isLanguage = (tag: string | null): tag is Language =>
  tag !== null && Object.hasOwn(LANGUAGES, tag);

const chosen = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage may be forbidden: the browser's language then.
  }
};

const wished = (): Language => {
  // Without a page, as in a test of words, there is nobody to ask.
  if (typeof document === "undefined") return "en";
  const tags = [chosen(), ...navigator.languages.map((tag) => tag.split("-")[0] ?? "")];
  return tags.find(isLanguage) ?? "en";
};

export const LANGUAGE: Language = wished();

/** How dates and numbers are written: as the browser does, where that is in the language of the words. */
export const LOCALE: string =
  typeof document === "undefined"
    ? LANGUAGE
    : (navigator.languages.find((tag) => tag.split("-")[0] === LANGUAGE) ?? LANGUAGE);

/** From the next load on, as every word is read when its part of the page is loaded. */
export const chooseLanguage = (language: Language): void => {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Forbidden: the page stays as it is.
  }
};
