/**
 * Lets a room fail at one step: a statement of its storage, a transaction, its alarm being set, a call to D1. The room
 * takes its steps in the same order each time, so counting them is enough to try each.
 */
import { runInDurableObject } from "cloudflare:test";
import { rebind, through, type User } from "./room.testing.ts";

export const MODES = [
  "throws before",
  "throws after",
  /** Until the call is over: what is done about the first failure fails, too. */
  "throws from there on",
  "dies before",
  "dies after",
] as const;

export type Fault = { readonly mode: (typeof MODES)[number]; readonly at: number };

export type Watched = {
  /** What the room did, in order. */
  readonly steps: readonly string[];
  /** Lets it be. */
  readonly release: () => void;
};

/** From now on until the room is evicted, dies or is released. */
export const watch = async ({ stub }: User, fault: Fault | null): Promise<Watched> => {
  const steps: string[] = [];
  let isReleased = false;
  const fails = (name: string): Fault["mode"] | null => {
    if (isReleased) return null;
    const at = steps.push(name);
    if (fault?.at === at || (fault?.mode === "throws from there on" && at > fault.at)) return fault.mode;
    return null;
  };
  await runInDurableObject(stub, (instance, state) => {
    const { storage } = state;
    const { sql } = storage;
    const fail = (mode: string): never => {
      if (mode.startsWith("dies")) state.abort("a crash for the test");
      throw new Error("a fault for the test");
    };
    const around = <T>(name: string, go: () => T): T => {
      const mode = fails(name);
      if (mode !== null && !mode.endsWith("after")) fail(mode);
      const result = go();
      return mode === null ? result : fail(mode);
    };
    const aroundCall = async (call: () => Promise<unknown>): Promise<unknown> => {
      const mode = fails("D1");
      if (mode !== null && !mode.endsWith("after")) fail(mode);
      const result = await call();
      return mode === null ? result : fail(mode);
    };
    const [exec, transactionSync] = [sql.exec.bind(sql), storage.transactionSync.bind(storage)];
    const setAlarm = storage.setAlarm.bind(storage);
    own(sql, "exec", (query: string, ...values: unknown[]) => around(query, () => exec(query, ...values)));
    own(storage, "transactionSync", (write: () => unknown) =>
      around("transaction", () => transactionSync(write)),
    );
    own(storage, "setAlarm", (time: number) => around("alarm", () => setAlarm(time)));
    rebind(instance, { HISTORY: through(aroundCall) });
  });
  return {
    steps,
    release: () => {
      isReleased = true;
    },
  };
};

const own = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { configurable: true, value });
};
