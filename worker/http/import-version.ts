/** One version in a file that is imported: judged, or refused with its place in the file. */
import type * as z from "zod/mini";
import { collector, report } from "../layout/issues.ts";
import { ExportedVersion } from "../layout/wire.ts";
import type { ImportedVersion, JudgedLayout } from "../room/results.ts";
import { Refusal } from "./problem.ts";
import { judge } from "./saving.ts";

export type ImportContext = {
  readonly nowMs: number;
  /** Of who imports: it stands where the file names none. */
  readonly deviceId: string;
};

/** Clocks differ a little. */
const FUTURE_MS = 60_000;

/** `place` is a JSON Pointer. Null for a version that was damaged where it was exported, and has no layout. */
export const importVersion = (
  value: unknown,
  place: string,
  { nowMs, deviceId }: ImportContext,
): { readonly number: number; readonly version: ImportedVersion | null } => {
  const exported = parseAt(ExportedVersion, value, place);
  const { version: number, layout, createdAt = null, description = "", ...given } = exported;
  if (layout === undefined && given.damaged !== undefined) return { number, version: null };
  if (createdAt !== null && Date.parse(createdAt) > nowMs + FUTURE_MS) {
    throw faultAt(`${place}/createdAt`, "bounds", "This is in the future.");
  }
  const version: ImportedVersion = {
    ...judgeAt(layout, `${place}/layout`),
    changeType: given.changeType ?? "manual",
    deviceId: given.deviceId ?? deviceId,
    createdAt: createdAt === null ? null : new Date(createdAt).toISOString(),
    description: description === "" ? null : description,
    pinned: given.pinned ?? false,
    setAside: given.setAside ?? false,
  };
  // Of a layout that was brought to a later schema the checksum is still that of what had been saved.
  if (given.migratedFrom === undefined) requireChecksum(given.checksum, version, place);
  return { number, version };
};

/** A file that was damaged on its way must not come in as if it were whole. */
export const requireChecksum = (given: unknown, { checksum }: JudgedLayout, place: string): void => {
  if (given === undefined || given === checksum) return;
  throw faultAt(`${place}/checksum`, "checksum", "This is not the checksum of the layout beside it.");
};

/** @throws Refusal `layout-invalid`; `layout-too-large`. */
export const judgeAt = (layout: unknown, place: string): JudgedLayout => {
  try {
    return judge(layout);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const issues = (error.members.issues ?? []).map((issue) => ({ ...issue, path: place + issue.path }));
    throw new Refusal(
      error.code,
      place === "" ? error.message : `${place}: ${error.message}`,
      issues.length === 0 ? {} : { issues },
    );
  }
};

/** @throws Refusal `layout-invalid`. */
export const parseAt = <T extends z.ZodMiniType>(schema: T, value: unknown, place: string): z.infer<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const found = collector();
  report(parsed.error.issues, place, "shape", found);
  throw new Refusal("layout-invalid", "The file does not have the form of an export; see issues.", {
    issues: found.result().errors,
  });
};

export const faultAt = (path: string, code: string, message: string): Refusal =>
  new Refusal("layout-invalid", "The file can't be imported; see issues.", {
    issues: [{ path, code, message }],
  });
