/**
 * Seals a text at a place, as a compact JWE (`dir`, A256GCM). The same text at the same place always becomes the same
 * JWE, on every device; at any other place, or with another key, it does not open.
 *
 * A random nonce would give each save a new ciphertext for every widget, and each save would look like an edit of
 * everything. So the nonce is made of what is sealed, as in RFC 5297: the first 96 bits of an HMAC over the header,
 * which names the place, and the text. Why that is safe here: AES-GCM breaks when one nonce serves two texts. Here a
 * nonce serves one text at one place, and to use it again for that gives the same JWE again. Two different inputs
 * would have to collide in 96 bits; after 2^32 sealed texts, one each second for 136 years, the odds are below 1 in
 * 2^32, the bound of NIST SP 800-38D for random nonces. The HMAC has a key of its own, so that nobody without it can
 * try out texts against a nonce.
 *
 * What it gives away: that a place holds the same text as at an earlier time. Nothing across places, as the place is
 * part of the input.
 */
import { encode } from "jose/base64url";
import { JOSEError } from "jose/errors";
import { compactDecrypt } from "jose/jwe/compact/decrypt";
import { CompactEncrypt } from "jose/jwe/compact/encrypt";
import { JWE } from "../../worker/layout/sealed.ts";
import type { KeySet } from "./encryption-keys.ts";

/** Whose it is and where it belongs. `user` is a `userTag`. */
export type Place = { readonly user: string; readonly layout: string } & (
  | { readonly kind: "layout" }
  | { readonly kind: "config"; readonly widget: string }
);

/** Of a well-formed text that is not empty. */
export const sealText = async (keys: KeySet, place: Place, text: string): Promise<string> => {
  const header = headerOf(keys, place);
  const iv = await nonceOf(keys, header, text);
  return (
    new CompactEncrypt(bytesOf(text))
      .setProtectedHeader(header)
      // Meant for tests, says the library, as most callers would get it wrong: see above for why this is right.
      .setInitializationVector(iv)
      .encrypt(keys.content)
  );
};

/** The text, or null for what was not sealed at this place with these keys. */
export const openText = async (keys: KeySet, place: Place, sealed: string): Promise<string | null> => {
  // The one header that can stand here is known beforehand, so none is read: whatever algorithm, key or place
  // another one names, it goes no further. It is also what GCM authenticates.
  if (!isExact(sealed) || !sealed.startsWith(`${encodedHeader(headerOf(keys, place))}..`)) return null;
  try {
    const { plaintext } = await compactDecrypt(sealed, keys.content);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plaintext);
  } catch (error) {
    if (error instanceof JOSEError) return null;
    throw error;
  }
};

/** A user's id in headers, which also travel in files that people share: it can be compared, not read. */
export const userTag = async (userId: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", bytesOf(`gridkeep user ${userId}`));
  return encode(new Uint8Array(digest, 0, 16));
};

/**
 * Whether it is a JWE with GCM's nonce and tag, and the only way to write it. The last character of a base64url text
 * may have bits that nobody reads: with those set it would open as well, and one text would have several ciphertexts.
 */
export const isExact = (sealed: string): boolean => {
  const parts = sealed.split(".");
  const [, , nonce, , tag] = parts;
  return (
    JWE.test(sealed) &&
    nonce?.length === NONCE_CHARACTERS &&
    tag?.length === TAG_CHARACTERS &&
    parts.every(hasNoSpareBits)
  );
};

/** 96 and 128 bits (RFC 7518, section 5.3). */
const NONCE_CHARACTERS = 16;
const TAG_CHARACTERS = 22;

const hasNoSpareBits = (part: string): boolean => {
  const last = part.at(-1) ?? "";
  const rest = part.length % 4;
  return (
    rest === 0 || (rest === 2 && "AQgw".includes(last)) || (rest === 3 && "AEIMQUYcgkosw048".includes(last))
  );
};

type Header = {
  readonly alg: "dir";
  readonly enc: "A256GCM";
  readonly kid: string;
  readonly gridkeep: Place & { readonly v: 1 };
};

/** Each object in this order of keys: the header's exact text is part of the format. */
const headerOf = ({ kid }: KeySet, place: Place): Header => {
  const { kind, user, layout } = place;
  const at = kind === "config" ? { kind, user, layout, widget: place.widget } : { kind, user, layout };
  return { alg: "dir", enc: "A256GCM", kid, gridkeep: { v: 1, ...at } };
};

const encodedHeader = (header: Header): string => encode(JSON.stringify(header));

const nonceOf = async ({ nonce }: KeySet, header: Header, text: string): Promise<Uint8Array> => {
  // The header as encoded holds no dot: no other header and text together read the same.
  const mac = await crypto.subtle.sign("HMAC", nonce, bytesOf(`${encodedHeader(header)}.${text}`));
  return new Uint8Array(mac, 0, 12);
};

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
