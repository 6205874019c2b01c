/**
 * The life of one tab or one service worker: what it has begun goes on until it is killed, and then nothing of it
 * ever happens again. It can be doomed to die at any of the next places where it touches the world.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import type { Timeline } from "./timeline.testing.ts";

export type Life = {
  readonly name: string;
  readonly isOver: () => boolean;
  readonly end: () => void;
  /** Runs as part of this life. */
  readonly run: <T>(work: () => T) => T;
  /** Dies at the touch that is so many from now. */
  readonly doom: (touches: number) => void;
  /** Waits, as part of this life: who dies meanwhile never comes back. */
  readonly touch: (waitMs: number) => Promise<void>;
  readonly after: (waitMs: number, work: () => void) => () => void;
  readonly onEnd: (work: () => void) => void;
  /** Remembers a promise that was given, until it is kept. */
  readonly promised: (what: string, promise: Promise<unknown>) => void;
  /** What was promised longer ago than anything can take, and not kept. */
  readonly hanging: () => readonly string[];
  readonly surroundings: Surroundings;
};

/** What a browser gives to all scripts of an origin. */
export type Surroundings = {
  readonly locks: (life: Life) => Pick<LockManager, "request">;
  readonly localStorage: object;
};

/** Three calls to the server, each of which may take 20 s, and a bit. */
const LONGEST_MS = 65_000;

const living = new AsyncLocalStorage<Life>();

export const createLife = (
  name: string,
  {
    timeline,
    surroundings,
    onDeath,
  }: { timeline: Timeline; surroundings: Surroundings; onDeath: () => void },
): Life => {
  let isOver = false;
  let touchesLeft = Number.POSITIVE_INFINITY;
  const ends: (() => void)[] = [];
  const promises = new Map<object, { readonly what: string; readonly since: number }>();
  const end = () => {
    if (isOver) return;
    isOver = true;
    for (const work of ends) work();
    onDeath();
  };
  const passes = (): boolean => {
    touchesLeft -= 1;
    if (touchesLeft <= 0) end();
    return !isOver;
  };
  const life: Life = {
    ...{ name, end, surroundings },
    isOver: () => isOver,
    run: (work) => living.run(life, work),
    doom: (touches) => {
      touchesLeft = touches;
    },
    touch: (waitMs) =>
      new Promise((done) => {
        if (passes()) timeline.after(waitMs, () => !isOver && done());
      }),
    after: (waitMs, work) => timeline.after(waitMs, () => passes() && living.run(life, work)),
    onEnd: (work) => void ends.push(work),
    promised: (what, promise) => {
      const key = {};
      promises.set(key, { what, since: timeline.now() });
      const kept = () => void promises.delete(key);
      promise.then(kept, kept);
    },
    hanging: () =>
      [...promises.values()]
        .filter(({ since }) => timeline.now() - since > LONGEST_MS)
        .map(({ what }) => what),
  };
  return life;
};

/** Each piece of code finds the locks and the storage of the device that it runs on, as in a browser. */
const here = (): Life => {
  const life = living.getStore();
  if (life === undefined) throw new Error("This runs outside of every tab.");
  return life;
};

/** Stands in for what browsers have and Node has not, or does in real time. */
export const installBrowser = (): void => {
  const provide = (owner: object, name: string, get: () => unknown) =>
    Object.defineProperty(owner, name, { configurable: true, get });
  provide(globalThis, "navigator", () => ({
    get locks() {
      return here().surroundings.locks(here());
    },
  }));
  provide(globalThis, "localStorage", () => here().surroundings.localStorage);
  // The simulated fetch keeps the time itself.
  provide(AbortSignal, "timeout", () => (timeoutMs: number) => ({ timeoutMs }));
  const digest = async (_: string, bytes: Uint8Array) =>
    new Uint8Array(createHash("sha256").update(bytes).digest()).buffer;
  provide(globalThis.crypto.subtle, "digest", () => digest);
  // What the room tells whoever runs it.
  Object.assign(console, { error: () => undefined });
};
