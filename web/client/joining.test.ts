/** Edits that go on with one another, as typing does: many edits, one step of undo. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, SEED, textsOf } from "../offline/document.testing.ts";
import { createLocks, createPage, SESSION } from "./manager.testing.ts";

type Page = ReturnType<typeof createPage>;

const started = async (options: Parameters<typeof createPage>[0] = {}): Promise<Page> => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};
const shown = ({ manager }: Page) => textsOf(manager.state.layout ?? undefined);
const write = ({ manager }: Page, texts: Record<string, string>, joins?: object) =>
  manager.edit(
    (layout) => notes({ ...(textsOf(layout) as Record<string, string>), ...texts }),
    joins === undefined ? {} : { joins },
  );

/** Letter by letter, as fast as text is handed on. */
const type = async (page: Page, texts: readonly string[], joins: object): Promise<void> => {
  for (const a of texts) {
    write(page, { a }, joins);
    await page.clock.advance(60);
  }
};

/** What is shown after each undo, until there is none. */
const undoneAll = async (page: Page): Promise<readonly unknown[]> => {
  const seen: unknown[] = [];
  while (page.manager.state.canUndo) {
    await page.manager.undo();
    seen.push(shown(page)["a"]);
  }
  return seen;
};

const edited = (page: Page, layout: ReturnType<typeof notes>): void => {
  const { version = null } = page.server.current() ?? {};
  const base = { version, layout: page.server.current()?.layout ?? SEED };
  page.server.put({ opId: "theirs", base, layout, changeType: "auto" } as never, "device-2");
};

// Locks are global to a process: each test has an origin of its own.
beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("a typed word", () => {
  it("is one step of undo and redo, however many edits and drafts it was", async () => {
    const page = await started();
    await type(page, ["w", "wo", "wor", "word", "words", "words,", "words, words"], {});
    expect(await undoneAll(page)).toEqual(["seed"]);
    await page.manager.redo();
    expect([shown(page)["a"], page.manager.state.canRedo]).toEqual(["words, words", false]);
  });

  it("is on the device 200 ms after its first letter was handed on, while more are typed", async () => {
    const page = await started();
    await type(page, ["w", "wo", "wor", "word"], {});
    const { draft } = await page.store.read(`${SESSION.user.id}/main`);
    expect(textsOf(draft?.layout)["a"]).toBe("word");
  });

  it("is another step than the next one, and than a program's edits beside it", async () => {
    const page = await started();
    await type(page, ["o", "one"], {});
    await type(page, ["one t", "one two"], {});
    for (const a of ["three", "four"]) write(page, { a });
    expect(await undoneAll(page)).toEqual(["three", "one two", "one", "seed"]);
  });

  it("is two steps where something else was edited in between", async () => {
    const page = await started();
    const joins = {};
    await type(page, ["o", "one"], joins);
    write(page, { b: "ticked" });
    await type(page, ["one t", "one two"], joins);
    expect(await undoneAll(page)).toEqual(["one", "one", "seed"]);
  });

  it("is two steps where another device changed something in between, and that stays", async () => {
    const page = await started();
    const joins = {};
    await type(page, ["o", "one"], joins);
    await page.clock.advance(3_000);
    edited(page, notes({ a: "one", b: "theirs" }));
    await page.manager.sync();
    await type(page, ["one t", "one two"], joins);
    expect(await undoneAll(page)).toEqual(["one", "seed"]);
    expect(shown(page)).toEqual({ a: "seed", b: "theirs" });
  });

  it("is a new step after an undo or a redo, though it never paused", async () => {
    const page = await started();
    const joins = {};
    await type(page, ["o", "one"], joins);
    await page.manager.undo();
    await page.manager.redo();
    await type(page, ["one t", "one two"], joins);
    expect(await undoneAll(page)).toEqual(["one", "seed"]);
    await type(page, ["n", "new"], joins);
    expect(page.manager.state.canRedo).toBe(false);
    expect(await undoneAll(page)).toEqual(["seed"]);
  });

  it("is taken back whole by what its last edit gave, whatever came after it", async () => {
    const page = await started();
    const joins = {};
    await type(page, ["w", "wo"], joins);
    const undo = write(page, { a: "word" }, joins);
    write(page, { b: "later" });
    await undo?.();
    expect(shown(page)).toEqual({ a: "seed", b: "later" });
  });

  it("is one step after a reload, too, also if it was written down half typed", async () => {
    const before = await started();
    const word = Array.from({ length: 20 }, (_, at) => "x".repeat(at + 1));
    await type(before, word, {});
    await before.clock.advance(3_000);
    before.leave();
    const { server, store, network, clock } = before;
    const page = await started({ server, store, network, clock });
    expect(shown(page)["a"]).toBe("x".repeat(20));
    expect(await undoneAll(page)).toEqual(["seed"]);
  });
});
