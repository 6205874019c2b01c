/** Where documents live on this device: one contract, kept by IndexedDB and, for tests, by memory. */
import type { Session } from "../../worker/layout/wire.ts";
import type { Document } from "./document.ts";

/** `<user id>/<layout id>`: whatever is stored belongs to one user. */
export type DocId = string;

/** Whoever this browser is: the user of what is edited before there has ever been a session on this device. */
export const CURRENT_USER = "local";

export const docIdOf = (userId: string, layoutId: string): DocId => `${userId}/${layoutId}`;

/** `succeeds`: the user whose work a person took along when their session was lost. */
export type StoredSession = Session & { readonly succeeds?: string };

export type DocumentStore = {
  /**
   * Reads, changes and writes one document in one transaction; transactions of one document never overlap. Durable
   * when it resolves. `change` runs synchronously and returns the next document and whatever its caller wants to
   * know. @throws Error where the device can't store; then nothing was changed.
   */
  readonly update: <T>(
    docId: DocId,
    change: (doc: Document) => readonly [next: Document, answer: T],
  ) => Promise<T>;
  readonly read: (docId: DocId) => Promise<Document>;
  /** Documents of the user with something in the outbox. */
  readonly waiting: (userId: string) => Promise<readonly DocId[]>;
  /** In one transaction, and only where the document is still as `is` says. Whether it was. */
  readonly remove: (docId: DocId, is: (doc: Document) => boolean) => Promise<boolean>;
  /** Who was signed in here last: known without a network. */
  readonly session: () => Promise<StoredSession | null>;
  readonly writeSession: (session: StoredSession) => Promise<void>;
};
