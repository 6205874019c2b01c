/** The name that equal layouts, and only they, share. */
import { canonical } from "./canonical.ts";
import type { AnyLayout, Checksum } from "./schema.ts";

// The one thing beyond the language that the rules use; browsers, workerd and Node all have it.
declare const crypto: { subtle: { digest(algorithm: "SHA-256", bytes: Uint8Array): Promise<ArrayBuffer> } };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Lower-case hex SHA-256 of a layout's canonical text: equal layouts, and only they, share it. */
export const checksum = async (layout: AnyLayout): Promise<Checksum> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(layout)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  ) as Checksum;
};
