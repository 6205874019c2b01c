import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { same } from "../../../worker/layout/same.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { SESSION } from "../manager.testing.ts";
import { createOptimisticManager, type OptimisticOptions, type WidgetUpdate } from "./optimistic.ts";
import { board, createEditor, pendingOperation, widgetIn, widgetOf } from "./ports.testing.ts";
import { updated } from "./widget-update.ts";

const START = board("a", "b", "c");

const title = (widgetId: string, text: string): WidgetUpdate => ({
  ...{ type: "update", widgetId },
  widget: { title: text },
});
const move = (widgetId: string, x: number): WidgetUpdate => ({ type: "move", widgetId, widget: { x } });
const resize = (widgetId: string, w: number): WidgetUpdate => ({ type: "resize", widgetId, widget: { w } });
const remove = (widgetId: string): WidgetUpdate => ({ type: "remove", widgetId });
const add = (widgetId: string, y = 20): WidgetUpdate => ({
  ...{ type: "add", widgetId },
  widget: widgetOf(widgetId, { y }),
});
const retitled =
  (id: string, text: string) =>
  (layout: Layout): Layout => ({
    ...layout,
    desktop: layout.desktop.map((one) => (one.id === id ? { ...one, title: text } : one)),
  });

const setUp = (layout: Layout | null = START) => {
  const editor = createEditor(layout);
  const announce = vi.fn();
  const manager = createOptimisticManager(editor.keeper, { announce });
  const begin = (update: WidgetUpdate, options?: OptimisticOptions<string>) => {
    const operation = pendingOperation();
    const result = manager.executeOptimisticUpdate(operation.run, update, options);
    const end = (how: "succeed" | "fail") => {
      operation[how]();
      return result;
    };
    return { succeed: () => end("succeed"), fail: () => end("fail") };
  };
  return { ...editor, manager, announce, begin };
};

describe("an optimistic update", () => {
  it("shows at once, and stays when its operation succeeds", async () => {
    const { begin, layout, announce } = setUp();
    const onSuccess = vi.fn();
    const update = begin(title("a", "new"), { onSuccess, successMessage: "Renamed" });
    expect(widgetIn(layout(), "a")?.title).toBe("new");
    expect(onSuccess).not.toHaveBeenCalled();
    expect(await update.succeed()).toEqual({ success: true, value: "done", message: "Renamed" });
    expect(onSuccess).toHaveBeenCalledExactlyOnceWith("done");
    expect(announce).toHaveBeenCalledExactlyOnceWith("Renamed");
    expect(layout()).toEqual(retitled("a", "new")(START));
  });

  it("is taken back when its operation fails, and everybody is told why", async () => {
    const { begin, layout, announce } = setUp();
    const [onError, rollback, onSuccess] = [vi.fn(), vi.fn(), vi.fn()];
    const update = title("a", "new");
    const result = await begin(update, { onError, rollback, onSuccess, successMessage: "Renamed" }).fail();
    expect(result).toMatchObject({
      success: false,
      error: { code: "operation-failed", cause: new Error("no") },
    });
    expect(layout()).toEqual(START);
    expect(rollback).toHaveBeenCalledExactlyOnceWith(update);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "operation-failed" }));
    expect(onSuccess).not.toHaveBeenCalled();
    expect(announce).not.toHaveBeenCalled();
  });

  it("takes an operation that throws at once for a failed one", async () => {
    const { manager, layout } = setUp();
    const broken = () => {
      throw new Error("at once");
    };
    expect(await manager.executeOptimisticUpdate(broken, remove("b"))).toMatchObject({ success: false });
    expect(layout()).toEqual(START);
  });

  it("does not mind callbacks that throw", async () => {
    const { begin, layout } = setUp();
    const broken = () => {
      throw new Error("callback");
    };
    expect(await begin(title("a", "new"), { onSuccess: broken }).succeed()).toMatchObject({ success: true });
    const failing = begin(title("a", "newer"), { onError: broken, rollback: broken });
    expect(await failing.fail()).toMatchObject({ success: false });
    expect(widgetIn(layout(), "a")?.title).toBe("new");
  });
});

