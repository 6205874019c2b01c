/** The documents of one device: durable, shared by its tabs, in transactions that take time and may be refused. */

import type { Document } from "../document.ts";
import { createMemoryStore } from "../memory-store.testing.ts";
import type { DocumentStore } from "../store.ts";
import type { Life } from "./life.testing.ts";
import type { Random } from "./random.testing.ts";
import type { Timeline } from "./timeline.testing.ts";

export type Commit = {
  readonly life: Life;
  readonly docId: string;
  readonly before: Document;
  readonly after: Document;
};

export type Disk = {
  /** The documents as one tab or worker reaches them. */
  readonly storeOf: (life: Life, random: Random) => DocumentStore;
  /** Whether each transaction fails. */
  refuses: boolean;
};

export const createDisk = ({
  timeline,
  onCommit,
  onRefusal,
  altered = (_, after) => after,
}: {
  readonly timeline: Timeline;
  readonly onCommit: (commit: Commit) => void;
  readonly onRefusal: () => void;
  /** Where a planted bug writes something else than was asked for. */
  readonly altered?: (before: Document, after: Document) => Document;
}): Disk => {
  const memory = createMemoryStore();
  let busyUntil = 0;
  const disk: Disk = {
    refuses: false,
    storeOf: (life, random) => {
      /** One after the other, in the order in which they were begun; a death before the commit undoes all of it. */
      const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
        busyUntil = Math.max(busyUntil, timeline.now() + random.between(0, 4));
        await life.touch(busyUntil - timeline.now());
        if (disk.refuses) {
          onRefusal();
          throw new DOMException("The device is full.", "QuotaExceededError");
        }
        const answer = await work();
        await life.touch(random.between(0, 2));
        return answer;
      };
      const update: DocumentStore["update"] = (docId, change) =>
        inTurn(async () => {
          let written: Omit<Commit, "life"> | undefined;
          const answer = await memory.update(docId, (before) => {
            const [after, told] = change(before);
            const next = after === before ? after : altered(before, after);
            written = { docId, before, after: next };
            return [next, told];
          });
          if (written !== undefined) onCommit({ life, ...written });
          return answer;
        });
      const others = Object.entries(memory).map(([name, call]) => [
        name,
        (...args: never[]) => inTurn(() => (call as (...all: never[]) => Promise<unknown>)(...args)),
      ]);
      return { ...(Object.fromEntries(others) as DocumentStore), update };
    },
  };
  return disk;
};
