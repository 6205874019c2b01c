import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { canonical, utf8Length } from "./canonical.ts";
import {
  type CommitContext,
  type CurrentHead,
  chainOf,
  commit,
  type Outcome,
  type Save,
  type ValidLayout,
} from "./commit.ts";
import { layout, widget } from "./layout.testing.ts";
import { merge } from "./merge.ts";
import { same } from "./same.ts";
import type { AnyLayout, Checksum, Layout, Widget } from "./schema.ts";
import { isSealed } from "./sealed.ts";
import type { OpenVersion, VersionWithLayout } from "./wire.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const sumOf = (one: AnyLayout) => sha256(canonical(one)) as Checksum;

const [a, b, c] = [widget({ id: "a", title: "A" }), widget({ id: "b", x: 4 }), widget({ id: "c", x: 8 })];

const [SEALED, OTHER] = ["e30..aXY.b25l.dGFn", "e30..aXY.dHdv.dGFn"].map((sealed) => ({ sealed })) as [
  AnyLayout,
  AnyLayout,
];

const judged = (one: AnyLayout): ValidLayout => ({
  layout: one,
  checksum: sumOf(one),
  bytes: utf8Length(canonical(one)),
});
const save = (one: AnyLayout, base: number | null, rest: Partial<Save> = {}): Save => ({
  ...judged(one),
  base,
  onConflict: "merge",
  changeType: "auto",
  deviceId: "laptop",
  fingerprint: canonical(one),
  ...rest,
});
const context = (rest: Partial<CommitContext> = {}): CommitContext => ({
  now: "2026-11-23T08:00:00.000Z",
  sha256,
  past: null,
  baseLayout: null,
  ...rest,
});
const headOf = (one: AnyLayout, version = 7): CurrentHead => ({
  version,
  checksum: sumOf(one),
  chain: "chain",
  layout: one,
});
const versionsOf = (outcome: Outcome): readonly VersionWithLayout[] =>
  "versions" in outcome ? outcome.versions : [];

