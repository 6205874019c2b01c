/** What the examples of the reference are about: one layout, two versions of it, two devices. */
const note = (text: string) => ({
  ...{ id: "n", type: "notes", x: 0, y: 0, w: 4, h: 3 },
  config: { text },
});

export const layoutWith = (text: string) => ({ desktop: [note(text)], mobile: [] });

const CHECKSUM = "6b1f5d0d3b4bff9d8d2c1c1b31c5bb1ab5f2a1c41f5e0a3a2f5f7d1ec0b9a4d3";
const CHAIN = "d9c1a4f0b7f64b3f4f6a9f1e2cbb51a70c8be7d1a25f03e46d4e1c9b8f7a6052";
const DEVICE = "device-2f1c4f6e-8a70-4b53-9e35-0d0f5d8c1b7a";

export const times = { first: "2026-11-02T08:00:00.000Z", second: "2026-11-02T08:01:30.000Z" };

export const device = {
  ...{ id: DEVICE, name: "Kitchen tablet", createdAt: times.first, lastSeen: times.second },
};

export const session = {
  user: { id: "guest-7f0f2b0e-4c8a-4f0d-9a55-3a1d6f1e2b90" },
  device: { id: DEVICE, name: device.name },
  devices: [device],
  authenticatedBy: "session",
};

export const noChanges = { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 };

export const head = (version: number, text: string) => ({
  ...{ id: "main", version, checksum: CHECKSUM, deviceId: DEVICE },
  ...{ createdAt: times.first, updatedAt: times.second, layout: layoutWith(text) },
});

export const summary = () => {
  const { layout, ...rest } = head(1, "first");
  return { ...rest, bytes: 112, widgets: { desktop: layout.desktop.length, mobile: 0 } };
};

export const version = (number: number) => ({
  ...{ version: number, checksum: CHECKSUM, chain: CHAIN, changeType: "manual", deviceId: DEVICE },
  ...{ createdAt: times.second, pinned: false, setAside: false, changes: { ...noChanges, edited: 1 } },
  bytes: 112,
});

export const saved = (outcome: string, number: number) => ({
  ...{ outcome, version: number, checksum: CHECKSUM, changes: { ...noChanges, edited: 1 } },
});

export const token = {
  ...{ id: "5f0c5bd2a7e14f60", name: "Backup", scope: "read" },
  ...{ createdAt: times.first, expiresAt: "2036-01-01T00:00:00.000Z", lastUsed: null },
};

export const conflictExample = {
  head: head(2, "second"),
  base: { version: 1, layout: layoutWith("first") },
  conflicts: [
    {
      ...{ kind: "edit", form: "desktop", widgetId: "n", path: ["config", "text"] },
      ...{ base: "first", mine: "stale", theirs: "second" },
    },
  ],
};
