/** The words of one language, as another has to have them: the same ids, with the same arguments. */
export type Spoken<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Spoken<T[K]> };
