import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Retained, retain } from "./retention.ts";
import { CHANGE_TYPES } from "./wire.ts";

const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();

const entry = (version: number, fields: Partial<Retained> = {}): Retained => ({
  version,
  changeType: "manual",
  deviceId: "phone",
  createdAt: at(version),
  pinned: false,
  ...fields,
});

const auto = (version: number, minutes: number, fields: Partial<Retained> = {}): Retained =>
  entry(version, { changeType: "auto", createdAt: at(minutes), ...fields });

describe("retain", () => {
  it("lets nothing go while there are no more than it may keep", () => {
    expect(retain([], { keep: 0, head: 1 })).toEqual([]);
    expect(retain([entry(1), entry(2)], { keep: 2, head: 2 })).toEqual([]);
  });

  it("gives up session interiors first, then other autosaves, then the rest, each oldest first", () => {
    const versions = [
      entry(1),
      auto(2, 0),
      auto(3, 5),
      auto(4, 6),
      entry(5, { changeType: "migration" }),
      auto(6, 100),
      auto(7, 101),
      entry(8),
    ];
    expect(retain(versions, { keep: 0, head: 8 })).toEqual([2, 3, 6, 4, 7, 1, 5]);
    expect(retain(versions, { keep: 6, head: 8 })).toEqual([2, 3]);
  });

  it("counts a pause of ten minutes into the session, and no longer one", () => {
    const versions = [auto(1, 0), auto(2, 10), auto(3, 20.001), entry(4)];
    expect(retain(versions, { keep: 3, head: 4 })).toEqual([1]);
    expect(retain(versions, { keep: 2, head: 4 })).toEqual([1, 2]);
    const [first, ...later] = retain(
      [entry(1), ...versions.map((one) => ({ ...one, version: one.version + 1 }))],
      {
        keep: 0,
        head: 5,
      },
    );
    expect([first, later]).toEqual([2, [3, 4, 1]]);
  });

  it("keeps the sessions of two devices apart, though they save in turn", () => {
    const versions = [
      auto(1, 0),
      auto(2, 0, { deviceId: "desk" }),
      auto(3, 1),
      auto(4, 1, { deviceId: "desk" }),
    ];
    expect(retain(versions, { keep: 0, head: 4 })).toEqual([1, 2, 3]);
    expect(retain(versions, { keep: 2, head: 4 })).toEqual([1, 2]);
  });

  it("ends a session where the device saves otherwise", () => {
    const versions = [auto(1, 0), entry(2, { createdAt: at(1) }), auto(3, 2), auto(4, 3), entry(5)];
    expect(retain(versions, { keep: 3, head: 5 })).toEqual([3, 1]);
  });

  it("takes a pinned version out of a session, and never lets it go", () => {
    const versions = [auto(1, 0), auto(2, 1, { pinned: true }), auto(3, 2), auto(4, 3)];
    expect(retain(versions, { keep: 1, head: 4 })).toEqual([1, 3]);
  });

  it("keeps the head though it is the one that would go first", () => {
    expect(retain([auto(1, 0), auto(2, 1), entry(3)], { keep: 1, head: 1 })).toEqual([2, 3]);
  });
});

const histories = (): fc.Arbitrary<{ versions: Retained[]; keep: number; head: number }> =>
  fc
    .array(
      fc.record({
        changeType: fc.oneof(fc.constant("auto" as const), fc.constantFrom(...CHANGE_TYPES)),
        deviceId: fc.constantFrom("a", "b", "__proto__"),
        pinned: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
        pause: fc.constantFrom(0, 1, 9, 10, 11, 500),
        skipped: fc.nat(2),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .chain((drafts) => {
      let [version, minutes] = [0, 0];
      const versions = drafts.map(({ pause, skipped, ...fields }) => {
        version += 1 + skipped;
        minutes += pause;
        return entry(version, { ...fields, createdAt: at(minutes) });
      });
      const head = fc.oneof(fc.constant(version), fc.constantFrom(...versions.map((one) => one.version)));
      return fc.record({ versions: fc.constant(versions), keep: fc.nat(45), head });
    });

describe("every pruning", () => {
  const holds = (law: (one: { versions: Retained[]; keep: number; head: number }) => void) =>
    fc.assert(fc.property(histories(), law), { numRuns: 500 });

  it("leaves exactly as many as it may keep, or the pinned ones and the head", () =>
    holds(({ versions, keep, head }) => {
      const going = new Set(retain(versions, { keep, head }));
      const fixed = versions.filter(({ version, pinned }) => pinned || version === head).length;
      expect(versions.length - going.size).toBe(Math.min(versions.length, Math.max(keep, fixed)));
    }));

  it("never takes a pinned version or the head", () =>
    holds(({ versions, keep, head }) => {
      const going = new Set(retain(versions, { keep, head }));
      const lost = versions.filter(({ version }) => going.has(version));
      expect(lost.filter(({ version, pinned }) => pinned || version === head)).toEqual([]);
    }));

  it("has nothing left to do when it is done again", () =>
    holds(({ versions, keep, head }) => {
      const going = new Set(retain(versions, { keep, head }));
      const left = versions.filter(({ version }) => !going.has(version));
      expect(retain(left, { keep, head })).toEqual([]);
    }));

  it("does not depend on the order in which the versions come", () =>
    holds(({ versions, keep, head }) => {
      const going = retain(versions, { keep, head });
      expect(retain(versions.toReversed(), { keep, head })).toEqual(going);
    }));

  it("takes the same first ones whether it takes few or many", () =>
    holds(({ versions, keep, head }) => {
      const going = retain(versions, { keep, head });
      expect(retain(versions, { keep: 0, head }).slice(0, going.length)).toEqual(going);
    }));

  it("takes no version while one of lower rank, or an older one of the same, could go", () =>
    holds(({ versions, keep, head }) => {
      const going = new Set(retain(versions, { keep, head }));
      const isInterior = (one: Retained): boolean => {
        const next = versions.find((other) => other.deviceId === one.deviceId && other.version > one.version);
        const pause = next && Date.parse(next.createdAt) - Date.parse(one.createdAt);
        return (
          pause !== undefined && pause <= 600_000 && one.changeType === "auto" && next?.changeType === "auto"
        );
      };
      const cost = (one: Retained): number =>
        (isInterior(one) ? 0 : one.changeType === "auto" ? 1 : 2) * 1000 + one.version;
      const free = versions.filter(({ version, pinned }) => !pinned && version !== head);
      const [lost, left] = [true, false].map((goes) =>
        free.filter(({ version }) => going.has(version) === goes),
      );
      const dearest = Math.max(-1, ...(lost ?? []).map(cost));
      expect(Math.min(1e9, ...(left ?? []).map(cost))).toBeGreaterThan(dearest);
    }));
});
