import { request as api, expect, test } from "@playwright/test";
import { type Gridkeep, startGridkeep } from "./gridkeep.ts";

/** A worker of its own, since it is going to be killed. */
let gridkeep: Gridkeep;
test.beforeAll(async () => {
  gridkeep = await startGridkeep();
});
test.afterAll(() => gridkeep?.stop());

const layout = (text: string) => ({
  desktop: [{ id: "a", type: "notes", x: 0, y: 0, w: 3, h: 3, config: { text } }],
  mobile: [],
});

test("killing the worker right after a save was acknowledged loses neither the save nor its version", async () => {
  test.setTimeout(180_000);
  const caller = await api.newContext({ baseURL: gridkeep.url });
  await caller.post("/api/session");
  const save = async (version: number) => {
    const reply = await caller.put("/api/layouts/main", {
      headers: {
        "Idempotency-Key": `op-${version}`,
        ...(version === 1 ? { "If-None-Match": "*" } : { "If-Match": `"${version - 1}"` }),
      },
      data: { layout: layout(`v${version}`) },
    });
    return (await reply.json()).outcome as string;
  };

  for (let version = 1; version <= 3; version += 1) {
    expect(await save(version)).toBe(version === 1 ? "created" : "saved");
    await gridkeep.crash();

    const head = await (await caller.get("/api/layouts/main")).json();
    expect([head.version, head.layout]).toEqual([version, layout(`v${version}`)]);
    const { versions } = await (await caller.get("/api/layouts/main/versions")).json();
    expect(versions.map((entry: { version: number }) => entry.version)).toEqual(
      Array.from({ length: version }, (_, index) => version - index),
    );
    // The answer might have been lost as well: sent again, the save is known.
    expect(await save(version)).toBe("replayed");
  }
  await expect
    .poll(async () => (await (await caller.get("/api/health")).json()).unpublished.versions, {
      timeout: 30_000,
    })
    .toBe(0);
  for (let version = 1; version <= 3; version += 1) {
    const read = await (await caller.get(`/api/layouts/main/versions/${version}`)).json();
    expect(read.layout).toEqual(layout(`v${version}`));
  }
  await caller.dispose();
});
