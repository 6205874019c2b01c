/** What one act uses, out of what was counted and timed, in the units of the price list. */
import { anyone, type Crowd } from "./crowd.ts";
import { drive } from "./drive.ts";
import { NOTHING, ROOM_GB, type Usage } from "./prices.ts";
import type { Act } from "./requests.ts";
import type { Tally } from "./tally.ts";

/** What so many acts came to. */
export type Counted = Tally & { readonly count: number };

/** What no local D1 can tell: how long a room is awake while D1, far away, takes a batch. */
const FAR_D1_MS = 100;

export const usageOf = ({ room, archive, alarms, count }: Counted, ms: number): Usage => ({
  ...NOTHING,
  workerRequests: 1,
  workerCpuMs: ms,
  roomRequests: 1 + alarms / count,
  roomGbSeconds: (ROOM_GB * (ms + (alarms / count) * FAR_D1_MS)) / 1_000,
  rowsRead: (room.rowsRead + archive.rowsRead) / count,
  rowsWritten: (room.rowsWritten + archive.rowsWritten) / count,
});

/** Milliseconds that one takes where nothing else is done: the worker's own time can't be longer. */
export const pace = async (crowd: Crowd, act: Act): Promise<number> => {
  const next = anyone(crowd, act);
  const { p50Ms } = await drive({ url: crowd.url, connections: 1, next, warmUpMs: 300, measureMs: 700 });
  return p50Ms;
};
