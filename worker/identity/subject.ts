/** Whom an issuer's token speaks of, and who that is here. */
import * as z from "zod/mini";
import { sha256 } from "../history/sha256.ts";
import type { UserId } from "./identity.ts";

export type Subject = {
  /** The issuer's own name for them, 1 to 255 characters: unique and lasting there (OpenID Connect Core, section 2). */
  readonly subject: string;
  /** How they may be called, 1 to 100 characters; for display alone. */
  readonly name: string | null;
};

/** Null for claims that name nobody, or in a form that we don't take. */
export const subjectOf = (issuer: string, claims: Readonly<Record<string, unknown>>): Subject | null => {
  const subject = isAccess(issuer) ? accessSubject(claims) : Name.safeParse(claims["sub"]).data;
  if (subject === undefined) return null;
  const { name, preferred_username, email } = claims;
  const [shown] = [name, preferred_username, email].flatMap((text) => Shown.safeParse(text).data ?? []);
  return { subject, name: shown ?? null };
};

/**
 * The same for all sign-ins of one person: a hash over both, as a list in JSON, so that no two pairs read alike and no
 * issuer can name another's user. Never a guest's id.
 */
export const userIdOf = (issuer: string, subject: string): UserId =>
  `user-${sha256(JSON.stringify([issuer, subject])).slice(0, 40)}` as UserId;

const wellFormed = z.refine<string>((text) => text.isWellFormed());
const Name = z.string().check(z.minLength(1), z.maxLength(255), wellFormed);
const Shown = z.string().check(z.minLength(1), z.maxLength(100), wellFormed);

const isAccess = (issuer: string): boolean => /^https:\/\/[a-z0-9-]+\.cloudflareaccess\.com$/.test(issuer);

const SERVICE = "service:";

/** Access names people by a UUID. Its service tokens have an empty `sub`, and their client id as `common_name`. */
const accessSubject = ({ sub, common_name }: Readonly<Record<string, unknown>>): string | undefined => {
  if (sub === "") {
    const service = Name.safeParse(common_name).data;
    return service === undefined ? undefined : Name.safeParse(SERVICE + service).data;
  }
  const person = Name.safeParse(sub).data;
  return person?.startsWith(SERVICE) ? undefined : person; // Nobody may pass for a service.
};
