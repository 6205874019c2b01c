/** Tells sealed layouts from open ones, without any schema: the page needs this at once and zod only later. */
import type { AnyLayout, SealedLayout } from "./schema.ts";

/**
 * The compact form of a JWE (RFC 7516, section 3.1): five base64url parts. The key is empty where it is agreed on
 * directly, the nonce where the algorithm takes none.
 */
export const JWE = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/** Of a valid layout: whether only a device with the key can say what is in it. */
export const isSealed = (layout: AnyLayout): layout is SealedLayout => "sealed" in layout;
