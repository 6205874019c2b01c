/**
 * One exact text per JSON value, by RFC 8785 (JCS): keys in UTF-16 order, numbers and escapes as ECMAScript
 * writes them. Two values are equal exactly when their texts are.
 *
 * @throws TypeError on what JSON can't say without loss: non-finite numbers, lone surrogates, other types.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return number(value);
  if (Array.isArray(value)) return list(value);
  if (typeof value === "object") return object(value as Members);
  throw new TypeError(`canonical: ${typeof value} is not JSON`);
};

// Text by text: a validation writes a whole megabyte out to know its size, and lists of parts would double the work.
const list = (items: readonly unknown[]): string => {
  let text = "";
  for (const item of items) text += `${text === "" ? "[" : ","}${canonical(item)}`;
  return text === "" ? "[]" : `${text}]`;
};

type Members = Readonly<Record<string, unknown>>;

const object = (members: Members): string => {
  let text = "";
  // The default order of sort() compares UTF-16 code units: just what RFC 8785, section 3.2.3, asks for.
  for (const key of Object.keys(members).sort()) {
    const value = members[key];
    if (value !== undefined) text += `${text === "" ? "{" : ","}${quoted(key)}:${canonical(value)}`;
  }
  return text === "" ? "{}" : `${text}}`;
};

const quoted = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError("canonical: a lone surrogate is not Unicode text");
  return JSON.stringify(text);
};

const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError(`canonical: ${value} is not JSON`);
  return String(value);
};

/** Equal as JSON: key order does not count, array order does; a member that is `undefined` is absent. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (!Array.isArray(a)) return !Array.isArray(b) && sameMembers(a as Members, b as Members);
  if (!Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item, index) => same(item, b[index]));
};

// Merging compares whole layouts many times over: to write out both texts for each look cost most of a merge.
const sameMembers = (a: Members, b: Members): boolean => {
  let present = 0;
  for (const key of Object.keys(a)) {
    const value = a[key];
    if (value === undefined) continue;
    present += 1;
    // Own members only: what an object inherits (`constructor`, `__proto__`) nobody wrote.
    if (!Object.hasOwn(b, key) || !same(value, b[key])) return false;
  }
  for (const key of Object.keys(b)) if (b[key] !== undefined) present -= 1;
  return present === 0;
};

/** Bytes of a well-formed text in UTF-8, without encoding it. */
export const utf8Length = (text: string): number => {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair counts two of the pair's four bytes.
    if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit >= 0x80) bytes += 1;
  }
  return bytes;
};
