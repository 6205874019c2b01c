/** What is done once a day for all users: it takes out what ran out, and finds what a room has forgotten. Never throws. */
import { withDeadline } from "./deadline.ts";
import { createDeletions } from "./history/deletions.ts";
import { boundShards, shardOf } from "./history/shards.ts";
import { createPairings } from "./identity/pairings.ts";
import { log, logInfo } from "./log.ts";
import { roomOf } from "./room/rooms.ts";
import { RESTORABLE_MS } from "./room/upkeep.ts";

/** Of each database: what is over waits for tomorrow. */
const MOST_LAYOUTS = 500;
const LIMIT_MS = 10_000;

/** `now` in milliseconds since 1970. One thing that fails keeps no other from being done. */
export const daily = async (env: Env, now: number): Promise<void> => {
  const done = { pairings: 0, rooms: 0 };
  const failures: unknown[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    await work().catch((error: unknown) => failures.push(error));
  };
  await attempt(async () => {
    const pairings = createPairings(shardOf(env, "HISTORY"));
    done.pairings = await withDeadline(() => pairings.expire(now), LIMIT_MS);
  });
  for (const name of boundShards(env))
    await attempt(() =>
      wakeOverdue(env, name, now, (work) =>
        attempt(async () => {
          await work();
          done.rooms += 1;
        }),
      ),
    );
  const [error] = failures;
  if (error === undefined) logInfo("daily", { ...done, failures: 0 });
  else log("daily", { ...done, failures: failures.length, error });
};

type Attempt = (work: () => Promise<void>) => Promise<void>;

/** Rooms purge by their own alarm. One that has a layout past its time here may have lost it. */
const wakeOverdue = async (env: Env, shard: string, now: number, attempt: Attempt): Promise<void> => {
  const deletions = createDeletions(shardOf(env, shard));
  const deletedBy = now - RESTORABLE_MS;
  const overdue = await withDeadline(() => deletions.overdue(deletedBy, MOST_LAYOUTS), LIMIT_MS);
  for (const [userId, layoutIds] of overdue)
    await attempt(async () => {
      const room = roomOf(env, userId);
      const unknown = await withDeadline(async () => room.wake(layoutIds), LIMIT_MS);
      if (unknown.length > 0)
        await withDeadline(() => deletions.forget(userId, unknown, deletedBy), LIMIT_MS);
    });
};
