/** What the counting worker (edge/counting.ts) counted since it was last asked. */
import { setTimeout as wait } from "node:timers/promises";
import type { Tally } from "./edge/tally.ts";

export type { Tally };

export const takeTally = async (url: URL): Promise<Tally> => {
  const reply = await fetch(new URL("/tally", url));
  if (!reply.ok) throw new Error(`The tally: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Tally;
};

/** All until nothing has been written for long: what a save leaves to be done later is done by then. */
export const takeTallyWhenQuiet = async (url: URL): Promise<Tally> => {
  let all = await takeTally(url);
  for (let quietMs = 0; quietMs < QUIET_MS; quietMs += STEP_MS) {
    await wait(STEP_MS);
    const more = await takeTally(url);
    if (rowsWritten(more) > 0) quietMs = 0;
    all = added(all, more);
  }
  return all;
};
const QUIET_MS = 35_000;
const STEP_MS = 1_000;

const added = (a: Tally, b: Tally): Tally => ({
  room: {
    rowsRead: a.room.rowsRead + b.room.rowsRead,
    rowsWritten: a.room.rowsWritten + b.room.rowsWritten,
  },
  archive: {
    rowsRead: a.archive.rowsRead + b.archive.rowsRead,
    rowsWritten: a.archive.rowsWritten + b.archive.rowsWritten,
    queries: a.archive.queries + b.archive.queries,
  },
  alarms: a.alarms + b.alarms,
});

/** Rows written by rooms and archive together. */
export const rowsWritten = ({ room, archive }: Tally): number => room.rowsWritten + archive.rowsWritten;
