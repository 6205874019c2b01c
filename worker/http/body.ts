/** Reads a JSON body, refusing what is too large while it arrives: a header's word for the size is not trusted. */
import type * as z from "zod/mini";
import { LIMITS } from "../layout/limits.ts";
import { Refusal } from "./problem.ts";

/** Room for the members around a layout. */
const ENVELOPE_BYTES = 8 * 1024;
/** A save may carry two layouts: the one to keep and the one set aside. */
const MAX_BODY_BYTES = 2 * LIMITS.layoutBytes + ENVELOPE_BYTES;

/** @throws Refusal `unsupported-media-type`, `layout-too-large` or `malformed-json`. */
export const readJson = async (request: Request): Promise<unknown> =>
  parseJson(request, await readBytes(request));

/** As `readJson`, an empty body standing for `{}`. */
export const readOptionalJson = async (request: Request): Promise<unknown> => {
  const bytes = await readBytes(request);
  return bytes.byteLength === 0 ? {} : parseJson(request, bytes);
};

const parseJson = (request: Request, bytes: Uint8Array): unknown => {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new Refusal("unsupported-media-type", "The body must come with Content-Type: application/json.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw new Refusal("malformed-json", "The body is not JSON in UTF-8.");
  }
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

const readBytes = async (request: Request): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) {
      throw new Refusal("layout-too-large", `The body is larger than ${MAX_BODY_BYTES} bytes.`);
    }
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
