/**
 * Two devices with two tabs each, on networks that lose requests and answers, with tabs that die and come back.
 * Every tab edits a widget of its own, so nobody may ever be asked, and at the end everybody has everything.
 */
import fc from "fast-check";
import { beforeEach, expect, it, vi } from "vitest";
import { createTestServer, notes, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import type { DocumentStore } from "../offline/store.ts";
import { createCloudPart } from "./cloud.ts";
import { createLocks, createTestClock, type Network, remoteOf, SESSION } from "./manager.testing.ts";
import { WidgetPersistenceManager } from "./manager.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

const NAMES = ["d0t0", "d0t1", "d1t0", "d1t1"] as const;
const FLEET_SEED = notes(Object.fromEntries(NAMES.map((name) => [name, "0"])));

const step = fc.record({
  tab: fc.constantFrom(...NAMES),
  action: fc.constantFrom("edit", "edit", "edit", "save", "name", "chaos", "network", "sync", "die", "retry"),
  thenMs: fc.constantFrom(10, 100, 300, 2_500, 8_000),
});

const createFleet = (chance: () => number) => {
  const clock = createTestClock();
  const server = createTestServer();
  const written: Record<string, number> = Object.fromEntries(NAMES.map((name) => [name, 0]));
  let ids = 0;
  const devices = ["d0", "d1"].map((name) => ({
    store: createMemoryStore(),
    network: { state: "up", session: { ...SESSION, device: { id: name, name } }, puts: [] } as Network,
    isFlaky: false,
  }));
  const tabs = new Map<string, { readonly manager: WidgetPersistenceManager; readonly die: () => void }>();

  const open = (name: (typeof NAMES)[number]): void => {
    const device = devices[Number(name[1])];
    if (device === undefined) return;
    let isDead = false;
    const lost = () =>
      isDead || (device.isFlaky && chance() < 0.25) ? { kind: "no-answer", error: "lost" } : null;
    const remote = remoteOf(server, device.network);
    const flaky = Object.fromEntries(
      Object.entries(remote).map(([key, call]) => [
        key,
        async (...args: never[]) =>
          lost() ??
          (await (call as (...all: never[]) => Promise<unknown>)(...args).then((answer) => lost() ?? answer)),
      ]),
    ) as typeof remote;
    const store = Object.fromEntries(
      Object.entries(device.store).map(([key, call]) => [
        key,
        async (...args: never[]) => {
          if (isDead) throw new Error("The tab is gone.");
          return (call as (...all: never[]) => Promise<unknown>)(...args);
        },
      ]),
    ) as DocumentStore;
    const siblings = () =>
      NAMES.filter((other) => other !== name && other[1] === name[1]).flatMap(
        (other) => tabs.get(other) ?? [],
      );
    const manager = new WidgetPersistenceManager({
      ...{ store, clock, seed: FLEET_SEED, random: chance },
      newId: () => `op-${ids++}`,
      loadCloud: async () => createCloudPart({ remote: flaky, deviceName: () => name }),
      announce: (docId) => {
        for (const tab of siblings()) tab.manager.follow(docId);
      },
      requestSync: () => {},
    });
    tabs.set(name, {
      manager,
      die: () => {
        isDead = true;
      },
    });
    void manager.start().catch(() => undefined);
  };
  return { clock, server, written, devices, tabs, open };
};

it("loses nothing and asks nothing, whatever happens to tabs and networks (laws 1 to 4)", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 60 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (steps, stream) => {
        const chances = stream[Symbol.iterator]();
        const { clock, server, written, devices, tabs, open } = createFleet(() => chances.next().value ?? 0);
        for (const name of NAMES) {
          open(name);
          await clock.advance(1_700);
        }
        for (const { tab: name, action, thenMs } of steps) {
          const tab = tabs.get(name);
          const device = devices[Number(name[1])];
          if (tab === undefined || device === undefined) continue;
          const write = (options: { immediate?: boolean; description?: string } = {}) => {
            const text = String((written[name] ?? 0) + 1);
            const undo = tab.manager.edit(
              (layout) => notes({ ...(textsOf(layout) as Record<string, string>), [name]: text }),
              options,
            );
            if (undo !== null) written[name] = Number(text);
          };
          switch (action) {
            case "edit":
              write();
              break;
            case "save":
              write({ immediate: true });
              break;
            case "name":
              write({ description: "named" });
              break;
            case "chaos":
              device.isFlaky = !device.isFlaky;
              break;
            case "network":
              device.network.state = device.network.state === "up" ? "down" : "up";
              break;
            case "sync":
              void tab.manager.sync().catch(() => undefined);
              break;
            case "retry":
              void tab.manager.retry().catch(() => undefined);
              break;
            case "die":
              await clock.advance(300);
              tab.die();
              open(name);
          }
          await clock.advance(thenMs);
        }
        for (const device of devices)
          Object.assign(device, { isFlaky: false, network: Object.assign(device.network, { state: "up" }) });
        for (let round = 0; round < 6; round += 1) {
          for (const { manager } of tabs.values()) void manager.retry().catch(() => undefined);
          await clock.advance(70_000);
        }
        const everything = Object.fromEntries(NAMES.map((name) => [name, String(written[name])]));
        const isTouched = Object.values(written).some((count) => count > 0);
        if (isTouched) expect(textsOf(server.current()?.layout)).toEqual(everything);
        for (const { manager } of tabs.values()) {
          expect(textsOf(manager.state.layout ?? undefined)).toEqual(everything);
          expect(manager.status.kind).toBe(isTouched ? "saved" : "untouched");
        }
      },
    ),
    { numRuns: 60 },
  );
});
