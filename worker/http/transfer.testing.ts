/** Exports and imports of a caller in tests. */
import type { Problem, SaveReply, Version, VersionPage, VersionWithLayout } from "../layout/wire.ts";
import type { CallOptions, Guest } from "./api.testing.ts";

export type ExportBody = { readonly versions?: readonly VersionWithLayout[] } & VersionWithLayout;

export const exportOf = (guest: Guest, query = "?history=all", id = "main") =>
  guest.call<ExportBody>("GET", `/layouts/${id}/export${query}`);

export const importTo = (
  guest: Guest,
  id: string,
  { body, raw, headers = {} }: CallOptions,
  base: number | null = null,
) =>
  guest.call<SaveReply & Problem>("POST", `/layouts/${id}/import`, {
    ...(raw === undefined ? { body } : { raw }),
    headers: {
      ...(base === null ? { "If-None-Match": "*" } : { "If-Match": `"${base}"` }),
      ...{ "Content-Type": "application/json", ...headers },
    },
  });

export const versionsOf = async (guest: Guest, id: string): Promise<readonly Version[]> =>
  (await guest.call<VersionPage>("GET", `/layouts/${id}/versions?limit=100`)).body.versions;

export const layoutTextOf = async (guest: Guest, id: string, version: number): Promise<string> =>
  JSON.stringify(
    (await guest.call<VersionWithLayout>("GET", `/layouts/${id}/versions/${version}`)).body.layout,
  );
