import { createHash } from "node:crypto";

/**
 * Lower-case hex SHA-256 of a text in UTF-8. Synchronous, unlike WebCrypto: between reading a head and writing the
 * next one the room may not wait, or another save could come in between.
 */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
