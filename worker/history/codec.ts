/**
 * How the text of a version is held in a row: whole (`snapshot`), or as what turned the text of the row before it
 * into this one (`delta`). Exact byte for byte; pure; the same in workerd and in Node.
 *
 * A row's body is compressed. In it come first how many versions back the row before it is (0: there is none), then
 * the chain of the version just before, where that was thinned away (else nothing), then the text or the delta. So a
 * thinned history proves itself like a whole one, and a row that is missing or out of its place is known.
 */
import { LIMITS } from "../layout/limits.ts";
import { concat, createReader, textOf, utf8, writeNumber } from "./bytes.ts";
import { compress, decompress } from "./compress.ts";
import { deltaBetween } from "./delta.ts";

/** A version is read from at most this many rows: a snapshot and the deltas after it. */
export const MOST_ROWS = 16;

/** A depth that no row after it may add to: that one starts anew. */
export const NOT_TO_BUILD_ON = MOST_ROWS;

/** Bytes. Far above any layout; a bound on what a damaged body can make of itself. */
export const LONGEST_TEXT = 4 * LIMITS.layoutBytes;

/** `json` is how the text itself was stored before there were deltas. */
export const FORMATS = ["json", "snapshot", "delta"] as const;
export type Format = (typeof FORMATS)[number];

/** The row just before a new one. */
export type Base = {
  readonly version: number;
  readonly text: string;
  /** Deltas between its snapshot and itself; 0 for a snapshot. */
  readonly depth: number;
};

export type Unencoded = {
  readonly version: number;
  readonly text: string;
  /** Null where nothing is before it, or nothing that it could build on. */
  readonly base: Base | null;
  /** The version of the row before it, where there is one; that of `base` unless it says otherwise. */
  readonly previous?: number | null;
  /** The chain of version - 1, where that version was thinned away. */
  readonly link?: string | null;
  /** How many rows build on this one already. */
  readonly run?: number;
};

export type Encoded = {
  readonly format: Exclude<Format, "json">;
  readonly body: Uint8Array;
  /** To be remembered for the row after this one. */
  readonly depth: number;
};

/** A delta where the rule of 16 rows allows one and it is smaller than a snapshot. */
export const encodeVersion = (given: Unencoded): Encoded => {
  const { version, text, base, previous = base?.version ?? null, link = null, run = 0 } = given;
  const target = utf8(text);
  if (target.length > LONGEST_TEXT) throw new RangeError(`a layout of ${target.length} bytes`);
  const place = placed({ previous: previous === null ? 0 : version - previous, link });
  const snapshot = (): Encoded => ({ format: "snapshot", body: compress(concat([place, target])), depth: 0 });
  if (base === null || base.depth + 1 + run >= MOST_ROWS) return snapshot();
  const steps = deltaBetween(utf8(base.text), target);
  const delta: Encoded = { format: "delta", body: compress(concat([place, steps])), depth: base.depth + 1 };
  // No text of ours compresses to that little: the usual small change need not be compared with its snapshot.
  if (delta.body.length * FEWEST_TIMES < target.length) return delta;
  const whole = snapshot();
  const most = delta.body.length > LARGE ? whole.body.length / 4 : whole.body.length;
  return delta.body.length < most ? delta : whole;
};

const FEWEST_TIMES = 40;

/** Bytes. A larger delta must spare much: whoever reads a version reads up to 15 of them. */
const LARGE = 64 * 1024;

const placed = ({
  previous,
  link,
}: {
  readonly previous: number;
  readonly link: string | null;
}): Uint8Array => {
  const chain = utf8(link ?? "");
  return concat([numbers([previous, chain.length]), chain]);
};

const numbers = (values: readonly number[]): Uint8Array => {
  const bytes: number[] = [];
  for (const value of values) writeNumber(bytes, value);
  return Uint8Array.from(bytes);
};

/** A row's format and body, as the database gives them: D1 has a BLOB as a list of numbers. */
export type Stored = {
  readonly version: number;
  readonly format: string;
  readonly body: string | ArrayBuffer | Uint8Array | readonly number[];
};

export type Opened = {
  /** The version of the row before it; null for the first. A delta builds on that row. */
  readonly previous: number | null;
  /** The chain of the version just before it, where that was thinned away. */
  readonly link: string | null;
  /** The text, or for a delta what makes the text of the row before into its own. */
  readonly content: Uint8Array;
};

/** What a row holds; null where its body was not made by `encodeVersion`, or is no longer what that made. */
export const openRow = ({ version, format, body }: Stored): Opened | null => {
  if (format === "json") {
    const previous = version === 1 ? null : version - 1;
    return typeof body === "string" ? { previous, link: null, content: utf8(body) } : null;
  }
  if ((format !== "snapshot" && format !== "delta") || typeof body === "string") return null;
  const bytes = decompress(bytesOf(body), LONGEST_TEXT + LONGEST_PLACE);
  if (bytes === null) return null;
  const reader = createReader(bytes);
  const back = reader.number();
  const chain = reader.take(reader.number());
  const link = chain && textOf(chain);
  if (link === null || !(back < version) || (back === 0 && format === "delta")) return null;
  return {
    previous: back === 0 ? null : version - back,
    link: link === "" ? null : link,
    content: reader.rest(),
  };
};

/** Bytes, with room to spare. */
const LONGEST_PLACE = 1024;

const bytesOf = (body: ArrayBuffer | Uint8Array | readonly number[]): Uint8Array =>
  body instanceof Uint8Array ? body : new Uint8Array(body);
