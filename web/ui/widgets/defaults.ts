/** What a widget shows where its config says nothing, and how a config of any origin is read: it never fails. */

import type { BuiltInType, ConfigOf } from "../../../worker/layout/catalog.ts";
import type { Config } from "../../../worker/layout/schema.ts";
import { LOCALE } from "../words.ts";

/** A number has no value that could stand for none. */
type Present<T> = NonNullable<T> extends number ? T | undefined : NonNullable<T>;
type Complete<T> = { readonly [K in keyof T as string extends K ? never : K]-?: Present<T[K]> };
export type Settings<T extends BuiltInType> = Complete<ConfigOf<T>>;

const hour12 = new Intl.DateTimeFormat(LOCALE, { hour: "numeric" }).resolvedOptions().hour12 ?? false;

export const DEFAULTS: { readonly [T in BuiltInType]: Settings<T> } = {
  clock: { face: "digital", timeZone: "", hour12, seconds: false, date: true },
  notes: { text: "", tint: "plain" },
  checklist: { items: [], hideDone: false },
  links: { items: [], newTab: true },
  countdown: { to: "", timeZone: "", label: "" },
  metric: {
    ...{ label: "", value: undefined, previous: undefined, unit: "", decimals: undefined, better: "up" },
    ...{ url: "", path: "", refresh: "5m", previousPath: "" },
  },
  chart: { kind: "line", csv: "", unit: "", fromZero: false, url: "", path: "", refresh: "5m" },
  image: { url: "", alt: "", fit: "contain" },
  embed: { url: "", storage: false },
};

/** A value of another kind than the default's counts as missing. Lists keep their objects and drop the rest. */
export const readConfig = <T extends BuiltInType>(type: T, config: Config): Settings<T> => {
  const defaults: Settings<T> = DEFAULTS[type];
  return Object.fromEntries(
    Object.entries(defaults).map(([key, fallback]) => [key, readValue(config[key], fallback)]),
  ) as Settings<T>;
};

const readValue = (value: unknown, fallback: unknown): unknown => {
  if (fallback === undefined) return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(fallback)) return Array.isArray(value) ? value.filter(isItem) : fallback;
  return typeof value === typeof fallback ? value : fallback;
};

const isItem = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
