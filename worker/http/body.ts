/** Reads a JSON body, refusing what is too large while it arrives: a header's word for the size is not trusted. */
import type * as z from "zod/mini";
import { LIMITS } from "../layout/limits.ts";
import { Refusal } from "./problem.ts";

/** Room for what stands around a layout, and for bodies without one. */
const ENVELOPE_BYTES = 4 * 1024;
/** What is written with blanks may take this much more than what it says. */
const IMPORT_BYTES = 2 * LIMITS.layoutBytes;

/** @throws Refusal `unsupported-media-type`, `layout-too-large` or `malformed-json`; so do all of these. */
export const readSmall = async (request: Request): Promise<unknown> =>
  parseJson(request, await readBytes(request, ENVELOPE_BYTES));

/** As `readSmall`, an empty body standing for `{}`. */
export const readOptional = async (request: Request): Promise<unknown> => {
  const bytes = await readBytes(request, ENVELOPE_BYTES);
  return bytes.byteLength === 0 ? {} : parseJson(request, bytes);
};

export const readImport = async (request: Request): Promise<unknown> =>
  parseJson(request, await readBytes(request, IMPORT_BYTES));

/** One layout may come, or two where one is set aside: only that makes a body of more than one layout acceptable. */
export const readSave = async (request: Request): Promise<unknown> => {
  const bytes = await readBytes(request, 2 * LIMITS.layoutBytes + ENVELOPE_BYTES);
  if (bytes.byteLength <= LIMITS.layoutBytes + ENVELOPE_BYTES) return parseJson(request, bytes);
  const body = tryJson(bytes);
  if (body instanceof Object && Object.hasOwn(body, "setAside")) return parseJson(request, bytes);
  throw tooLarge(LIMITS.layoutBytes + ENVELOPE_BYTES);
};

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

const parseJson = (request: Request, bytes: Uint8Array): unknown => {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new Refusal("unsupported-media-type", "The body must come with Content-Type: application/json.");
  }
  const body = tryJson(bytes);
  if (body === undefined) throw new Refusal("malformed-json", "The body is not JSON in UTF-8.");
  return body;
};

/** Undefined for what is no JSON; JSON itself never says undefined. */
const tryJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return undefined;
  }
};

const readBytes = async (request: Request, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
};

const tooLarge = (limit: number): Refusal =>
  new Refusal("layout-too-large", `The body is larger than ${limit} bytes.`);
