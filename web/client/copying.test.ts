/** What a person can do with a save that waits: try it again, save it as a layout of its own, take it away. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestServer, notes, textsOf } from "../offline/document.testing.ts";
import type { SaveOutcome } from "../offline/remote.ts";
import { createLocks, createPage, SESSION } from "./manager.testing.ts";

const REFUSED: SaveOutcome = { kind: "refused", code: "layout-invalid", detail: "No." };
const LOST: SaveOutcome = { kind: "no-answer", error: "lost" };

/** A page whose server has a second layout, `copy`, and answers saves of the first as it is told. */
const started = async () => {
  const page = createPage();
  const copies = createTestServer();
  const sent: string[] = [];
  const faults: { main?: SaveOutcome | undefined; copy?: "before" | "after" | SaveOutcome | undefined } = {};
  const save = page.remote.save;
  page.remote.save = async (docId, row) => {
    if (docId === "guest-1/main") return faults.main ?? save(docId, row);
    if (page.network.session === null) return { kind: "signed-out" };
    sent.push(row.opId);
    if (typeof faults.copy === "object") return faults.copy;
    if (faults.copy === "before") return LOST;
    const outcome = await copies.remote("device-1").save(docId, row);
    return faults.copy === "after" ? LOST : outcome;
  };
  void page.manager.start();
  await page.clock.advance(2_000);
  const shown = () => textsOf(page.manager.state.layout ?? undefined);
  const write = async (texts: Record<string, string>) => {
    page.manager.edit((layout) => notes({ ...(textsOf(layout) as Record<string, string>), ...texts }));
    await page.clock.advance(3_000);
  };
  const waiting = async () => (await page.manager.waiting())[0]?.id ?? "none";
  const onServer = () => textsOf(page.server.current()?.layout);
  return { ...page, copies, sent, faults, shown, write, waiting, onServer };
};

/** One save was refused. */
const parked = async () => {
  const page = await started();
  await page.write({ a: "good" });
  page.faults.main = REFUSED;
  await page.write({ a: "bad" });
  page.faults.main = undefined;
  return page;
};

