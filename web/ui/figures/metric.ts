/** A number out of JSON, and how far it is from another one. */
import { decimalMarkOf, readNumber } from "./decimal.ts";
import { atPath, parsePath } from "./jsonPath.ts";

export type Found =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "no-path" | "nothing" | "no-number" };

/** Numbers that a site writes as text are numbers, too, as they are in a table. */
export const numberAt = (json: unknown, path: string): Found => {
  const steps = parsePath(path);
  if (steps === undefined) return { kind: "no-path" };
  const found = atPath(json, steps);
  if (found === undefined || found === null) return { kind: "nothing" };
  const value = typeof found === "string" ? readNumber(found, decimalMarkOf([found], ".")) : found;
  return typeof value === "number" && Number.isFinite(value)
    ? { kind: "number", value }
    : { kind: "no-number" };
};

export type Trend = {
  readonly way: "up" | "down" | "same";
  readonly by: number;
  /** Of the number before; null where that was 0. */
  readonly share: number | null;
};

export const trendOf = (value: number, previous: number): Trend => {
  const by = value - previous;
  return {
    way: by > 0 ? "up" : by < 0 ? "down" : "same",
    by: Math.abs(by),
    share: previous === 0 ? null : Math.abs(by / previous),
  };
};
