/** Rows of the archive as D1 takes and gives them, and versions as everybody else knows them. */
import * as z from "zod/mini";
import type { Checksum } from "../layout/schema.ts";
import { ChangeType, type Version } from "../layout/wire.ts";
import type { Outline } from "./archive.ts";
import type { Encoded } from "./codec.ts";
import type { HistoryRow } from "./walk.ts";

/** A version to be added. `schema` is the form that layouts have in it. */
export type NewRow = { readonly entry: Version; readonly schema: number; readonly encoded: Encoded };

/** A row to restore from, with all that a list says of its version. */
export type ArchivedRow = HistoryRow & {
  readonly body: Uint8Array;
  readonly entry: Version;
  readonly schema: number;
};

const COUNTS = ["added", "removed", "moved", "resized", "edited"] as const;

/** The columns of a row in their order, as JSON text. Bytes go as hex: D1 would send each of them as a number. */
export const insertable = ({ entry, schema, encoded }: NewRow): string =>
  JSON.stringify([
    ...[
      entry.version,
      entry.checksum,
      entry.chain,
      entry.description ?? null,
      entry.changeType,
      entry.deviceId,
    ],
    ...[Date.parse(entry.createdAt), Number(entry.pinned), Number(entry.setAside)],
    ...[COUNTS.map((count) => entry.changes[count]).join(), entry.bytes, schema],
    ...[encoded.format, encoded.body.toHex()],
  ]);

/** D1 takes 2 MB in one value; the body of one version as hex is less than that. */
const PORTION_LENGTH = 1_900_000;

/** JSON items as JSON lists that D1 takes, in the order of the items. */
export const portions = (items: readonly string[]): string[] => {
  const lists: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const item of items) {
    length += item.length + 1;
    if (length > PORTION_LENGTH) {
      lists.push([]);
      length = item.length + 2;
    }
    lists.at(-1)?.push(item);
  }
  return lists.map((list) => `[${list.join()}]`);
};

const Hex = z.pipe(
  z.string(),
  z.transform((text: string) => text.toLowerCase()),
);

const EntryRow = z.object({
  version: z.number(),
  checksum: Hex,
  chain: Hex,
  description: z.nullable(z.string()),
  // What nobody can vouch for is shown all the same: the chain does not cover it.
  change_type: z.catch(ChangeType, "manual"),
  device_id: z.string(),
  created_at: z.number(),
  pinned: z.number(),
  set_aside: z.number(),
  changes: z.string(),
  bytes: z.number(),
});

export const parseEntry = (value: unknown): Version => {
  const row = EntryRow.parse(value);
  const [added = 0, removed = 0, moved = 0, resized = 0, edited = 0] = row.changes
    .split(",")
    .map((count) => Number(count) || 0);
  return {
    version: row.version,
    checksum: row.checksum as Checksum,
    chain: row.chain,
    ...(row.description === null ? {} : { description: row.description }),
    changeType: row.change_type,
    deviceId: row.device_id,
    createdAt: instant(row.created_at),
    pinned: row.pinned === 1,
    setAside: row.set_aside === 1,
    changes: { added, removed, moved, resized, edited },
    bytes: row.bytes,
  };
};

/** A time that was tampered with breaks the chain, not the reading. */
const instant = (ms: number): string => new Date(Math.abs(ms) <= 8.64e15 ? ms : 0).toISOString();

const BodyRow = z.object({ schema: z.number(), format: z.string(), body: z.string() });

export const parseRow = (value: unknown): ArchivedRow => {
  const { schema, format, body } = BodyRow.parse(value);
  const entry = parseEntry(value);
  const { version, checksum, chain, deviceId, createdAt } = entry;
  return {
    ...{ version, checksum, chain, deviceId, createdAt, format, schema, entry },
    body: Uint8Array.fromHex(body),
  };
};

const OutlineRow = z.object({ format: z.string(), body_bytes: z.number() });
const Revision = z.object({ revision: z.number() });

export const parseOutline = ([registered]: readonly unknown[], listed: readonly unknown[]): Outline => ({
  revision: registered === undefined ? 0 : Revision.parse(registered).revision,
  rows: listed.map((row) => {
    const { format, body_bytes } = OutlineRow.parse(row);
    return { ...parseEntry(row), format, bodyBytes: body_bytes };
  }),
});
