/**
 * Weighs a value in one walk: the bytes of its canonical text, or why there is none. Needs no sorted keys, stops at
 * a depth and at a weight, and so answers soon whatever it is given, cycles included.
 */

export type Limits = {
  /** Nested objects and arrays, the value itself being the first. */
  readonly depth: number;
  readonly bytes: number;
};

/** `bytes` is `Infinity` for what passes the limit. */
export type Weight = { readonly bytes: number; readonly fault?: string };

export const weigh = (value: unknown, limits: Limits): Weight => {
  const scale: Scale = { bytes: 0, limits };
  const fault = put(value, limits.depth, scale);
  if (scale.bytes > limits.bytes) return { bytes: Number.POSITIVE_INFINITY };
  return fault === undefined ? { bytes: scale.bytes } : { bytes: scale.bytes, fault };
};

/** An object as JSON knows it, not a Date, a Map or the like; of whichever realm. */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
};

type Scale = { bytes: number; readonly limits: Limits };

const TOO_HEAVY = "too much";
const BROKEN = "a broken character";

const put = (value: unknown, depth: number, scale: Scale): string | undefined => {
  // Looked at before each value, not each container: a list of a billion holes is one container.
  if (scale.bytes > scale.limits.bytes) return TOO_HEAVY;
  if (typeof value === "string") return putText(value, scale);
  if (typeof value === "number") {
    scale.bytes += String(value).length;
    return Number.isFinite(value) ? undefined : "a number that JSON can't carry";
  }
  if (value === null || typeof value === "boolean") {
    scale.bytes += value === false ? 5 : 4;
    return undefined;
  }
  if (typeof value !== "object") return `a value of type ${typeof value}`;
  if (depth === 0) return `objects nested deeper than ${scale.limits.depth}`;
  // Two brackets, and a comma between each two members.
  scale.bytes += 2;
  return Array.isArray(value) ? putItems(value, depth, scale) : putMembers(value, depth, scale);
};

const putItems = (list: readonly unknown[], depth: number, scale: Scale): string | undefined => {
  scale.bytes += Math.max(0, list.length - 1);
  for (const item of list) {
    const fault = put(item, depth - 1, scale);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const putMembers = (object: object, depth: number, scale: Scale): string | undefined => {
  if (!isPlainObject(object)) return "an object of a kind that JSON does not have";
  // Faster than entries() by far where there are a hundred thousand keys.
  const keys = Object.keys(object);
  scale.bytes += keys.length + Math.max(0, keys.length - 1);
  for (const key of keys) {
    const fault = putText(key, scale) ?? put(object[key], depth - 1, scale);
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const putText = (text: string, scale: Scale): string | undefined => {
  if (text.length <= scale.limits.bytes && PLAIN.test(text)) {
    scale.bytes += 2 + text.length;
    return undefined;
  }
  if (!text.isWellFormed()) return BROKEN;
  scale.bytes += 2 + (text.length > scale.limits.bytes ? text.length : quotedLength(text));
  return undefined;
};

/** Texts of which each unit is one byte, as most are: to ask this is much faster than to count. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** UTF-8 bytes of a text inside its quotes, escaped as RFC 8785, section 3.2.2.2, has it. */
const quotedLength = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20) bytes += SHORT_ESCAPES.has(unit) ? 1 : 5;
    else if (unit === 0x22 || unit === 0x5c) bytes += 1;
    // Each half of a surrogate pair counts two of the pair's four bytes.
    else if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit >= 0x80) bytes += 1;
  }
  return bytes;
};

/** `\b \t \n \f \r`; the other control characters are written `\u00xx`. */
const SHORT_ESCAPES: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);
