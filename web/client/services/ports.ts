/** What the services need of a manager: each asks for as much as it uses, so that a test may hand in no more. */
import type { WidgetPersistenceManager } from "../manager.ts";

/** A value, or why there is none: a stable code for a program, a sentence for a person. */
export type Result<T, Code extends string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: { readonly code: Code; readonly message: string } };

export const refuse = <Code extends string>(code: Code, message: string): Result<never, Code> => ({
  ok: false,
  failure: { code, message },
});

export type EditingKeeper = Pick<WidgetPersistenceManager, "state" | "edit" | "subscribe">;

export type StoringKeeper = Pick<WidgetPersistenceManager, "saveLayout" | "loadLayout" | "sync" | "metadata">;

export type VersionKeeper = Pick<
  WidgetPersistenceManager,
  "layoutId" | "rollbackToVersion" | "pruneVersions"
>;
