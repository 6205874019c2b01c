/** The archive of one layout, in memory: the contract of `createArchive`, with a D1 that comes and goes. */
import type { Archive, ArchivedRow } from "../../../worker/history/archive.ts";
import type { Random } from "./random.testing.ts";

/** `shaky`: some calls fail, and of those some have done what they were to do. */
export type Weather = "up" | "down" | "shaky";

export const createMemoryArchive = (random: Random, weather: () => Weather): Archive => {
  let rows: readonly ArchivedRow[] = [];
  let revision = 0;
  const asked = async <T>(work: () => T): Promise<T> => {
    const isLost = weather() === "down" || (weather() === "shaky" && random.chance(0.4));
    if (isLost && (weather() === "down" || random.chance(0.5))) throw new Error("D1 is away.");
    const answer = work();
    if (isLost) throw new Error("D1 did not answer.");
    return answer;
  };
  const after = (version: number) => rows.filter((row) => row.version > version);
  return {
    append: (_, added) =>
      asked(() => {
        const newest = rows.at(-1)?.version ?? 0;
        const fresh = added.filter(({ entry }) => entry.version > newest);
        rows = [
          ...rows,
          ...fresh.map(({ entry, schema, encoded }) => ({ ...entry, ...encoded, entry, schema })),
        ];
        if (rows.at(-1)?.chain !== added.at(-1)?.entry.chain) throw new Error("Another history.");
      }),
    list: (_, bounds, limit) =>
      asked(() =>
        after(bounds.after)
          .filter(({ version }) => version < bounds.before)
          .map(({ entry }) => entry)
          .reverse()
          .slice(0, limit),
      ),
    rowsOf: (_, version) =>
      asked(() => {
        const upTo = rows.filter((row) => row.version <= version);
        return upTo.slice(
          Math.max(
            0,
            upTo.findLastIndex(({ format }) => format === "snapshot"),
          ),
        );
      }),
    rowsAfter: (_, version, page) => asked(() => after(version).slice(0, page.rows)),
    outline: () =>
      asked(() => ({
        revision,
        rows: rows.map(({ entry, format, body }) => ({ ...entry, format, bodyBytes: body.length })),
      })),
    rewrite: (_, known, { rewrite, remove }) =>
      asked(() => {
        if (known !== revision) return false;
        revision += 1;
        const byVersion = new Map(rewrite.map((row) => [row.version, row]));
        rows = rows
          .filter(({ version }) => !remove.includes(version))
          .map((row) => ({ ...row, ...byVersion.get(row.version) }));
        return true;
      }),
    describe: () => Promise.reject(new Error("not simulated")),
    purge: () => Promise.reject(new Error("not simulated")),
    noteDeletion: async () => undefined,
  } as Partial<Archive> as Archive;
};
