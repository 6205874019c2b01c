/** What was counted since it was last taken. All rooms of a local runtime share one isolate, and so this one tally. */

export type Tally = {
  readonly room: { readonly rowsRead: number; readonly rowsWritten: number };
  readonly archive: { readonly rowsRead: number; readonly rowsWritten: number; readonly queries: number };
  /** Runs of an alarm: each is billed as a request. */
  readonly alarms: number;
};

type Counter = { readonly rowsRead: number; readonly rowsWritten: number };

let cursors: Counter[] = [];
let results: Counter[] = [];
let queries = 0;
let alarms = 0;

/** A cursor counts on while it is read: it is asked when the tally is taken. */
export const ofRoom = (cursor: Counter): void => void cursors.push(cursor);

export const ofArchive = (result: Counter): void => void results.push(result);

/** A batch is one trip, its statements are as many queries. */
export const ofQueries = (count: number): void => {
  queries += count;
};

export const ofAlarm = (): void => {
  alarms += 1;
};

export const take = (): Tally => {
  const tally = { room: sum(cursors), archive: { ...sum(results), queries }, alarms };
  [cursors, results, queries, alarms] = [[], [], 0, 0];
  return tally;
};

const sum = (counters: readonly Counter[]): Counter => ({
  rowsRead: counters.reduce((rows, { rowsRead }) => rows + rowsRead, 0),
  rowsWritten: counters.reduce((rows, { rowsWritten }) => rows + rowsWritten, 0),
});