describe("a bad update", () => {
  it.each<[string, WidgetUpdate]>([
    ["unknown-widget", title("nobody", "x")],
    ["unknown-widget", remove("constructor")],
    ["widget-exists", add("a")],
    ["widget-missing", { type: "add", widgetId: "n" }],
    ["widget-missing", { type: "update", widgetId: "a" }],
    ["widget-missing", { type: "move", widgetId: "a", widget: { title: "no place" } }],
    ["widget-invalid", move("a", 11)],
    ["widget-invalid", move("a", -1)],
    ["widget-invalid", move("a", 1.5)],
    ["widget-invalid", move("a", Number.NaN)],
    ["widget-invalid", resize("a", 0)],
    ["widget-invalid", { ...add("n"), widget: { type: "notes", x: 0, y: 0, w: 1 } }],
    ["widget-invalid", { ...add("two words"), widget: { ...widgetOf("n"), id: "two words" } }],
    ["widget-invalid", { ...title("a", "x"), widget: { config: [] as never } }],
    ["widget-invalid", { ...title("a", "x"), widget: { title: "x", extra: 1 } as never }],
    ["invalid-update", { ...title("a", "x"), widget: { id: "b", title: "x" } }],
    ["invalid-update", { ...title("a", "x"), type: "rename" as never }],
    ["invalid-update", null as never],
    ["invalid-update", { type: "remove", widgetId: 7 as never }],
  ])("is refused as %s before anything changes or runs", async (code, update) => {
    const { manager, layout } = setUp();
    const [operation, onError] = [vi.fn(), vi.fn()];
    const result = await manager.executeOptimisticUpdate(operation, update, { onError });
    expect(result).toMatchObject({ success: false, error: { code } });
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code }));
    expect(operation).not.toHaveBeenCalled();
    expect(layout()).toBe(START);
  });

  it("is refused while no layout is here, and on a form factor that there is not", async () => {
    const operation = vi.fn();
    const none = setUp(null);
    const result = await none.manager.executeOptimisticUpdate(operation, remove("a"));
    expect(result).toMatchObject({ success: false, error: { code: "not-loaded" } });
    const form = "watch" as never;
    expect(await setUp().manager.executeOptimisticUpdate(operation, remove("a"), { form })).toMatchObject({
      error: { code: "invalid-update" },
    });
    expect(operation).not.toHaveBeenCalled();
  });
});

describe("form factors", () => {
  const both: Layout = { ...START, mobile: [widgetOf("a", { w: 4 })] };

  it("change one at a time as far as places go (law 12)", async () => {
    const { begin, layout } = setUp(both);
    const moved = begin({ type: "move", widgetId: "a", widget: { y: 9 } });
    expect(layout()?.desktop[0]?.y).toBe(9);
    expect(layout()?.mobile).toBe(both.mobile);
    await moved.fail();
    begin({ type: "resize", widgetId: "a", widget: { h: 5 } }, { form: "mobile" });
    begin(remove("a"));
    expect(layout()?.mobile).toEqual([widgetOf("a", { w: 4, h: 5 })]);
    expect(widgetIn(layout(), "a")).toBeUndefined();
  });

  it("show one content, and lose it again together", async () => {
    const { begin, layout } = setUp(both);
    const renamed = begin(title("a", "new"));
    expect([layout()?.desktop[0]?.title, layout()?.mobile[0]?.title]).toEqual(["new", "new"]);
    await renamed.fail();
    expect(layout()).toEqual(both);
  });
});

