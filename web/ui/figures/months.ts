/** Names of months, as tables have them: whole or short, in the reader's language and in those of many a bank. */

/** 1 to 12; undefined where it names none. Accents and a point at the end don't matter. */
export const monthOf = (name: string): number | undefined => {
  byName ??= new Map([...LANGUAGES.flatMap(namesIn), ...SPREADSHEETS]);
  return byName.get(plain(name));
};

/** Made when first asked for: most tables write their months as numbers. */
let byName: ReadonlyMap<string, number> | undefined;

/** The later one counts, so the reader's own, if one name should mean two months. */
const LANGUAGES: readonly (string | undefined)[] = ["pt", "nl", "it", "es", "fr", "de", "en", undefined];

/** What no browser writes, and spreadsheets do. */
const SPREADSHEETS: readonly (readonly [string, number])[] = [
  ["sept", 9],
  ["mrz", 3],
];

const namesIn = (language: string | undefined): readonly (readonly [string, number])[] =>
  (["long", "short"] as const).flatMap((month) => {
    // With a day beside it: some languages bend the name then.
    const write = new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, at) => {
      const parts = write.formatToParts(Date.UTC(2026, at, 1));
      return [plain(parts.find(({ type }) => type === "month")?.value ?? ""), at + 1] as const;
    });
  });

const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}|\.$/gu, "")
    .toLowerCase();
