/**
 * Pairing codes: eight characters that a person reads on one device and types on another. 40 random bits, good for
 * ten minutes and once; how often an address may guess is limited at the door.
 */
import { hmac } from "./hmac.ts";

export const PAIRING_MS = 10 * 60_000;

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;

/** 256 is a multiple of 32, so that every character is as likely as any other. */
export const newCode = (): string =>
  [...crypto.getRandomValues(new Uint8Array(LENGTH))]
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join("");

/** As people write: in small letters, in groups, with an O for a 0. Null for what is no code. */
export const readCode = (text: string): string | null => {
  const code = text.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
};

/** What is kept of a code: who reads the table could go through all codes, were it a mere hash. */
export const digestOf = (code: string, secret: string): Promise<string> => hmac(secret, `pairing ${code}`);
