/**
 * One exact text per JSON value, by RFC 8785 (JCS): keys in UTF-16 order, numbers and escapes as ECMAScript
 * writes them. Two values are equal exactly when their texts are.
 *
 * @throws TypeError on what JSON can't say without loss: non-finite numbers, lone surrogates, other types.
 */
export const canonical = (value: unknown): string => write(value, []);

/** `shapes` are the sets of keys met so far: a layout has a handful, each in many objects. */
const write = (value: unknown, shapes: Shape[]): string => {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return number(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return list(value, shapes);
  if (typeof value === "object") return object(value as Members, shapes);
  throw new TypeError(`canonical: ${typeof value} is not JSON`);
};

// Text by text: lists of parts would double the work.
const list = (items: readonly unknown[], shapes: Shape[]): string => {
  let text = "";
  for (const item of items) text += `${text === "" ? "[" : ","}${write(item, shapes)}`;
  return text === "" ? "[]" : `${text}]`;
};

type Members = Readonly<Record<string, unknown>>;

const object = (members: Members, shapes: Shape[]): string => {
  const keys = Object.keys(members);
  if (keys.length === 0) return "{}";
  const { sorted, names } = shapeOf(keys, shapes);
  let text = "";
  for (let at = 0; at < sorted.length; at += 1) {
    const value = members[sorted[at] as string];
    if (value !== undefined) text += `${text === "" ? "{" : ","}${names[at]}${write(value, shapes)}`;
  }
  return text === "" ? "{}" : `${text}}`;
};

/** Keys as an object has them, in the order of their text, and as that text has them. */
type Shape = {
  readonly keys: readonly string[];
  readonly sorted: readonly string[];
  readonly names: readonly string[];
};

/** To sort and quote the same keys again for each object was most of the work. */
const shapeOf = (keys: readonly string[], shapes: Shape[]): Shape => {
  const met = shapes.find(
    (shape) => shape.keys.length === keys.length && shape.keys.every((key, at) => key === keys[at]),
  );
  if (met !== undefined) return met;
  // The default order compares UTF-16 code units: just what RFC 8785, section 3.2.3, asks for.
  const sorted = keys.toSorted();
  const shape = { keys, sorted, names: sorted.map((key) => `${quoted(key)}:`) };
  if (shapes.length < MOST_SHAPES) shapes.push(shape);
  return shape;
};

/** Of JSON that has a new shape in each object, to look through more would only take time. */
const MOST_SHAPES = 16;

const quoted = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError("canonical: a lone surrogate is not Unicode text");
  return JSON.stringify(text);
};

/** Nothing to escape and no surrogates: to ask this is faster than to let JSON quote it. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError(`canonical: ${value} is not JSON`);
  return String(value);
};

/** Bytes of a well-formed text in UTF-8, without encoding it. */
export const utf8Length = (text: string): number => {
  if (ASCII.test(text)) return text.length;
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // Each half of a surrogate pair counts two of the pair's four bytes.
    if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2;
    else if (unit >= 0x80) bytes += 1;
  }
  return bytes;
};

const ASCII = /^[^\u0080-\uffff]*$/;