/** This device and another one wrote the same. */
const asked = async () => {
  const page = await started();
  await page.write({ a: "base" });
  const base = { version: 1, layout: notes({ a: "base", b: "seed" }) };
  const row = { opId: "other", base, layout: notes({ a: "theirs", b: "seed" }), changeType: "auto" };
  page.server.put(row as never, "device-2");
  await page.write({ a: "mine" });
  expect(page.manager.status.kind).toBe("decision");
  return page;
};

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("saving it as a copy", () => {
  it("makes a layout of a refused save, and what is shown goes back to what the server has", async () => {
    const page = await parked();
    const id = await page.waiting();
    expect(await page.manager.saveAsCopy(id, "copy")).toEqual({
      ok: true,
      value: { layoutId: "copy", version: 1 },
    });
    await page.clock.advance(3_000);
    expect(textsOf(page.copies.current()?.layout)["a"]).toBe("bad");
    expect([page.shown()["a"], page.onServer()["a"]]).toEqual(["good", "good"]);
    expect([await page.manager.waiting(), page.manager.status]).toEqual([[], { kind: "saved" }]);
  });

  it("settles a question: mine is the copy, theirs is what is shown", async () => {
    const page = await asked();
    expect((await page.manager.saveAsCopy(await page.waiting(), "copy")).ok).toBe(true);
    await page.clock.advance(3_000);
    expect(textsOf(page.copies.current()?.layout)["a"]).toBe("mine");
    expect([page.shown()["a"], page.onServer()["a"]]).toEqual(["theirs", "theirs"]);
    expect([await page.manager.waiting(), page.manager.status]).toEqual([[], { kind: "saved" }]);
  });

  it("takes a save that waited for a sign-in, once there is one", async () => {
    const page = await started();
    await page.write({ a: "first" });
    page.network.session = null;
    await page.write({ a: "second" });
    const id = await page.waiting();
    expect(await page.manager.saveAsCopy(id, "copy")).toMatchObject({
      failure: { code: "unauthenticated" },
    });
    expect(await page.waiting()).toBe(id);
    // Signed in again, and the row is still as it was.
    page.network.session = SESSION;
    page.faults.main = { kind: "signed-out" };
    await page.manager.retry();
    await page.clock.advance(100);
    expect(await page.manager.waiting()).toMatchObject([{ id, state: "auth" }]);
    expect((await page.manager.saveAsCopy(id, "copy")).ok).toBe(true);
    expect([await page.manager.waiting(), page.shown()["a"]]).toEqual([[], "first"]);
  });

  it.each(["before", "after"] as const)(
    "is one copy where the connection was lost %s it took effect, and the save waits until then",
    async (moment) => {
      const page = await parked();
      const id = await page.waiting();
      page.faults.copy = moment;
      expect(await page.manager.saveAsCopy(id, "copy")).toMatchObject({ failure: { code: "unreachable" } });
      expect([await page.waiting(), page.shown()["a"]]).toEqual([id, "bad"]);
      page.faults.copy = undefined;
      expect((await page.manager.saveAsCopy(id, "copy")).ok).toBe(true);
      expect(new Set(page.sent).size).toBe(1);
      expect([page.sent.length, page.copies.versions.length]).toEqual([2, 1]);
      expect(await page.manager.waiting()).toEqual([]);
    },
  );

  it("is refused where that layout exists, and the save waits on", async () => {
    const page = await parked();
    const id = await page.waiting();
    await page.manager.saveAsCopy(id, "copy");
    page.faults.main = REFUSED;
    await page.write({ a: "worse" });
    const next = await page.waiting();
    expect(await page.manager.saveAsCopy(next, "copy")).toMatchObject({ failure: { code: "layout-exists" } });
    expect(await page.manager.saveAsCopy(next, "main")).toMatchObject({ failure: { code: "layout-exists" } });
    expect(await page.waiting()).toBe(next);
    expect(textsOf(page.copies.current()?.layout)["a"]).toBe("bad");
  });

  it("hands on what the server says, and takes no name that is none and no id that does not wait", async () => {
    const page = await parked();
    const id = await page.waiting();
    page.faults.copy = { kind: "refused", code: "limit-reached", detail: "Too many." };
    const codes = [];
    for (const [of, to] of [
      [id, "copy"],
      [id, "a/b"],
      [id, ""],
      ["nobody", "copy"],
    ] as const) {
      const answer = await page.manager.saveAsCopy(of, to);
      codes.push(answer.ok ? "ok" : answer.failure.code);
    }
    expect(codes).toEqual(["limit-reached", "invalid-parameter", "invalid-parameter", "not-found"]);
    expect([await page.waiting(), page.sent.length]).toEqual([id, 1]);
  });

  it("leaves a question open that was written to meanwhile", async () => {
    const page = await asked();
    const id = await page.waiting();
    const save = page.remote.save;
    page.remote.save = async (docId, row) => {
      const outcome = await save(docId, row);
      if (docId === "guest-1/copy") await page.write({ b: "later" });
      return outcome;
    };
    await page.manager.saveAsCopy(id, "copy");
    expect(page.manager.status.kind).toBe("decision");
    expect(page.shown()).toEqual({ a: "mine", b: "later" });
  });
});

describe("trying again", () => {
  it("one save that was refused puts it back as an edit and sends it", async () => {
    const page = await parked();
    await page.manager.retry(await page.waiting());
    await page.clock.advance(3_000);
    expect(page.onServer()["a"]).toBe("bad");
    expect([await page.manager.waiting(), page.manager.status]).toEqual([[], { kind: "saved" }]);
  });

  it("one that waits for the network sends what waits, in its order", async () => {
    const page = await started();
    page.network.state = "down";
    await page.write({ a: "x" });
    const id = await page.waiting();
    page.network.state = "up";
    await page.manager.retry(id);
    await page.clock.advance(0);
    expect(page.onServer()["a"]).toBe("x");
  });
});

describe("taking it away", () => {
  it("gives what that save would save, as JSON, and null for one that does not wait", async () => {
    const page = await parked();
    await page.write({ a: "good again" });
    const layout = page.manager.downloadable(await page.waiting());
    expect(textsOf(JSON.parse(JSON.stringify(layout)))["a"]).toBe("bad");
    expect(textsOf(page.manager.downloadable())["a"]).toBe("good again");
    expect(page.manager.downloadable("nobody")).toBeNull();
  });
});