describe("several updates under way", () => {
  it("keep a later one of another field of the same widget", async () => {
    const { begin, layout } = setUp();
    const first = begin(move("a", 4));
    const second = begin(resize("a", 5));
    begin(title("a", "new"));
    await first.fail();
    expect(widgetIn(layout(), "a")).toEqual(widgetOf("a", { w: 5, title: "new" }));
    await second.fail();
    expect(widgetIn(layout(), "a")).toEqual(widgetOf("a", { title: "new" }));
  });

  it.each([
    ["the older first", [0, 1]],
    ["the newer first", [1, 0]],
  ])("of one field that all fail leave it as it was, %s", async (_, order) => {
    const { begin, layout } = setUp();
    const updates = [begin(title("a", "one")), begin(title("a", "two"))];
    for (const at of order) await updates[at]?.fail();
    expect(layout()).toEqual(START);
  });

  it.each([
    ["the older first", [0, 1]],
    ["the newer first", [1, 0]],
  ])("that add and edit one widget leave nothing if both fail, %s", async (_, order) => {
    const { begin, layout } = setUp();
    const updates = [begin(add("n")), begin(title("n", "edited"))];
    for (const at of order) await updates[at]?.fail();
    expect(layout()).toEqual(START);
  });

  it("bring back removed widgets where they stood, whichever fails first", async () => {
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const { begin, layout } = setUp();
      const updates = [remove("a"), remove("b"), remove("c")].map((update) => begin(update));
      for (const at of order) await updates[at]?.fail();
      expect(layout()).toEqual(START);
    }
  });

  it("do not bring back with a removed widget what an older one failed to change", async () => {
    const { begin, layout } = setUp();
    const renamed = begin(title("a", "new"));
    const removed = begin(remove("a"));
    await renamed.fail();
    expect(widgetIn(layout(), "a")).toBeUndefined();
    await removed.fail();
    expect(layout()).toEqual(START);
  });

  it("keep one that has succeeded, whatever an older one does then", async () => {
    const { begin, layout } = setUp();
    const older = begin(title("a", "new"));
    await begin(title("a", "newer")).succeed();
    await begin(title("a", "new")).succeed();
    await older.fail();
    expect(widgetIn(layout(), "a")?.title).toBe("new");
  });
});

