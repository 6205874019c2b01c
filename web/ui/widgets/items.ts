/** Changes to the list that a config keeps under `items`. Items and keys that are not understood stay as they are. */
import type { Config } from "../../../worker/layout/schema.ts";

type Item = Readonly<Record<string, unknown>>;
type ConfigChange = (config: Config) => Config;

export const withItem = (item: Item): ConfigChange => withItems([item]);

export const withItems =
  (items: readonly Item[]): ConfigChange =>
  (config) => ({ ...config, items: [...itemsOf(config), ...items] });

export const changeItem =
  (id: string, change: Item): ConfigChange =>
  (config) => ({
    ...config,
    items: itemsOf(config).map((item) => (item["id"] === id ? { ...item, ...change } : item)),
  });

export const withoutItem =
  (id: string): ConfigChange =>
  (config) => ({ ...config, items: itemsOf(config).filter((item) => item["id"] !== id) });

const itemsOf = (config: Config): readonly Item[] =>
  Array.isArray(config["items"])
    ? config["items"].filter((item) => typeof item === "object" && item !== null)
    : [];
