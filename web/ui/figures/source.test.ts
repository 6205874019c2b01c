import { describe, expect, it } from "vitest";
import type { Reading } from "./fetchJson.ts";
import { createSource, dueAt, LEAST_WAIT_MS } from "./source.ts";

const NEVER = Number.POSITIVE_INFINITY;

/** A world with a clock that is moved by hand. */
const world = (answers: readonly Reading[] = []) => {
  const asked: number[] = [];
  const timers = new Map<number, { readonly at: number; readonly run: () => void }>();
  const listeners = new Set<() => void>();
  const now = { ms: 1000, isHidden: false, isOnline: true, next: 0 };
  const settle = () => new Promise((done) => setTimeout(done));
  const source = createSource(
    async () => {
      asked.push(now.ms);
      return answers[asked.length - 1] ?? { kind: "value", value: asked.length };
    },
    {
      now: () => now.ms,
      later: (run, waitMs) => {
        now.next += 1;
        const id = now.next;
        timers.set(id, { at: now.ms + waitMs, run });
        return () => void timers.delete(id);
      },
      isHidden: () => now.isHidden,
      isOnline: () => now.isOnline,
      onChange: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  );
  const pass = async (ms: number) => {
    const until = now.ms + ms;
    for (;;) {
      await settle();
      const due = [...timers]
        .filter(([, { at }]) => at <= until)
        .sort(([, one], [, other]) => one.at - other.at)[0];
      if (due === undefined) break;
      timers.delete(due[0]);
      now.ms = Math.max(now.ms, due[1].at);
      due[1].run();
    }
    now.ms = until;
    await settle();
  };
  const change = async (to: Partial<typeof now>) => {
    Object.assign(now, to);
    for (const listener of listeners) listener();
    await settle();
  };
  return { asked, source, pass, change, listeners, timers };
};

const watch = () => undefined;

describe("dueAt", () => {
  const asked = { askedAt: 1000, everyMs: NEVER, isWanted: false, isHidden: false, isWatched: true };

  it("is never sooner than fifteen seconds after the last time", () => {
    expect(dueAt({ ...asked, everyMs: 1 })).toBe(1000 + LEAST_WAIT_MS);
    expect(dueAt({ ...asked, everyMs: 60_000 })).toBe(61_000);
    expect(dueAt({ ...asked, everyMs: 60_000, isWanted: true })).toBe(1000 + LEAST_WAIT_MS);
    expect(dueAt({ ...asked, everyMs: Number.NaN })).toBe(1000 + LEAST_WAIT_MS);
  });

  it("is not while nobody looks, or nobody wants it", () => {
    expect(dueAt({ ...asked, isWanted: true, isHidden: true })).toBeNull();
    expect(dueAt({ ...asked, isWanted: true, isWatched: false })).toBeNull();
    expect(dueAt(asked)).toBeNull();
  });
});

describe("a source", () => {
  it("is asked at once, and then as often as the most eager of its watchers wants", async () => {
    const { source, asked, pass } = world();
    source.watch(() => undefined, 60_000);
    const stop = source.watch(() => undefined, 20_000);
    await pass(50_000);
    expect(asked).toEqual([1000, 21_000, 41_000]);
    stop();
    await pass(100_000);
    expect(asked).toEqual([1000, 21_000, 41_000, 101_000]);
  });

  it("is not asked more often by those who come and go, or press a button", async () => {
    const { source, asked, pass } = world();
    for (let time = 0; time < 20; time += 1) {
      const stop = source.watch(() => undefined, 1);
      source.refresh();
      await pass(1000);
      stop();
    }
    expect(asked).toEqual([1000, 1000 + LEAST_WAIT_MS]);
  });

  it("rests while the page is hidden, and catches up when it is looked at again", async () => {
    const { source, asked, pass, change } = world();
    source.watch(watch, 20_000);
    await pass(1000);
    await change({ isHidden: true });
    await pass(100_000);
    expect(asked).toEqual([1000]);
    await change({ isHidden: false });
    expect(asked).toEqual([1000, 102_000]);
  });

  it("keeps what it read last, and of when, when a later reading fails", async () => {
    const { source, pass } = world([
      { kind: "value", value: "good" },
      { kind: "failed", why: "broken" },
    ]);
    source.watch(watch, 20_000);
    await pass(25_000);
    expect(source.state()).toEqual({ isAsking: false, read: { value: "good", at: 1000 }, failure: "broken" });
    await pass(20_000);
    expect(source.state()).toMatchObject({ failure: null, read: { value: 3 } });
  });

  it("asks nobody without a network, says so, and asks as soon as there is one", async () => {
    const { source, asked, change, pass } = world();
    await change({ isOnline: false });
    source.watch(watch, NEVER);
    await pass(60_000);
    expect(asked).toEqual([]);
    expect(source.state().failure).toBe("offline");
    await change({ isOnline: true });
    expect(asked).toHaveLength(1);
    expect(source.state()).toMatchObject({ failure: null });
  });

  it("leaves no timer and no listener behind when nobody watches", async () => {
    const { source, timers, listeners, pass } = world();
    const stop = source.watch(watch, 20_000);
    await pass(1000);
    expect([timers.size, listeners.size]).toEqual([1, 1]);
    stop();
    expect([timers.size, listeners.size]).toEqual([0, 0]);
  });
});
