/** What a room is made of, put together: its store, its list of who may come in, its archive, its clock. */
import { type Archive, createArchive } from "../history/archive.ts";
import { chooseShard, shardOf } from "../history/shards.ts";
import { log } from "../log.ts";
import { type Access, createAccess } from "./access.ts";
import { readVersion } from "./history.ts";
import { createLive, type Live } from "./live.ts";
import { migrate } from "./migrations.ts";
import { newsOf } from "./news.ts";
import { hasUnpublished } from "./publish.ts";
import type { Announced, SavePorts } from "./save.ts";
import type { SocketPort } from "./sockets.ts";
import { createStore } from "./store.ts";
import { PUBLISH_AFTER_MS, type UpkeepPorts } from "./upkeep.ts";

export type Parts = SavePorts & UpkeepPorts & { readonly access: Access; readonly live: Live };

/** Where a room is, and whose. */
export type Place = {
  readonly storage: DurableObjectStorage;
  readonly sockets: SocketPort;
  /** Asked each time: what is bound may change while a room lives. */
  readonly env: () => Env;
  readonly userId: string;
};

/** Makes the tables where there are none: only for a caller who has a right to them. */
export const createParts = ({ storage, sockets, env, userId }: Place): Parts => {
  const { sql } = storage;
  storage.transactionSync(() => migrate(sql));
  const store = createStore(sql);
  const access = createAccess(
    sql,
    () => Date.now(),
    () => Number(env().MAX_WRITES_PER_MINUTE),
  );

  const live = createLive({
    ...{ sockets, now: () => Date.now(), later },
    news: (layoutId, by) => newsOf(store, layoutId, by),
  });
  let announced: Announced[] = [];

  /** Once and for all; where none is bound, when one is. */
  const chooseArchive = (): string | null => {
    const chosen = store.archive() ?? chooseShard(env(), userId);
    if (chosen !== null && store.archive() === null) store.writeArchive(chosen);
    return chosen;
  };
  const archive = (): Archive => createArchive(shardOf(env(), chooseArchive()), userId);

  return {
    ...{ store, access, archive, live },
    get keep() {
      return Number(env().MAX_VERSIONS);
    },
    transaction: <T>(write: () => T): T => {
      announced = [];
      try {
        const result = storage.transactionSync(write);
        announced.forEach(live.changed);
        return result;
      } catch (error) {
        store.forget();
        throw error;
      }
    },
    now: () => new Date().toISOString(),
    readVersion: (id, version) => readVersion({ store, archive }, id, version),
    announce: (change) => {
      announced.push(change);
      chooseArchive();
      // Versions in waiting mean an alarm in waiting: only the first has to set it.
      if (!hasUnpublished(store)) void storage.setAlarm(Date.now() + PUBLISH_AFTER_MS);
    },
  };
};

/** Whether anything was ever kept here. */
export const hasTables = (sql: SqlStorage): boolean =>
  sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'meta'").toArray().length > 0;

const later = (work: () => void, waitMs: number): void => {
  setTimeout(() => {
    try {
      work();
    } catch (error) {
      log("live-failed", { error });
    }
  }, waitMs);
};
