/** Who calls, as far as the Worker can tell: what was signed holds, and the room has the last word. */
import * as z from "zod/mini";
import type { Caller } from "../room/results.ts";

export type UserId = string & z.$brand<"UserId">;

export type Identity = Omit<Caller, "wants"> & {
  readonly userId: UserId;
  readonly authenticatedBy: "session" | "token" | "jwt" | "access";
  /** Milliseconds since 1970; null where only the room knows. */
  readonly expiresAt: number | null;
};

/** Guests are `guest-` and a UUID, users of an issuer `user-` and a hash: neither can be taken for the other. */
export const UserName = z.string().check(z.regex(/^(guest|user)-[0-9a-f-]{1,64}$/));
