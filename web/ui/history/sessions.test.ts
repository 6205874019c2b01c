import { describe, expect, it } from "vitest";
import type { Checksum } from "../../../worker/layout/schema.ts";
import type { Version } from "../../client/index.ts";
import { headOf, inSessions, versionBefore } from "./sessions.ts";

const START = Date.parse("2026-03-01T10:00:00.000Z");

const saved = (version: number, atMinute: number, more: Partial<Version> = {}): Version => ({
  ...{ version, checksum: `sum-${version}` as Checksum, chain: "", changeType: "auto", deviceId: "laptop" },
  ...{ pinned: false, setAside: false, bytes: 100 },
  changes: { added: 0, removed: 0, moved: 1, resized: 0, edited: 0 },
  createdAt: new Date(START + atMinute * 60_000).toISOString(),
  ...more,
});

/** Given oldest first, as they come to be; shown as numbers. */
const grouped = (...oldestFirst: readonly Version[]): number[][] =>
  inSessions(oldestFirst.toReversed()).map((session) => session.map(({ version }) => version));

describe("sessions of editing", () => {
  it("are runs of one device without a pause of more than 10 minutes, newest first", () => {
    expect(grouped(saved(1, 0), saved(2, 10), saved(3, 20), saved(4, 31), saved(5, 32))).toEqual([
      [5, 4],
      [3, 2, 1],
    ]);
  });

  it("end where a version has a name or a pin, was asked for, or was set aside", () => {
    for (const more of [
      { description: "Monday" },
      { pinned: true },
      { changeType: "manual" as const },
      { setAside: true },
    ])
      expect(grouped(saved(1, 0), saved(2, 1, more), saved(3, 2))).toEqual([[3], [2], [1]]);
  });

  it("go on while another device is at work, too", () => {
    const phone = { deviceId: "phone" };
    expect(grouped(saved(1, 0), saved(2, 1, phone), saved(3, 2), saved(4, 3, phone))).toEqual([
      [4, 2],
      [3, 1],
    ]);
  });

  it("lose no version and repeat none", () => {
    const all = Array.from({ length: 40 }, (_, n) =>
      saved(n + 1, n * 7, n % 3 === 0 ? { deviceId: "phone" } : n % 11 === 0 ? { pinned: true } : {}),
    );
    const numbers = grouped(...all).flat();
    expect(numbers.toSorted((a, b) => a - b)).toEqual(all.map(({ version }) => version));
  });
});

describe("what people saw", () => {
  const versions = [
    saved(4, 3, { setAside: true }),
    saved(3, 2),
    saved(2, 1, { setAside: true }),
    saved(1, 0),
  ];

  it("is the newest version that was not set aside", () => {
    expect(headOf(versions)?.version).toBe(3);
  });

  it("was, before a version, the one below it that was not set aside", () => {
    expect(versionBefore(versions, 3)?.version).toBe(1);
    expect(versionBefore(versions, 4)?.version).toBe(3);
    expect(versionBefore(versions, 1)).toBeUndefined();
  });
});
