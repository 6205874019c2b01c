import type { Ref } from "./types.ts";

/** What a reference stands for, or the thing itself. `components` are those of its kind. */
export const resolved = <T extends object>(components: Readonly<Record<string, T>>, value: T | Ref): T => {
  if (!("$ref" in value)) return value;
  const found = components[value.$ref.slice(value.$ref.lastIndexOf("/") + 1)];
  if (found === undefined) throw new Error(`The document has no ${value.$ref}.`);
  return found;
};
