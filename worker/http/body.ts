/** Reads a JSON body, refusing what is too large while it arrives: a header's word for the size is not trusted. */
import type * as z from "zod/mini";
import { concat } from "../history/bytes.ts";
import { LIMITS } from "../layout/limits.ts";
import { Refusal } from "./problem.ts";

/** Room for what stands around a layout, and for bodies without one. */
export const ENVELOPE_BYTES = 4 * 1024;
/** The longest names of as many widgets as there can be, each in quotes and with a comma. */
const NAMES_BYTES = 2 * LIMITS.widgets * (64 + 3);

/** @throws Refusal `unsupported-media-type`, `layout-too-large` or `malformed-json`; so do all of these. */
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
export const readSave = async (request: Request): Promise<Uint8Array> => {
  const limitBytes = 2 * LIMITS.layoutBytes + ENVELOPE_BYTES;
  const told = Number(request.headers.get("Content-Length") ?? Number.NaN);
  // HTTP lets no more come than was told. Whoever does not speak it, a test or a binding, is measured all the same.
  const bytes =
    told <= limitBytes ? new Uint8Array(await request.arrayBuffer()) : await readBytes(request, limitBytes);
  if (bytes.byteLength > limitBytes) throw tooLarge(limitBytes);
  requireJson(request);
  return bytes;
};

/** The text of a JSON body, part by part as it arrives. */
export async function* readParts(request: Request, limitBytes: number): AsyncGenerator<string, void> {
  requireJson(request);
  yield* decodedParts(request, limitBytes);
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

/** Undefined for what is no JSON; JSON itself never says undefined. */
const tryJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const readBytes = async (request: Request, limitBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return concat(chunks);
};

const readText = async (request: Request, limitBytes: number): Promise<string> => {
  let text = "";
  for await (const part of decodedParts(request, limitBytes)) text += part;
  return text;
};

async function* decodedParts(request: Request, limitBytes: number): AsyncGenerator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
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