describe("what another device did meanwhile", () => {
  it("is never undone by a rollback", async () => {
    const { begin, layout, foreign } = setUp();
    const renamed = begin(title("a", "mine"));
    const removed = begin(remove("b"));
    const added = begin(add("n"));
    foreign(retitled("a", "theirs"));
    foreign(retitled("n", "edited by them"));
    foreign((now) => ({ ...now, desktop: now.desktop.filter(({ id }) => id !== "c") }));
    await Promise.all([renamed.fail(), removed.fail(), added.fail()]);
    expect(layout()?.desktop.map(({ id, title }) => [id, title])).toEqual([
      ["a", "theirs"],
      ["b", "b"],
      ["n", "edited by them"],
    ]);
  });

  it("stays removed where a rollback would change it", async () => {
    const { begin, layout, foreign } = setUp();
    const renamed = begin(title("a", "mine"));
    foreign((now) => ({ ...now, desktop: now.desktop.filter(({ id }) => id !== "a") }));
    await renamed.fail();
    expect(layout()?.desktop.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("fits a narrower grid when a widget comes back to it", async () => {
    const wide: Layout = { ...START, desktop: [widgetOf("a", { x: 8, w: 4 })] };
    const { begin, layout, foreign } = setUp(wide);
    const removed = begin(remove("a"));
    foreign((now) => ({ ...now, columns: { desktop: 6, mobile: 4 } }));
    await removed.fail();
    expect(widgetIn(layout(), "a")).toMatchObject({ x: 2, w: 4 });
  });
});

it("puts nothing of one user into the dashboard of another", async () => {
  const { begin, layout, become } = setUp();
  const updates = [begin(remove("a")), begin(title("b", "mine"))];
  const others = retitled("b", "mine")(board("b"));
  become("somebody else", others);
  for (const update of updates) expect(await update.fail()).toMatchObject({ success: false });
  expect(layout()).toBe(others);
});

describe("an update that fails while the device is locked", () => {
  const { id } = SESSION.user;

  it("is taken back once the layout is shown again, and what was changed since stays", async () => {
    const { begin, layout, become, listening } = setUp();
    const renamed = begin(title("a", "new"));
    const locked = retitled("b", "theirs")(layout() ?? START);
    become(id, null);
    expect(await renamed.fail()).toMatchObject({ success: false, error: { code: "operation-failed" } });
    become(id, null);
    expect(layout()).toBeNull();
    become(id, locked);
    expect(layout()).toEqual(retitled("b", "theirs")(START));
    expect(listening()).toBe(0);
  });

  it.each([
    ["the older first", [0, 1]],
    ["the newer first", [1, 0]],
  ])("leaves nothing with another one that does, %s", async (_, order) => {
    const { begin, layout, become, listening } = setUp();
    const updates = [begin(title("a", "one")), begin(title("a", "two"))];
    const locked = layout();
    become(id, null);
    for (const at of order) await updates[at]?.fail();
    expect(listening()).toBe(1);
    become(id, locked);
    expect(layout()).toEqual(START);
  });

  it("puts nothing into the dashboard of whoever comes instead, nor into any after that", async () => {
    const { begin, layout, become, listening } = setUp();
    const renamed = begin(title("b", "mine"));
    const locked = layout();
    become(id, null);
    await renamed.fail();
    const others = retitled("b", "mine")(board("b"));
    become("somebody else", others);
    expect(layout()).toBe(others);
    become(id, locked);
    expect([layout(), listening()]).toEqual([locked, 0]);
  });
});

/** One event of a random life; `lasts` says after how many more events the operation ends. */
type Step = { readonly update: WidgetUpdate; readonly fails: boolean; readonly lasts: number };
type Life = { readonly steps: readonly Step[]; readonly remote: readonly WidgetUpdate[] };

const IDS = ["a", "b", "c", "d"];
const BOARD = board(...IDS, "gone-1", "gone-2");

const stepOf = (update: WidgetUpdate): fc.Arbitrary<Step> =>
  fc.record({ update: fc.constant(update), fails: fc.boolean(), lasts: fc.nat(8) });

/** Lives it, and what should have come of it: the successful updates alone. */
const live = async ({ steps, remote }: Life) => {
  const { begin, layout, foreign } = setUp(BOARD);
  let wanted: Layout = BOARD;
  const apply = (to: Layout, update: WidgetUpdate): Layout => {
    const result = updated(to, update);
    return result.ok ? result.value : to;
  };
  const ends: { readonly at: number; readonly end: () => Promise<unknown> }[] = [];
  for (let now = 0; now < steps.length + 10; now += 1) {
    const step = steps[now];
    const theirs = remote[now];
    if (theirs !== undefined) {
      foreign((shown) => apply(shown, theirs));
      wanted = apply(wanted, theirs);
    }
    const shown = layout();
    if (step !== undefined && shown !== null && updated(shown, step.update).ok) {
      const { succeed, fail } = begin(step.update);
      ends.push({ at: now + step.lasts, end: step.fails ? fail : succeed });
      if (!step.fails) wanted = apply(wanted, step.update);
    }
    for (const { end } of ends.filter(({ at }) => at === now)) await end();
  }
  return { shown: layout(), wanted };
};

describe("any updates, failing in any order", () => {
  const FREE: readonly WidgetUpdate[] = [
    ...IDS.flatMap((id, at) => [title(id, "renamed"), move(id, at + 1), resize(id, at + 3)]),
    ...[remove("gone-1"), remove("gone-2"), add("n1", 30), add("n2", 34), add("n3", 38)],
  ];
  const REMOTE: readonly WidgetUpdate[] = [
    ...IDS.map((widgetId): WidgetUpdate => ({ type: "update", widgetId, widget: { locked: true } })),
    ...[add("r1", 50), add("r2", 54)],
  ];

  it("leave what the successful ones alone would have made, beside what came from elsewhere", async () => {
    const lives = fc.record({
      steps: fc.shuffledSubarray([...FREE]).chain((updates) => fc.tuple(...updates.map(stepOf))),
      remote: fc.shuffledSubarray([...REMOTE]),
    });
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const { shown, wanted } = await live(life);
        expect(shown).toEqual(wanted);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it("do so even where they touch the same fields", async () => {
    // Each writes something new: one that sets what is there already changes nothing, and stands for nothing.
    const kinds: readonly ((id: string, value: number) => WidgetUpdate)[] = [
      (id, value) => title(id, `title ${value}`),
      (widgetId, y) => ({ type: "move", widgetId, widget: { y } }),
      (widgetId, h) => ({ type: "resize", widgetId, widget: { h } }),
      (widgetId, text) => ({
        type: "update",
        widgetId,
        widget: { config: { text: `text ${text}`, tint: "plain" } },
      }),
      remove,
    ];
    const script = fc.array(
      fc.record({
        ...{ id: fc.constantFrom("a", "b"), kind: fc.constantFrom(...kinds) },
        ...{ fails: fc.boolean(), lasts: fc.nat(8) },
      }),
      { maxLength: 14 },
    );
    await fc.assert(
      fc.asyncProperty(script, async (plan) => {
        const steps = plan.map(({ id, kind, ...how }, at) => ({ update: kind(id, 100 + at), ...how }));
        const { shown, wanted } = await live({ steps, remote: [] });
        expect(same(shown, wanted)).toBe(true);
        expect(shown?.desktop.map((widget) => widget.id)).toEqual(wanted.desktop.map((widget) => widget.id));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