describe("commit", () => {
  it("asks for the operation id first: a replay is no conflict, whatever happened to the head since", () => {
    const past = {
      fingerprint: "f",
      version: 3,
      checksum: sumOf(layout([a])),
      changes: { added: 1, removed: 0, moved: 0, resized: 0, edited: 0 },
    };
    for (const head of [null, headOf(layout([b])), headOf(layout([a]))]) {
      for (const base of [null, 2, 7]) {
        const again = save(layout([a]), base, { fingerprint: "f" });
        expect(commit(head, again, context({ past }))).toEqual({ kind: "replayed", past });
        expect(commit(head, { ...again, fingerprint: "other" }, context({ past }))).toEqual({
          kind: "mismatch",
        });
      }
    }
  });

  it("creates version 1 where there is no head, and only where none was expected", () => {
    const outcome = commit(null, save(layout([a]), null, { description: "First" }), context());
    expect(outcome).toEqual({
      kind: "created",
      versions: [
        {
          version: 1,
          checksum: sumOf(layout([a])),
          chain: chainOf(
            {
              previous: "",
              version: 1,
              checksum: sumOf(layout([a])),
              deviceId: "laptop",
              createdAt: context().now,
            },
            sha256,
          ),
          description: "First",
          changeType: "auto",
          deviceId: "laptop",
          createdAt: context().now,
          pinned: false,
          setAside: false,
          changes: { added: 1, removed: 0, moved: 0, resized: 0, edited: 0 },
          bytes: utf8Length(canonical(layout([a]))),
          layout: layout([a]),
        },
      ],
    });
    expect(commit(null, save(layout([a]), 1), context())).toEqual({ kind: "missing" });
  });

  it("never replaces a layout that a save expected not to exist", () => {
    const head = headOf(layout([a]));
    expect(commit(head, save(layout([b]), null), context())).toEqual({ kind: "exists", head });
  });

  it("makes no version of an unchanged layout, whatever base the save names", () => {
    const head = headOf(layout([a]));
    for (const base of [null, 1, 7, 99]) {
      const equal = layout([{ config: {}, title: "A", h: 2, w: 2, y: 0, x: 0, type: "notes", id: "a" }]);
      expect(commit(head, save(equal, base), context())).toEqual({ kind: "unchanged", head });
    }
  });

  it("saves on the head as its next version", () => {
    const outcome = commit(headOf(layout([a])), save(layout([a, b]), 7), context());
    expect(outcome.kind).toBe("saved");
    expect(versionsOf(outcome)).toMatchObject([
      { version: 8, layout: layout([a, b]), changes: { added: 1 }, setAside: false },
    ]);
  });

  it("merges a stale save that clashes with nothing", () => {
    const stale = save(layout([a, b]), 6);
    const outcome = commit(headOf(layout([a, c])), stale, context({ baseLayout: layout([a]) }));
    expect(outcome.kind).toBe("merged");
    expect(versionsOf(outcome)).toMatchObject([
      { version: 8, layout: layout([a, b, c]), changes: { added: 1, removed: 0 } },
    ]);
  });

  it("makes no version where merging a stale save adds nothing", () => {
    const head = headOf(layout([{ ...a, title: "New" }, b]));
    expect(commit(head, save(layout([a, b]), 6), context({ baseLayout: layout([a]) }))).toEqual({
      kind: "unchanged",
      head,
    });
  });

  it("refuses a stale save that clashes, was not to be merged, or has no base to merge over", () => {
    const head = headOf(layout([{ ...a, title: "Theirs" }]));
    const clash = commit(
      head,
      save(layout([{ ...a, title: "Mine" }]), 6),
      context({ baseLayout: layout([a]) }),
    );
    expect(clash).toMatchObject({ kind: "conflict", head, conflicts: [{ kind: "edit", path: ["title"] }] });
    const other = layout([a, b]);
    expect(
      commit(head, save(other, 6, { onConflict: "reject" }), context({ baseLayout: layout([a]) })),
    ).toMatchObject({ kind: "conflict", conflicts: [] });
    expect(commit(head, save(other, 6), context()).kind).toBe("conflict");
    expect(commit(head, save(other, 8), context()).kind).toBe("conflict");
  });

  it("is invalid, and changes nothing, where two valid layouts merge into one that passes a limit", () => {
    const many = (prefix: string, from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) =>
        widget({ id: `${prefix}${from + at}`, y: 2 * (from + at) }),
      );
    const base = layout(many("w", 0, 300));
    const [mine, theirs] = ["m", "t"].map((prefix) => layout([...base.desktop, ...many(prefix, 300, 450)]));
    const outcome = commit(headOf(theirs ?? base), save(mine ?? base, 6), context({ baseLayout: base }));
    expect(outcome).toEqual({
      kind: "invalid",
      head: headOf(theirs ?? base),
      issues: [{ path: "/desktop", code: "limit", message: "There are 600 widgets; 500 fit." }],
    });
  });

  it("stores a sealed layout without a look inside, all counts 0", () => {
    expect(commit(null, save(SEALED, null), context()).kind).toBe("created");
    for (const [before, after] of [
      [layout([a]), SEALED],
      [SEALED, layout([a])],
      [SEALED, OTHER],
    ] as const) {
      const outcome = commit(headOf(before), save(after, 7), context());
      expect(versionsOf(outcome)).toMatchObject([
        {
          ...{ version: 8, layout: after, checksum: sumOf(after), bytes: canonical(after).length },
          changes: { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 },
        },
      ]);
    }
    expect(commit(headOf(SEALED), save(SEALED, 3), context()).kind).toBe("unchanged");
  });

  it("never merges where a side is sealed: the devices do", () => {
    const [open, more] = [layout([a]), layout([a, b])];
    const sides = [SEALED, OTHER, open].flatMap((mine) =>
      [SEALED, OTHER, more].map((theirs) => ({ mine, theirs })),
    );
    for (const { mine, theirs } of sides.filter(({ mine, theirs }) => mine !== theirs)) {
      if (!isSealed(mine) && !isSealed(theirs)) continue;
      for (const baseLayout of [null, open, SEALED]) {
        const outcome = commit(headOf(theirs), save(mine, 6), context({ baseLayout }));
        expect(outcome).toEqual({ kind: "conflict", head: headOf(theirs), conflicts: [] });
      }
    }
  });

  it("never merges a save in the open into a layout whose widgets were sealed since, nor the other way", () => {
    const seal = (widgets: readonly Widget[]) =>
      layout(widgets.map((one) => ({ ...one, config: {}, sealed: "e30..aXY.b25l.dGFn" })));
    const baseLayout = layout([a]);
    const moved = { ...a, y: a.y + 1 };
    for (const [mine, theirs] of [
      [layout([moved]), seal([a])],
      [layout([a, b]), seal([a])],
      [seal([moved]), layout([a, b])],
    ] as const) {
      const outcome = commit(headOf(theirs), save(mine, 6), context({ baseLayout }));
      expect(outcome).toEqual({ kind: "conflict", head: headOf(theirs), conflicts: [] });
    }
    const both = commit(headOf(seal([a, b])), save(seal([moved]), 6), context({ baseLayout: seal([a]) }));
    expect(both.kind).toBe("merged");
  });

  it("merges two open sides over a sealed base no more than over none", () => {
    const over = (baseLayout: AnyLayout | null) =>
      commit(headOf(layout([a])), save(layout([a, b]), 6), context({ baseLayout }));
    expect(over(SEALED)).toEqual(over(null));
    expect(over(SEALED).kind).toBe("conflict");
  });

  it("sets a sealed side aside as any other", () => {
    const outcome = commit(headOf(OTHER), save(layout([b]), 7, { setAside: judged(SEALED) }), context());
    expect(versionsOf(outcome).map(({ layout }) => layout)).toEqual([SEALED, layout([b])]);
  });

  it("puts the side that lost just before the new head", () => {
    const [lost, chosen] = [layout([a]), layout([b])];
    const outcome = commit(
      headOf(layout([c])),
      save(chosen, 7, { setAside: judged(lost), description: "Mine" }),
      context(),
    );
    const [aside, head] = versionsOf(outcome);
    expect(aside).toMatchObject({ version: 8, setAside: true, layout: lost });
    expect(aside).not.toHaveProperty("description");
    expect(head).toMatchObject({
      version: 9,
      setAside: false,
      layout: chosen,
      description: "Mine",
      changes: { added: 1, removed: 1 },
    });
  });

  it("keeps the other side even where the head itself was chosen", () => {
    const head = headOf(layout([c]));
    const outcome = commit(head, save(head.layout, 7, { setAside: judged(layout([a])) }), context());
    expect(versionsOf(outcome).map(({ version, setAside }) => [version, setAside])).toEqual([
      [8, true],
      [9, false],
    ]);
  });

  it("looks into the head only to compare, and then once", () => {
    const reads = (wanted: Save, rest: Partial<CommitContext> = {}): readonly [Outcome["kind"], number] => {
      let count = 0;
      const stored = headOf(layout([a]));
      const head: CurrentHead = {
        ...{ version: stored.version, checksum: stored.checksum, chain: stored.chain },
        get layout() {
          count += 1;
          return stored.layout;
        },
      };
      return [commit(head, wanted, context(rest)).kind, count];
    };
    const past = {
      ...{ fingerprint: "f", version: 3, checksum: sumOf(layout([a])) },
      changes: { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 },
    };
    expect(reads(save(layout([b]), 7, { fingerprint: "f" }), { past })).toEqual(["replayed", 0]);
    expect(reads(save(layout([b]), 7), { past })).toEqual(["mismatch", 0]);
    expect(reads(save(layout([a]), 6))).toEqual(["unchanged", 0]);
    expect(reads(save(layout([b]), null))).toEqual(["exists", 0]);
    expect(reads(save(SEALED, 6))).toEqual(["conflict", 0]);
    expect(reads(save(layout([b]), 6))).toEqual(["conflict", 1]);
    expect(reads(save(layout([b]), 7, { setAside: judged(layout([c])) }))).toEqual(["saved", 1]);
    expect(reads(save(layout([a, b]), 6), { baseLayout: layout([]) })).toEqual(["merged", 1]);
  });

  it("takes the sums of what the save brings as they are, and works out those of a merge alone", () => {
    const texts: string[] = [];
    const watched = (rest: Partial<CommitContext> = {}) =>
      context({
        sha256: (text) => {
          texts.push(text);
          return sha256(text);
        },
        ...rest,
      });
    const [mine, aside] = [
      { layout: layout([b]), checksum: "mine" as Checksum, bytes: 1 },
      { layout: layout([c]), checksum: "aside" as Checksum, bytes: 2 },
    ];
    const saved = commit(headOf(layout([a])), save(layout(), 7, { ...mine, setAside: aside }), watched());
    expect(versionsOf(saved)).toMatchObject([aside, mine]);
    // Mine alone changed something: nothing was merged.
    const ahead = commit(headOf(layout([a])), save(layout(), 6, mine), watched({ baseLayout: layout([a]) }));
    expect(versionsOf(ahead)).toMatchObject([mine]);
    expect(texts.filter((text) => text.includes("desktop"))).toEqual([]);
    const merged = commit(headOf(layout([a])), save(layout(), 6, mine), watched({ baseLayout: layout() }));
    expect(versionsOf(merged)).toMatchObject([judged(layout([a, b]))]);
    expect(texts.filter((text) => text.includes("desktop"))).toEqual([canonical(layout([a, b]))]);
  });

  it("merges no choice that a person made about another head", () => {
    const outcome = commit(
      headOf(layout([a, c])),
      save(layout([a, b]), 6, { setAside: judged(layout([a])) }),
      context({ baseLayout: layout([a]) }),
    );
    expect(outcome.kind).toBe("conflict");
  });
});

