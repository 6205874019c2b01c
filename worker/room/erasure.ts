/**
 * The end of an account. What the room holds is gone at once, in one transaction, and from then on nobody comes in: the
 * cookies of the user's other devices stay signed, and what those have not sent yet would bring everything back. The
 * archive is emptied after that, for as long as it takes. What stays is a mark that says when, and nothing of whom.
 */
import * as z from "zod/mini";
import { withDeadline } from "../deadline.ts";
import { createArchive } from "../history/archive.ts";
import { shardOf } from "../history/shards.ts";
import { createPairings } from "../identity/pairings.ts";
import { log } from "../log.ts";
import { REMEMBERED_MS, SINCE } from "./access.ts";
import { migrate, writeMeta } from "./migrations.ts";
import { hasTables, type Place } from "./parts.ts";
import { WRITE_LIMIT_MS } from "./publish.ts";
import type { Caller } from "./results.ts";
import { PURGE_ROWS, retryAfterMs } from "./upkeep.ts";

/** What was on its way to D1 when the room gave up waiting may still arrive. D1 itself gives up after 30 s. */
const SETTLED_AFTER_MS = 2 * 60_000;
const KEY = "erased";

type Mark = z.infer<typeof Mark>;
const Mark = z.object({
  /** Milliseconds since 1970, as `dueAt`, the time of the next step. */
  erasedAt: z.number(),
  dueAt: z.number(),
  step: z.enum(["empty the archive", "look again", "forget"]),
  /** Which one; null where the user has none, or all is done there. */
  archive: z.nullable(z.string()),
  /** In a row. */
  failures: z.number(),
});

export type Erasure = ReturnType<typeof createErasure>;

export const createErasure = ({ storage, env, userId }: Place) => {
  const { sql, kv } = storage;
  // A room has tables or a mark, never both.
  const read = (): Mark | null => (hasTables(sql) ? null : z.nullable(Mark).parse(kv.get(KEY) ?? null));
  let mark = read();

  const write = (next: Mark, alongWith: () => void = () => {}): void => {
    try {
      storage.transactionSync(() => {
        alongWith();
        kv.put(KEY, next);
        void storage.setAlarm(next.dueAt);
      });
    } finally {
      mark = read();
    }
  };

  const emptyArchive = async (name: string | null): Promise<void> => {
    if (name !== null) {
      const archive = createArchive(shardOf(env(), name), userId);
      while (!(await withDeadline(() => archive.erase(PURGE_ROWS), WRITE_LIMIT_MS)));
    }
    await withDeadline(() => createPairings(shardOf(env(), "HISTORY")).remove(userId), WRITE_LIMIT_MS);
  };

  /** The next step in the archive, whether it is due or not. Never throws for what the archive does. */
  const goOn = async (before: Mark): Promise<void> => {
    try {
      await emptyArchive(before.archive);
    } catch (error) {
      const failures = before.failures + 1;
      log("erase-failed", { failures, error });
      return write({ ...before, failures, dueAt: Date.now() + retryAfterMs(failures) });
    }
    if (before.step === "empty the archive")
      write({ ...before, step: "look again", failures: 0, dueAt: Date.now() + SETTLED_AFTER_MS });
    else
      write({
        ...{ erasedAt: before.erasedAt, dueAt: before.erasedAt + REMEMBERED_MS },
        ...{ step: "forget", archive: null, failures: 0 },
      });
  };

  return {
    isErased: (): boolean => mark !== null,
    /** Whether nothing of the user is left anywhere. */
    isComplete: (): boolean => mark !== null && mark.step !== "empty the archive",

    /** Takes out all that the room holds; `archive` is still to be emptied. */
    begin: (archive: string | null): void => {
      const now = Date.now();
      const dueAt = now + retryAfterMs(1);
      write({ erasedAt: now, dueAt, step: "empty the archive", archive, failures: 0 }, () =>
        dropAll(storage),
      );
    },

    /** Empties the archive, where that is still to be done. */
    proceed: async (): Promise<void> => {
      if (mark?.step === "empty the archive") await goOn(mark);
    },

    /**
     * Whether the account begins again, empty: all of the old one is gone, and who comes has signed in since. What was
     * signed before stays worthless. A guest never can: no cookie of theirs is younger.
     */
    beginAgain: ({ token, provedAt }: Caller): boolean => {
      if (mark === null || mark.step !== "forget" || token !== null || provedAt <= mark.erasedAt)
        return false;
      const { erasedAt } = mark;
      storage.transactionSync(() => {
        kv.delete(KEY);
        migrate(sql);
        writeMeta(sql, SINCE, String(erasedAt));
      });
      mark = read();
      return mark === null;
    },

    /** What is due. */
    ring: async (): Promise<void> => {
      if (mark === null) return;
      if (mark.dueAt > Date.now()) return storage.setAlarm(mark.dueAt);
      if (mark.step !== "forget") return goOn(mark);
      await storage.deleteAll();
      mark = null;
    },

    /** An alarm that was lost must not leave anything behind. */
    rearm: async (): Promise<void> => {
      if (mark !== null && (await storage.getAlarm()) === null) await storage.setAlarm(mark.dueAt);
    },
  };
};

/**
 * Every table and every value, whoever made it. SQLite may keep what was in them on pages that nothing can read;
 * `deleteAll` would take those, too, but a crash between it and the mark that has to follow leaves neither, and old
 * cookies would be good again. So it waits until the mark is to go.
 */
const dropAll = ({ sql, kv }: DurableObjectStorage): void => {
  const tables = sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'");
  for (const { name } of tables.toArray()) sql.exec(`DROP TABLE "${name}"`);
  for (const [key] of [...kv.list()]) kv.delete(key);
};
