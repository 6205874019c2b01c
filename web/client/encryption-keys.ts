/** The keys that come of a user's data key. Nobody, the page included, can read them back out of the browser. */
import { encode } from "jose/base64url";

export type KeySet = {
  /** Names the data key and says nothing else about it. */
  readonly kid: string;
  /** AES-256-GCM. */
  readonly content: CryptoKey;
  /** HMAC-SHA-256; see `sealText`. */
  readonly nonce: CryptoKey;
};

/** 256 random bits; only ever out of a passphrase's wrap for the moment that it takes to derive the rest. */
export type DataKey = Uint8Array<ArrayBuffer>;

export const DATA_KEY_BYTES = 32;

/** HKDF (RFC 5869), one label per use: what one key does can say nothing about another. */
export const keysOf = async (dataKey: DataKey): Promise<KeySet> => {
  const { subtle } = crypto;
  const source = await subtle.importKey("raw", dataKey, "HKDF", false, ["deriveKey", "deriveBits"]);
  const [content, nonce, kid] = await Promise.all([
    subtle.deriveKey(hkdf("content"), source, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]),
    subtle.deriveKey(hkdf("nonce"), source, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"]),
    subtle.deriveBits(hkdf("kid"), source, 96),
  ]);
  return { kid: encode(new Uint8Array(kid)), content, nonce };
};

const hkdf = (use: string): HkdfParams => ({
  ...{ name: "HKDF", hash: "SHA-256" },
  // The data key is random and whole: a salt would add nothing (RFC 5869, section 3.1).
  salt: new Uint8Array(),
  info: new TextEncoder().encode(`gridkeep 1 ${use}`),
});
