/** Fetches an issuer's key set (RFC 7517): within 5 s, at most 64 KiB, from the configured address and no other. */
import { createLocalJWKSet, type LocalJWKSet } from "jose/jwks/local";
import * as z from "zod/mini";
import { withDeadline } from "../deadline.ts";
import { concat, textOf } from "../history/bytes.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export const DEADLINE_MS = 5000;
export const MOST_BYTES = 64 * 1024;

/** @throws for anything but a key set in time; the message says what came instead, and nothing of its content. */
export const fetchKeySet = async (url: string, fetch: Fetch): Promise<LocalJWKSet> => {
  const stop = new AbortController();
  try {
    return await withDeadline(() => ask(url, fetch, stop.signal), DEADLINE_MS);
  } finally {
    stop.abort(); // Whatever is still to come of a reply that was given up.
  }
};

const ask = async (url: string, fetch: Fetch, signal: AbortSignal): Promise<LocalJWKSet> => {
  // A redirect would let another host choose the keys: it is a failure like any other status.
  const headers = { Accept: "application/jwk-set+json, application/json" };
  const response = await fetch(url, { headers, redirect: "manual", signal });
  if (response.status !== 200) throw new Error(`status ${response.status} instead of a key set`);
  return parse(await readText(response));
};

const readText = async (response: Response): Promise<string | null> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > MOST_BYTES) throw new Error(`a key set of more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return textOf(concat(chunks));
};

const text = z.exactOptional(z.string());

/** A public key. One that comes with its private part can be anyone's by now, and is none. */
const Key = z.object({
  ...{ kty: z.string(), kid: text, alg: text, use: text, crv: text, n: text, e: text, x: text, y: text },
  key_ops: z.exactOptional(z.array(z.string())),
  d: z.exactOptional(z.never()),
});

const KeySet = z.object({ keys: z.array(z.unknown()) });

const parse = (body: string | null): LocalJWKSet => {
  const keySet = KeySet.safeParse(body === null ? null : parseJson(body)).data;
  if (keySet === undefined) throw new Error("something else instead of a key set");
  // A key that we don't understand takes nothing from the others (RFC 7517, section 5).
  return createLocalJWKSet({ keys: keySet.keys.flatMap((key) => Key.safeParse(key).data ?? []) });
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};
