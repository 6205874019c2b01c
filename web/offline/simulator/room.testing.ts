/** The user's room as it is, on SQLite in memory: its own store, saves, history, alarm and thinning. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { verify } from "../../../worker/room/archived.ts";
import { listVersions, readVersion } from "../../../worker/room/history.ts";
import { migrate } from "../../../worker/room/migrations.ts";
import { put } from "../../../worker/room/put.ts";
import type { PutCommand } from "../../../worker/room/results.ts";
import { createStore, type NewVersion, type Store } from "../../../worker/room/store.ts";
import { PUBLISH_AFTER_MS, retryAfterMs, upkeep } from "../../../worker/room/upkeep.ts";
import { createMemoryArchive, type Weather } from "./archive.testing.ts";
import type { Random } from "./random.testing.ts";
import type { Timeline } from "./timeline.testing.ts";

/** Few, so that bases get lost. */
const KEEP = 8;

type Ports = {
  readonly timeline: Timeline;
  readonly random: Random;
  /** A version was written, by this operation. */
  readonly onVersion: (version: NewVersion, operationId: string | null) => void;
  readonly forgetsOperations: boolean;
};

export type Room = ReturnType<typeof createRoom>;

export const createRoom = ({ timeline, random, onVersion, forgetsOperations }: Ports) => {
  const database = new DatabaseSync(":memory:");
  const sql = asSqlStorage(database);
  migrate(sql);
  const weather: { now: Weather } = { now: "up" };
  const archive = createMemoryArchive(random, () => weather.now);
  let asking: string | null = null;
  const real = createStore(sql);
  const store: Store = {
    ...real,
    operation: (id: string) => {
      asking = id;
      return forgetsOperations ? null : real.operation(id);
    },
    writeOperation: (...args: Parameters<Store["writeOperation"]>) => {
      if (!forgetsOperations) real.writeOperation(...args);
    },
    append: (layoutId: string, version: NewVersion) => {
      real.append(layoutId, version);
      onVersion(version, asking);
    },
  };
  const now = () => new Date(START + timeline.now()).toISOString();
  const transaction = <T>(write: () => T): T => {
    database.exec("BEGIN");
    try {
      const written = write();
      database.exec("COMMIT");
      return written;
    } catch (error) {
      database.exec("ROLLBACK");
      store.forget();
      throw error;
    }
  };
  const parts = { store, archive: () => archive, transaction, now, keep: KEEP };
  let isAlarmSet = false;
  let failures = 0;
  const wakeIn = (waitMs: number) => {
    if (isAlarmSet) return;
    isAlarmSet = true;
    timeline.after(waitMs, () => {
      isAlarmSet = false;
      upkeep(parts).then(
        (next) => {
          failures = 0;
          if (next !== null) wakeIn(next);
        },
        () => wakeIn(retryAfterMs(++failures)),
      );
    });
  };
  const places = { store, archive: () => archive };
  return {
    store,
    weather,
    put: (command: PutCommand) =>
      put(
        {
          ...parts,
          readVersion: (id, version) => readVersion(places, id, version),
          announce: () => wakeIn(PUBLISH_AFTER_MS),
        },
        command,
      ),
    versions: (page: { limit: number; before: number }) => listVersions(places, "main", page),
    version: (version: number) => readVersion(places, "main", version),
    verify: () => verify(parts, "main"),
    close: () => database.close(),
  };
};

/** When simulated time begins, in milliseconds since 1970. */
export const START: number = Date.UTC(2026, 0, 1);

/** As much of a Durable Object's storage as the store uses. */
const asSqlStorage = (database: DatabaseSync): Parameters<typeof createStore>[0] => {
  const prepared = new Map<string, StatementSync>();
  const statement = (query: string): StatementSync => {
    const known = prepared.get(query) ?? database.prepare(query);
    prepared.set(query, known);
    return known;
  };
  const exec = (query: string, ...values: SQLInputValue[]) => {
    if (!/^\s*SELECT/.test(query)) {
      if (values.length === 0) database.exec(query);
      else statement(query).run(...values);
      return { toArray: () => [], one: () => ({}) };
    }
    const rows = statement(query).all(...values);
    return { toArray: () => rows, one: () => rows[0] };
  };
  return { exec };
};
