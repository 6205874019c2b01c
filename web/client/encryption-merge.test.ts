import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { sides } from "../../worker/layout/arbitrary-edits.testing.ts";
import { layout, widget } from "../../worker/layout/layout.testing.ts";
import { type Merge, merge } from "../../worker/layout/merge.ts";
import { conflictKey, resolve } from "../../worker/layout/resolve.ts";
import { same } from "../../worker/layout/same.ts";
import type { AnyLayout, Config, Layout } from "../../worker/layout/schema.ts";
import { createTestPage, type TestPage } from "./encryption.testing.ts";

let page: TestPage;
beforeAll(async () => {
  page = createTestPage();
  await page.setPassphrase("correct horse battery");
});

const MODES = {
  "widget by widget": (plain: Layout): Promise<AnyLayout> => done(page.encryptLayoutData(plain)),
  "as a whole": (plain: Layout): Promise<AnyLayout> => done(page.encryptLayout(plain)),
};

const done = async <T>(outcome: Promise<{ ok: true; value: T } | { ok: false; reason: string }>) => {
  const known = await outcome;
  if (!known.ok) throw new Error(known.reason);
  return known.value;
};

/** The arbitrary edits also write seals that no key ever made. */
const unsealed = (plain: Layout): Layout => ({
  ...plain,
  desktop: plain.desktop.map(({ sealed, ...rest }) => rest),
  mobile: plain.mobile.map(({ sealed, ...rest }) => rest),
});

/** Sealing keeps no order of keys, and conflicts come in that order. */
const byKey = ({ conflicts }: Merge): object =>
  Object.fromEntries(conflicts.map((conflict) => [conflictKey(conflict), conflict]));

const note = (config: Config): Layout => layout([widget({ type: "custom", config })]);

describe.each(Object.entries(MODES))("a merge of layouts sealed %s", (_mode, seal) => {
  const merged = async (base: Layout | null, mine: Layout, theirs: Layout) =>
    done(
      page.merge({
        base: base && (await seal(base)),
        mine: await seal(mine),
        theirs: await seal(theirs),
      }),
    );

  it("opens to the merge of the open layouts, with the same questions", async () => {
    await fc.assert(
      fc.asyncProperty(sides(), fc.boolean(), async (grown, isUnrelated) => {
        const [mine, theirs] = [unsealed(grown.mine), unsealed(grown.theirs)];
        const base = isUnrelated ? null : unsealed(grown.base);
        const expected = merge({ base, mine, theirs });
        const found = await merged(base, mine, theirs);
        const opened = await done(page.open(found.layout));
        expect(same(opened, expected.layout)).toBe(true);
        expect(same(byKey(found.merge), byKey(expected))).toBe(true);
      }),
    );
  });

  it("keeps both edits of one widget, and comes out alike on both devices", async () => {
    const [base, one, two] = [note({ a: 0, b: 0 }), note({ a: 1, b: 0 }), note({ a: 0, b: 2 })];
    const here = await merged(base, one, two);
    expect(here.merge.conflicts).toEqual([]);
    expect(await done(page.open(here.layout))).toEqual(note({ a: 1, b: 2 }));
    expect((await merged(base, two, one)).layout).toEqual(here.layout);
  });

  it("asks in the open what clashes, and the answer can be sealed", async () => {
    const { merge: found } = await merged(note({ a: 0 }), note({ a: 1 }), note({ a: 2 }));
    expect(found.conflicts).toMatchObject([{ path: ["config", "a"], base: 0, mine: 1, theirs: 2 }]);
    const answer = resolve(found, { "/desktop/a/config/a": "theirs" });
    expect(await seal(answer)).toEqual(await seal(note({ a: 2 })));
  });

  it("is not made where a side can't be opened", async () => {
    const sealed = await seal(note({ a: 0 }));
    const foreign = layout([widget({ sealed: "A.B.C.D.E" })]);
    for (const side of ["base", "mine", "theirs"] as const) {
      const found = await page.merge({ base: sealed, mine: sealed, theirs: sealed, [side]: foreign });
      expect(found).toEqual({ ok: false, reason: "tampered", side });
    }
  });

  it("is not made by a device that is locked", async () => {
    const sealed = await seal(note({ a: 0 }));
    const found = await createTestPage().merge({ base: null, mine: sealed, theirs: sealed });
    expect(found).toEqual({ ok: false, reason: "locked", side: "mine" });
  });
});

describe("a server that merges what is sealed widget by widget", () => {
  it("merges different widgets without the key, and leaves one that both edited to the devices", async () => {
    const two = (a: number, b: number) =>
      layout([widget({ id: "a", config: { n: a } }), widget({ id: "b", x: 4, config: { n: b } })]);
    const seal = MODES["widget by widget"];
    const [base, mine, theirs] = await Promise.all([two(0, 0), two(1, 0), two(0, 2)].map(seal));
    const clean = merge({ base: base as Layout, mine: mine as Layout, theirs: theirs as Layout });
    expect(clean.conflicts).toEqual([]);
    expect(await done(page.open(clean.layout))).toEqual(two(1, 2));
    const other = (await seal(two(3, 0))) as Layout;
    const clash = merge({ base: base as Layout, mine: mine as Layout, theirs: other });
    expect(clash.conflicts).toMatchObject([{ kind: "edit", widgetId: "a", path: ["sealed"] }]);
  });
});

describe("a merge where titles are sealed", () => {
  it("leaves none open", async () => {
    const hiding = createTestPage({ fields: ["config", "title"], device: page.device, ring: page.ring });
    await hiding.refresh();
    const titled = (title: string, n: number) => layout([widget({ title, config: { n } })]);
    const [base, mine, theirs] = await Promise.all(
      [titled("A", 0), titled("B", 0), titled("A", 1)].map((one) => done(hiding.encryptLayoutData(one))),
    );
    const found = await done(
      hiding.merge({ base: base ?? null, mine: mine ?? layout(), theirs: theirs ?? layout() }),
    );
    expect(JSON.stringify(found.layout)).not.toContain("title");
    expect(await done(hiding.open(found.layout))).toEqual(titled("B", 1));
  });
});
