import { createHash } from "node:crypto";
import { utf8 } from "./bytes.ts";

/**
 * Lower-case hex SHA-256 of a text in UTF-8. Synchronous, unlike WebCrypto: between reading a head and writing the
 * next one the room may not wait, or another save could come in between.
 */
export const sha256 = (text: string): string => createHash("sha256").update(utf8(text)).digest("hex");