describe("a history made by commit", { timeout: 30_000 }, () => {
  type Step = { one: Layout; back: number; setAside: boolean; onConflict: "merge" | "reject" };
  const step: fc.Arbitrary<Step> = fc.record({
    one: layouts(),
    back: fc.nat(2),
    setAside: fc.boolean(),
    onConflict: fc.constantFrom("merge", "reject"),
  });

  it("has no gap, no duplicate and no broken link, and never replaces without merging", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const history: OpenVersion[] = [];
        for (const { one, back, setAside, onConflict } of steps) {
          const head = history.at(-1) ?? null;
          const base = history.at(-1 - back) ?? null;
          const wanted = save(one, base?.version ?? null, {
            onConflict,
            ...(setAside ? { setAside: judged(layout([b])) } : {}),
          });
          const outcome = commit(head, wanted, context({ baseLayout: base?.layout ?? null }));
          const added = versionsOf(outcome) as readonly OpenVersion[];
          if (outcome.kind === "saved") expect(base).toBe(head);
          if (outcome.kind === "merged") {
            const merged = merge({ base: base?.layout ?? null, mine: one, theirs: head?.layout ?? layout() });
            expect(merged.conflicts).toEqual([]);
            expect(same(added.at(-1)?.layout, merged.layout)).toBe(true);
          }
          if (added.length === 1) expect(added[0]?.checksum).not.toBe(head?.checksum);
          history.push(...added);
        }
        let previous = "";
        for (const [index, entry] of history.entries()) {
          const { version, checksum, deviceId, createdAt } = entry;
          expect(version).toBe(index + 1);
          expect(checksum).toBe(sumOf(entry.layout));
          expect(entry.bytes).toBe(new TextEncoder().encode(canonical(entry.layout)).length);
          expect(entry.chain).toBe(chainOf({ previous, version, checksum, deviceId, createdAt }, sha256));
          previous = entry.chain;
        }
        expect(history.at(-1)?.setAside ?? false).toBe(false);
      }),
    );
  });

  it("chains every part of a version: to change one changes the chain", () => {
    const link = { previous: "p", version: 2, checksum: "c", deviceId: "d", createdAt: "t" };
    const changed = [
      { previous: "q" },
      { version: 3 },
      { checksum: "x" },
      { deviceId: "x" },
      { createdAt: "x" },
    ];
    const chains = [link, ...changed.map((part) => ({ ...link, ...part }))].map((one) =>
      chainOf(one, sha256),
    );
    expect(new Set(chains).size).toBe(6);
    expect(chainOf({ ...link, checksum: "cd", deviceId: "" }, sha256)).not.toBe(chains[0]);
  });
});
