import { describe, expect, it, vi } from "vitest";
import type { Metadata } from "../metadata.ts";
import { board } from "./ports.testing.ts";
import type { StoringKeeper } from "./ports.ts";
import { createStorageService } from "./storage-service.ts";

const METADATA: Metadata = {
  ...{ version: 3, checksum: "sum", deviceId: "device-1", pending: 1 },
  updatedAt: "2026-01-01T00:00:00.000Z",
};

const setUp = () => {
  const keeper = {
    saveLayout: vi.fn<StoringKeeper["saveLayout"]>(async () => ({
      success: true,
      source: "remote",
      version: 4,
    })),
    loadLayout: vi.fn<StoringKeeper["loadLayout"]>(async () => {
      return { layout: board("a"), version: 3, source: "remote" };
    }),
    sync: vi.fn<StoringKeeper["sync"]>(async () => {
      return { success: true, source: "remote", version: 3, pending: 0 };
    }),
    metadata: vi.fn<StoringKeeper["metadata"]>(async () => METADATA),
  };
  return { keeper, service: createStorageService(keeper) };
};

describe("the storage service", () => {
  it("saves at once, by the manager and nothing else", async () => {
    const { keeper, service } = setUp();
    const layout = board("a");
    expect(await service.saveWithRetry("guest-1", layout)).toEqual({
      success: true,
      source: "remote",
      version: 4,
    });
    expect(keeper.saveLayout).toHaveBeenCalledExactlyOnceWith("guest-1", layout, { immediate: true });
  });

  it("hands on what could not be sent as the manager says it", async () => {
    const { keeper, service } = setUp();
    const error = { code: "unreachable", message: "The server can't be reached right now." } as const;
    keeper.saveLayout.mockResolvedValueOnce({ success: true, source: "local", error });
    expect(await service.saveWithRetry("guest-1", board())).toEqual({
      success: true,
      source: "local",
      error,
    });
  });

  it("loads, syncs and knows what the manager does", async () => {
    const { keeper, service } = setUp();
    expect(await service.load("guest-1")).toEqual({ layout: board("a"), version: 3, source: "remote" });
    expect(await service.sync("guest-1")).toMatchObject({ success: true, pending: 0 });
    expect(await service.getMetadata("guest-1")).toEqual(METADATA);
    for (const call of [keeper.loadLayout, keeper.sync, keeper.metadata])
      expect(call).toHaveBeenCalledExactlyOnceWith("guest-1");
  });

  it.each([undefined, null, "", 7, "guest-1/main", "a/b"])(
    "touches nothing for the user %j",
    async (user) => {
      const { keeper, service } = setUp();
      const error = { error: { code: "invalid-parameter" } };
      const userId = user as string;
      expect(await service.saveWithRetry(userId, board())).toMatchObject({ success: false, ...error });
      expect(await service.load(userId)).toMatchObject({ layout: null, ...error });
      expect(await service.sync(userId)).toMatchObject({ success: false, ...error });
      expect(await service.getMetadata(userId)).toMatchObject({ version: null, ...error });
      for (const call of Object.values(keeper)) expect(call).not.toHaveBeenCalled();
    },
  );

  it.each([undefined, null, [], {}, { desktop: [null], mobile: [] }, "{}"])(
    "saves nothing that is no layout: %j",
    async (layout) => {
      const { keeper, service } = setUp();
      expect(await service.saveWithRetry("guest-1", layout as never)).toMatchObject({
        ...{ success: false, error: { code: "layout-invalid" } },
      });
      expect(keeper.saveLayout).not.toHaveBeenCalled();
    },
  );
});
