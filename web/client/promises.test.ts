/**
 * Two tabs of one browser save, while the network, the device and the server do what they like, and another device
 * saves too. Whatever happens: every promise is kept, and none says more than is so.
 */
import fc from "fast-check";
import { beforeEach, expect, it, vi } from "vitest";
import type { Layout } from "../../worker/layout/schema.ts";
import { notes, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { CURRENT_USER } from "../offline/store.ts";
import { createLocks, createPage, createTestClock, type Network, SESSION } from "./manager.testing.ts";
import type { SaveOptions, SaveResult } from "./state.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

const WAYS = ["up", "up", "down", "lost", "late", "refusing", "busy"] as const;
const DISKS = ["whole", "whole", "full", "forgetful"] as const;

const step = fc.record({
  tab: fc.constantFrom(0, 1),
  action: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("save", "now", "name", "edit", "sync") },
    { weight: 1, arbitrary: fc.constantFrom("retry", "leave", "sign out", "sign in", "theirs", "autosave") },
    { weight: 2, arbitrary: fc.constantFrom(...WAYS) },
    { weight: 1, arbitrary: fc.constantFrom(...DISKS) },
  ),
  thenMs: fc.constantFrom(0, 0, 1, 100, 300, 2_500, 8_000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Each tab counts its saves in a widget of its own. */
const MARKS = ["a", "c"] as const;
const countOf = (layout: Parameters<typeof textsOf>[0], tab: number): number =>
  Number(textsOf(layout)[MARKS[tab] ?? ""] ?? 0) || 0;

const createWorld = () => {
  const network: Network = { state: "up", session: null, puts: [] };
  const clock = createTestClock();
  const inner = createMemoryStore();
  const world = { way: "up" as (typeof WAYS)[number], disk: "whole" as (typeof DISKS)[number] };
  const update: typeof inner.update = async (id, change) => {
    if (world.disk === "full") throw new Error("QuotaExceededError");
    const answer = await inner.update(id, change);
    // Written, and not known to be.
    if (world.disk === "forgetful") throw new Error("UnknownError");
    return answer;
  };
  const store = { ...inner, update };
  const first = createPage({ network, clock, store });
  const second = createPage({ network, clock, store, server: first.server });
  for (const page of [first, second]) {
    const save = page.remote.save;
    page.remote.save = async (docId, row) => {
      if (world.way === "refusing") return { kind: "refused", code: "layout-invalid", detail: "No." };
      if (world.way === "busy") return { kind: "no-answer", error: "busy", retryAfterMs: 5_000 };
      if (world.way === "late") await new Promise<void>((done) => void clock.after(3_000, done));
      const outcome = await save(docId, row);
      return world.way === "lost" ? { kind: "no-answer", error: "lost" } : outcome;
    };
  }
  return { world, network, clock, inner, pages: [first, second], server: first.server };
};

const theirs = (server: ReturnType<typeof createWorld>["server"], opId: string): void => {
  const head = server.current();
  if (head === null) return;
  const layout = notes({ ...(textsOf(head.layout) as Record<string, string>), b: opId });
  server.put(
    { base: { version: head.version, layout: head.layout }, changeType: "auto", opId, layout } as never,
    "device-2",
  );
};

const live = async (steps: readonly Step[]): Promise<void> => {
  const { world, network, clock, inner, pages, server } = createWorld();
  const open = new Map<string, string>();
  let count = 0;

  const truthOf = async (
    result: SaveResult,
    { saved, tab }: { saved: number; tab: number },
  ): Promise<void> => {
    if (result.source === "remote") {
      const there = server.versions.find(({ version }) => version === result.version);
      expect(countOf(there?.layout, tab)).toBeGreaterThanOrEqual(saved);
    } else if (result.success) {
      const users = [CURRENT_USER, SESSION.user.id];
      const documents = await Promise.all(users.map((user) => inner.read(`${user}/main`)));
      const kept = documents.map(({ draft }) => countOf(draft?.layout, tab));
      expect(Math.max(...kept)).toBeGreaterThanOrEqual(saved);
    } else {
      expect(["storage", "layout-invalid"]).toContain(result.error?.code);
    }
  };

  const act = ({ tab, action }: Step, at: number): unknown => {
    const manager = pages[tab]?.manager;
    const shown = manager?.state.layout;
    if (manager === undefined || shown === null || shown === undefined) return undefined;
    const next = (layout: Layout): Layout => {
      count += 1;
      return notes({ ...(textsOf(layout) as Record<string, string>), [MARKS[tab] ?? ""]: `${count}` });
    };
    const save = (options: SaveOptions = {}): void => {
      const layout = next(shown);
      const [what, saved] = [`${at} ${action} ${count}`, count];
      open.set(what, "never settled");
      void manager
        .saveLayout(CURRENT_USER, layout, options)
        .then((result) => truthOf(result, { saved, tab }))
        .then(
          () => open.delete(what),
          (error: unknown) => open.set(what, String(error)),
        );
    };
    const acts = {
      save,
      now: () => save({ immediate: true }),
      name: () => save({ description: `${at}` }),
      edit: () => manager.edit(next),
      sync: () => {
        open.set(`${at} sync`, "never settled");
        void manager.sync().then(() => open.delete(`${at} sync`));
      },
      retry: () => manager.retry(),
      leave: () => manager.leave(),
      "sign out": () => Object.assign(network, { session: null }),
      "sign in": () => Object.assign(network, { session: SESSION }),
      theirs: () => theirs(server, `theirs-${at}`),
      autosave: () => manager.updateConfig({ autoSave: !manager.getConfig().autoSave }),
    };
    if (action in acts) return acts[action as keyof typeof acts]();
    const disk = DISKS.find((one) => one === action);
    if (disk !== undefined) Object.assign(world, { disk });
    const way = WAYS.find((one) => one === action);
    if (way !== undefined) Object.assign(world, { way });
    if (way !== undefined) network.state = way === "down" ? "down" : "up";
    return undefined;
  };

  for (const { manager } of pages) void manager.start();
  await clock.advance(10);
  for (const [at, one] of steps.entries()) {
    act(one, at);
    if (one.thenMs > 0) await clock.advance(one.thenMs);
  }
  // However bad it stays: nobody waits for ever.
  await clock.advance(120_000);
  expect([...open]).toEqual([]);
};

it("keeps every promise and tells the truth, whatever happens meanwhile", { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), live), { numRuns: 200 });
});
