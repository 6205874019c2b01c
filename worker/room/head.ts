/** The head of a layout as it goes out: its text spliced in as it is stored, or as today's schema would have it. */
import { sha256 } from "../history/sha256.ts";
import { canonical } from "../layout/canonical.ts";
import { SCHEMA_VERSION } from "../layout/migrate.ts";
import type { Checksum } from "../layout/schema.ts";
import type { HeadText } from "./results.ts";
import type { LayoutRow, Slot, Store } from "./store.ts";

/** Of a layout that is there. */
export const headOf = (store: Store, { id, createdAt, versions }: LayoutRow): HeadText => {
  const held = versions.at(-1);
  if (held === undefined) throw new Error("A layout without a version is none.");
  const { version, deviceId, createdAt: updatedAt } = held.entry;
  const checksum = checksumOf(store, held);
  return { id, version, checksum, deviceId, createdAt, updatedAt, layoutText: textOf(store, held) };
};

/** Of the layout in today's schema, which may have been saved in an earlier one. */
export const checksumOf = (store: Store, held: Slot): Checksum =>
  held.schema === SCHEMA_VERSION
    ? held.entry.checksum
    : (sha256(canonical(store.lookInto(held))) as Checksum);

const textOf = (store: Store, held: Slot): string =>
  held.schema === SCHEMA_VERSION ? store.text(held) : JSON.stringify(store.lookInto(held));

/** The head as `GET /api/layouts/{id}` gives it. */
export const headJson = ({ layoutText, ...head }: HeadText): string => withLayout(head, layoutText);

/** JSON text of an object (never empty) with one more member, `layout`, that is text already. */
export const withLayout = (members: object, layoutText: string): string =>
  `${JSON.stringify(members).slice(0, -1)},"layout":${layoutText}}`;
