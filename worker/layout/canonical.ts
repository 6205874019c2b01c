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
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") return `{${members(value).join(",")}}`;
  throw new TypeError(`canonical: ${typeof value} is not JSON`);
};

// The default order of sort() compares UTF-16 code units: just what RFC 8785, section 3.2.3, asks for.
const members = (object: object): string[] =>
  Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${quoted(key)}:${canonical(value)}`);

const quoted = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError("canonical: a lone surrogate is not Unicode text");
  return JSON.stringify(text);
};

const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError(`canonical: ${value} is not JSON`);
  return JSON.stringify(value);
};

/** Equal as JSON: key order does not count, array order does. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b));

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
