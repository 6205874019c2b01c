/** The description of one operation: all that its caller has to know, and all that the document says of it. */
import type * as z from "zod/mini";
import type { FailureKind } from "../layout/wire.ts";

export const TAGS = {
  Layouts:
    "Reading, saving and deleting layouts. Versions travel as ETags; a save names the one that it builds on.",
  History: "Every save is a version. Versions can be read, compared, named, pinned and restored.",
  Live: "Being told of new versions as they are made.",
  Files: "A layout as a file, with its history or without.",
  Session: "Starting as a guest, signing in further devices with a code, signing out.",
  "API tokens":
    "For programs: with a scope, with an end if wanted, revoked at once. Only people make and revoke them.",
  Account: "All that is kept of a user, as one file; and its end.",
  Service: "The server itself, this page and its machine-readable form.",
} as const;

export type Tag = keyof typeof TAGS;

/** Schemas by name. An optional one is a parameter that may be left out. */
export type Shape = Readonly<Record<string, z.ZodMiniType>>;

export type Operation = {
  /** Its name in generated clients. */
  readonly id: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly path?: Shape;
  readonly query?: Shape;
  readonly headers?: Shape;
  /** JSON always. */
  readonly body?: { readonly schema: z.ZodMiniType; readonly isOptional?: true };
  readonly replies: { readonly [status: number]: ReplyDescription };
  /** Besides those of `EVERYWHERE`. */
  readonly failures: readonly FailureKind[];
  readonly example: Example;
};

/** `optional`: it says more to who is signed in. `in-person`: no API token may. */
export type Access = "anyone" | "optional" | "signed-in" | "in-person";

export type ReplyDescription = {
  readonly says: string;
  /** Of JSON. */
  readonly schema?: z.ZodMiniType;
  /** Of a body that is no JSON. */
  readonly mediaType?: string;
  readonly headers?: readonly HeaderName[];
};

export type HeaderName = "ETag" | "Set-Cookie" | "Content-Disposition" | "Cache-Control";

/** A call that works when it is pasted, and what comes of it. */
export type Example = {
  /** Lines of shell that set the stage. */
  readonly before?: readonly string[];
  /** What these found out, by what stands for it in the example: `{ "7K3P9QXM": "$code" }`. */
  readonly found?: Readonly<Record<string, string>>;
  /** curl's options on cookies; `-b jar` unless told. */
  readonly cookies?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  readonly reply?: unknown;
};

/** What can befall any call. */
export const EVERYWHERE = ["internal", "unavailable"] as const satisfies readonly FailureKind[];
export type Everywhere = (typeof EVERYWHERE)[number];

/** Of what needs credentials: those that don't hold, and too many calls. */
export const SIGNED_IN = ["unauthenticated", "rate-limited"] as const satisfies readonly FailureKind[];

/** Of what has a body. */
export const BODY = [
  "malformed-json",
  "invalid-parameter",
  "layout-too-large",
  "too-slow",
  "unsupported-media-type",
] as const satisfies readonly FailureKind[];

/** A description is made when the document is: a Worker that starts has no time for it. */
export type Description<O extends Operation = Operation> = () => O;

/** Keeps what is literal in it, for the types of a client. */
export const operation = <const O extends Operation>(make: Description<O>): Description<O> => make;
