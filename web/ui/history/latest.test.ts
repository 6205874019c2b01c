import { describe, expect, it } from "vitest";
import { createLatest } from "./latest.ts";

/** Reads that are answered by hand. */
const followed = () => {
  const open = new Map<number, (value: string) => void>();
  const begun: number[] = [];
  const told: string[] = [];
  const latest = createLatest<number, string>({
    read: (key) => {
      begun.push(key);
      return new Promise((answer) => void open.set(key, answer));
    },
    onAnswer: (key, value, isLast) => void told.push(`${key} ${value}${isLast ? " last" : ""}`),
  });
  const answer = async (key: number): Promise<void> => {
    open.get(key)?.("read");
    await Promise.resolve();
    await Promise.resolve();
  };
  return { ...latest, begun, told, answer };
};

describe("reading after a quick hand", () => {
  it("tells each answer that is newer than the one before", async () => {
    const { ask, answer, told } = followed();
    ask(1);
    await answer(1);
    ask(2);
    await answer(2);
    expect(told).toEqual(["1 read last", "2 read last"]);
  });

  it("never puts an older answer over a newer one", async () => {
    const { ask, answer, told } = followed();
    ask(1);
    ask(2);
    await answer(2);
    await answer(1);
    expect(told).toEqual(["2 read last"]);
  });

  it("passes over what was asked for in between, and always reads the last", async () => {
    const { ask, answer, told, begun } = followed();
    for (const key of [1, 2, 3, 4, 5, 6]) ask(key);
    expect(begun).toEqual([1, 2, 3]);
    await answer(1);
    expect(begun).toEqual([1, 2, 3, 6]);
    await answer(6);
    expect(told).toEqual(["1 read", "6 read last"]);
  });

  it("tells nothing of what was given up", async () => {
    const { ask, answer, told, forget } = followed();
    ask(1);
    forget();
    await answer(1);
    expect(told).toEqual([]);
    ask(2);
    await answer(2);
    expect(told).toEqual(["2 read last"]);
  });
});
