/** Managers of one page, wired as in a browser, on one device. */
import { beforeEach, expect, it, vi } from "vitest";
import { createTestServer, notes, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { createPersistenceManager } from "./browser.ts";
import { createCloudPart } from "./cloud.ts";
import { createLocks, type Network, remoteOf } from "./manager.testing.ts";

const device = vi.hoisted(() => ({ create: (): unknown => null, cloud: (): unknown => null }));
vi.mock("../offline/idb-store.ts", () => ({ createIdbStore: () => device.create() }));
vi.mock("./browser-cloud.ts", () => ({ createBrowserCloud: () => device.cloud() }));

beforeEach(() => {
  const page = { addEventListener: () => {} };
  vi.stubGlobal("navigator", { locks: createLocks() });
  vi.stubGlobal("addEventListener", page.addEventListener);
  vi.stubGlobal("document", page);
  const store = createMemoryStore();
  const network: Network = { state: "up", session: null, puts: [] };
  const remote = remoteOf(createTestServer(), network);
  device.create = () => store;
  device.cloud = () => createCloudPart({ remote, deviceName: () => "Test" });
});

it("a manager shows, and calls saved, what another one of its page has edited and sent", async () => {
  const [one, other] = [createPersistenceManager(), createPersistenceManager()];
  await Promise.all([one.start({ seed: notes({ a: "seed" }) }), other.start({ seed: notes({ a: "seed" }) })]);
  one.edit(() => notes({ a: "edited" }), { immediate: true });
  await expect.poll(() => textsOf(other.state.layout ?? undefined)).toEqual({ a: "edited" });
  await expect.poll(() => [one.status.kind, other.status.kind]).toEqual(["saved", "saved"]);
});
