/** What SQLite files take on disk once a site has stopped: whole pages, indexes included, those set free left out. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { state } from "./site.ts";

export type Stored = {
  readonly bytes: number /** Within those pages, room that holds nothing. */;
  readonly unused: number;
};

/** `do` are the rooms, `d1` the archive. */
export const stored = (folder: string, kind: "do" | "d1"): Stored => {
  const files = globSync(`${kind}/*/*.sqlite`, { cwd: state(folder) })
    .filter((file) => !file.endsWith("metadata.sqlite")) // of the local runtime
    .map((file) => measure(join(state(folder), file)));
  return {
    bytes: files.reduce((all, { bytes }) => all + bytes, 0),
    unused: files.reduce((all, { unused }) => all + unused, 0),
  };
};

const measure = (file: string): Stored => {
  const database = new DatabaseSync(file);
  try {
    const row = database.prepare("SELECT sum(pgsize) AS bytes, sum(unused) AS unused FROM dbstat").get();
    const { bytes, unused } = { bytes: row?.["bytes"], unused: row?.["unused"] };
    if (typeof bytes === "number" && typeof unused === "number") return { bytes, unused };
    throw new Error(`${file} does not say how large it is.`);
  } finally {
    database.close();
  }
};
