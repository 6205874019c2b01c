import { beforeEach, expect, it, vi } from "vitest";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { createKeeper } from "./keeper.ts";
import { createLive, type LiveSocket } from "./live.ts";
import { createLocks, createPage, createTestClock, SESSION } from "./manager.testing.ts";
import { createPresence } from "./presence.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

it("a page with no socket knows nobody", async () => {
  const page = createPage();
  void page.manager.start();
  await page.clock.advance(2_000);
  expect([page.manager.presence, page.manager.state.presence]).toEqual([[], []]);
});

it("what the socket tells of other devices is part of the state, told once, and gone with the socket", () => {
  const clock = createTestClock();
  const keeper = createKeeper(
    {
      ...{ clock, random: () => 1, store: createMemoryStore(), seed: { desktop: [], mobile: [] } },
      ...{ newId: () => "op", announce: () => {}, requestSync: () => {} },
      loadCloud: () => Promise.reject(new Error("not needed")),
    },
    "main",
  );
  keeper.know({ session: SESSION });
  const socket: LiveSocket = {
    send: () => {},
    close: () => {},
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  const live = createLive({
    ...{ clock, random: () => 1, version: () => null, open: () => socket },
    ...{ onNews: () => {}, onReturn: () => {}, onPresence: createPresence(keeper) },
  });
  const audience = { userId: "guest-1", layoutId: "main", deviceId: "device-1", deviceName: "Test" };
  live.listen(audience);
  const phone = { deviceId: "device-2", deviceName: "Phone" };
  const own = { deviceId: "device-1", deviceName: "Test" };
  let changes = 0;
  // As a page does: whatever changes, it asks for the same again.
  keeper.subscribe(() => {
    changes += 1;
    live.listen(keeper.known().session === null ? null : audience);
  });
  const tell = (devices: readonly object[]) =>
    (socket.onmessage as (event: { data: string }) => void)({
      data: JSON.stringify({ kind: "presence", devices, more: 0 }),
    });

  tell([own]);
  expect([keeper.state().presence, changes]).toEqual([[], 0]);
  tell([own, { ...phone, greeting: "not part of it" }]);
  tell([own, phone]);
  expect([keeper.state().presence, changes]).toEqual([[phone], 1]);
  live.listen(null);
  expect(keeper.state().presence).toEqual([]);
});
