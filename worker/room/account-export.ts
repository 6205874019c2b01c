/** All that a room holds of its user as one file: each layout with its whole history, one version in memory at a time. */
import type { AccountExport } from "../layout/wire.ts";
import type { Access } from "./access.ts";
import { pieces, toStream } from "./export.ts";
import { type Places, withHistory } from "./history.ts";

type Holder = Places & { readonly access: Access };

/** UTF-8 of JSON of the shape `AccountExport`. */
export const exportAccount = (
  holder: Holder,
  userId: string,
  exportedAt: string,
): ReadableStream<Uint8Array> => toStream(accountPieces(holder, userId, exportedAt));

async function* accountPieces(
  { store, archive, access }: Holder,
  userId: string,
  exportedAt: string,
): AsyncGenerator<string, void, undefined> {
  const start: Omit<AccountExport, "layouts"> = {
    ...{ format: "gridkeep-account/1", exportedAt, user: { id: userId } },
    ...{ devices: access.devices(), tokens: access.tokens() },
  };
  yield `${JSON.stringify(start).slice(0, -1)},"layouts":[`;
  let separator = "\n";
  for (const { id } of store.layouts()) {
    // It may have been purged while the ones before it went out.
    const row = withHistory(store, id);
    if (row === null) continue;
    yield separator;
    yield* pieces({ store, archive }, row, "all", exportedAt);
    separator = ",\n";
  }
  yield "]}\n";
}
