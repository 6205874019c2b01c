/**
 * Reads a JSON body, refusing what is too large while it arrives, and what does not arrive: a header's word for the
 * size is not trusted. What is compressed is refused unread: its size can't be known before it is unpacked.
 */
import type * as z from "zod/mini";
import { concat } from "../history/bytes.ts";
import { LIMITS } from "../layout/limits.ts";
import { arriving, inTime, type Patience } from "./arrival.ts";
import { Refusal } from "./problem.ts";

/** Room for what stands around a layout, and for bodies without one. */
export const ENVELOPE_BYTES = 4 * 1024;
/** The longest names of as many widgets as there can be, each in quotes and with a comma. */
const NAMES_BYTES = 2 * LIMITS.widgets * (64 + 3);

const STALL_MS = 15_000;
const SAVE_PATIENCE: Patience = { stallMs: STALL_MS, totalMs: 60_000 };
const IMPORT_PATIENCE: Patience = { stallMs: STALL_MS, totalMs: 5 * 60_000 };
/** So little is not read part by part, which costs more than all else: all of it has the time of a part. */
const ONE_PART_BYTES = 64 * 1024;

/** @throws Refusal `unsupported-media-type`, `layout-too-large`, `malformed-json` or `too-slow`; so do all of these. */
export const readSmall = async (request: Request): Promise<unknown> =>
  parseJson(request, await readText(request, ENVELOPE_BYTES));

/** As `readSmall`, an empty body standing for `{}`. */
export const readOptional = async (request: Request): Promise<unknown> => {
  const text = await readText(request, ENVELOPE_BYTES);
  return text === "" ? {} : parseJson(request, text);
};

export const readRollback = async (request: Request): Promise<unknown> =>
  parseJson(request, await readText(request, NAMES_BYTES + ENVELOPE_BYTES));

/** The bytes of a save, which the room parses: one layout, or two where one is set aside. */
export const readSave = async (request: Request, patience: Patience = SAVE_PATIENCE): Promise<Uint8Array> => {
  requirePlain(request);
  const limitBytes = 2 * LIMITS.layoutBytes + ENVELOPE_BYTES;
  const told = Number(request.headers.get("Content-Length") ?? Number.NaN);
  // HTTP lets no more come than was told. Whoever does not speak it, a test or a binding, is measured all the same.
  const bytes =
    told <= ONE_PART_BYTES
      ? new Uint8Array(await inTime(request.arrayBuffer(), patience.stallMs))
      : await readBytes(request, limitBytes, patience);
  if (bytes.byteLength > limitBytes) throw tooLarge(limitBytes);
  requireJson(request);
  return bytes;
};

/** The text of a JSON body, part by part as it arrives. */
export async function* readParts(
  request: Request,
  limitBytes: number,
  patience: Patience = IMPORT_PATIENCE,
): AsyncGenerator<string, void> {
  requireJson(request);
  yield* decodedParts(request, limitBytes, patience);
}

/** @throws Refusal `invalid-parameter` with an issue for each member that has a wrong form. */
export const parseBody = <T extends z.ZodMiniType>(schema: T, body: unknown): z.infer<T> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, code }) => ({
    path: `/${path.map(String).join("/")}`,
    code,
  }));
  throw new Refusal("invalid-parameter", "The body does not have the documented form.", { issues });
};

/** @throws Refusal `malformed-json`. */
export const parseText = (text: string): unknown => {
  const value = tryJson(text);
  if (value === undefined) throw malformed();
  return value;
};

const parseJson = (request: Request, text: string): unknown => {
  requireJson(request);
  return parseText(text);
};

const requireJson = (request: Request): void => {
  const type = request.headers.get("Content-Type") ?? "";
  if (/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return;
  throw new Refusal("unsupported-media-type", "The body must come with Content-Type: application/json.");
};

const requirePlain = (request: Request): void => {
  const encoding = request.headers.get("Content-Encoding") ?? "identity";
  if (/^\s*(identity)?\s*$/i.test(encoding)) return;
  throw new Refusal("unsupported-media-type", "The body must come as it is, without Content-Encoding.");
};

/** Undefined for what is no JSON; JSON itself never says undefined. */
const tryJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readBytes = async (request: Request, limitBytes: number, patience: Patience): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of arriving(request.body, patience)) {
    length += chunk.byteLength;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return concat(chunks);
};

const readText = async (request: Request, limitBytes: number): Promise<string> => {
  let text = "";
  for await (const part of decodedParts(request, limitBytes, SAVE_PATIENCE)) text += part;
  return text;
};

async function* decodedParts(
  request: Request,
  limitBytes: number,
  patience: Patience,
): AsyncGenerator<string, void> {
  requirePlain(request);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let bytes = 0;
  for await (const chunk of arriving(request.body, patience)) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    yield decoded(() => decoder.decode(chunk, { stream: true }));
  }
  yield decoded(() => decoder.decode());
}

const decoded = (decode: () => string): string => {
  try {
    return decode();
  } catch {
    throw malformed();
  }
};

const malformed = (): Refusal => new Refusal("malformed-json", "The body is not JSON in UTF-8.");

const tooLarge = (limitBytes: number): Refusal =>
  new Refusal("layout-too-large", `The body is larger than ${limitBytes} bytes.`);
