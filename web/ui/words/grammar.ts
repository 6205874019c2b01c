/** What the words of a language are put together with. */
export type Grammar = {
  /** The number with the form of the word that goes with it. */
  readonly count: (n: number, one: string, other: string) => string;
  readonly isOne: (n: number) => boolean;
  /** "a, b and c". */
  readonly list: (parts: readonly string[]) => string;
};

export const createGrammar = (language: string): Grammar => {
  // Made when first needed: they cost more than all else that a page does before it shows.
  let plurals: Intl.PluralRules | undefined;
  let lists: Intl.ListFormat | undefined;
  const isOne = (n: number): boolean => {
    plurals ??= new Intl.PluralRules(language);
    return plurals.select(n) === "one";
  };
  return {
    isOne,
    count: (n, one, other) => `${n} ${isOne(n) ? one : other}`,
    list: (parts) => {
      lists ??= new Intl.ListFormat(language, { type: "conjunction" });
      return lists.format(parts);
    },
  };
};
