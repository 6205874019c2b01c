import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, textsOf } from "../../offline/document.testing.ts";
import { createLocks, createPage } from "../manager.testing.ts";
import { createOptimisticManager, type WidgetUpdate } from "./optimistic.ts";
import { pendingOperation } from "./ports.testing.ts";

const started = async () => {
  const page = createPage();
  void page.manager.start();
  await page.clock.advance(2_000);
  const optimistic = createOptimisticManager(page.manager);
  const begin = (update: WidgetUpdate) => {
    const operation = pendingOperation();
    const result = optimistic.executeOptimisticUpdate(operation.run, update);
    return {
      fail: () => {
        operation.fail();
        return result;
      },
    };
  };
  const shown = () => textsOf(page.manager.state.layout ?? undefined);
  return { ...page, begin, shown, saved: () => textsOf(page.server.current()?.layout) };
};

const write = (widgetId: string, text: string): WidgetUpdate => ({
  ...{ type: "update", widgetId },
  widget: { config: { text } },
});

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("an optimistic update of a kept dashboard", () => {
  it("is saved like any edit, and so is its rollback", async () => {
    const { begin, clock, saved, manager } = await started();
    const update = begin(write("a", "hoped for"));
    await clock.advance(3_000);
    expect(saved()).toEqual({ a: "hoped for", b: "seed" });
    await update.fail();
    await clock.advance(3_000);
    expect(saved()).toEqual({ a: "seed", b: "seed" });
    expect(manager.status).toEqual({ kind: "saved" });
  });

  it("takes back itself alone where another device has saved since", async () => {
    const { begin, clock, saved, shown, server, manager } = await started();
    const updates = [begin(write("a", "hoped for")), begin({ type: "remove", widgetId: "b" })];
    await clock.advance(3_000);
    const base = { version: 1, layout: notes({ a: "hoped for" }) };
    const theirs = {
      base,
      changeType: "auto",
      opId: "other",
      layout: notes({ a: "hoped for", c: "theirs" }),
    };
    server.put(theirs as never, "device-2");
    await manager.sync();
    for (const update of updates) await update.fail();
    expect(shown()).toEqual({ a: "seed", b: "seed", c: "theirs" });
    await clock.advance(3_000);
    expect(saved()).toEqual({ a: "seed", b: "seed", c: "theirs" });
  });

  it("that failed does not come back by undo", async () => {
    const { begin, manager, shown } = await started();
    manager.edit(() => notes({ a: "by hand", b: "seed" }));
    await begin(write("b", "hoped for")).fail();
    manager.undo();
    expect(shown()).toEqual({ a: "seed", b: "seed" });
  });

  it("shows in the very moment, and in the very moment is gone", async () => {
    const { begin, shown } = await started();
    const update = begin(write("a", "hoped for"));
    expect(shown()["a"]).toBe("hoped for");
    await update.fail();
    expect(shown()["a"]).toBe("seed");
  });
});
