/**
 * Several devices, one server with the real `commit`, and a network that loses requests and answers. Every device
 * edits widgets of its own, so nothing may ever clash, and at the end everybody has everything.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolved } from "./conflict.ts";
import {
  createTestServer,
  notes,
  orderOf,
  SEED,
  sealedVersion,
  type TestServer,
  textsOf,
} from "./document.testing.ts";
import { type Document, edited, opened } from "./document.ts";
import { drain } from "./drain.ts";
import { createMemoryStore } from "./memory-store.testing.ts";
import { takingNothing } from "./merging.ts";
import { queued } from "./queue.ts";
import { pulled } from "./rebase.ts";
import type { SaveOutcome } from "./remote.ts";
import { merge } from "./rules.ts";
import { statusOf } from "./status.ts";
import { docIdOf } from "./store.ts";

const USER = "user";
const DOC = docIdOf(USER, "main");

/** Who sends: a page has the rules of merging, the service worker has not. */
type Sender = "page" | "worker";
type Fault = "none" | "request lost" | "answer lost" | "crash while sending";

const createDevice = (name: string, server: TestServer) => {
  const store = createMemoryStore();
  const remote = server.remote(name);
  const texts: Record<string, string> = {};
  let time = 0;
  let ids = 0;
  const faults: Fault[] = [];
  const attempts: string[] = [];
  const update = (change: (doc: Document) => Document) =>
    store.update(DOC, (doc) => [change(opened(doc, SEED)), undefined]);

  const send = async (...[id, row]: Parameters<typeof remote.save>): Promise<SaveOutcome> => {
    attempts.push(row.opId);
    const fault = faults.shift() ?? "none";
    if (fault === "request lost") return { kind: "no-answer", error: "lost" };
    const outcome = await remote.save(id, row);
    if (fault === "crash while sending") throw new Error("crash");
    return fault === "answer lost" ? { kind: "no-answer", error: "lost" } : outcome;
  };
  const run = async (sender: Sender = "page"): Promise<void> => {
    time += 120_000; // Longer than any backoff.
    const ports = {
      ...{
        store,
        now: () => time,
        random: () => 0.5,
        newId: () => `${name}-${ids++}`,
        deviceId: name,
        merge: sender === "page" ? merge : takingNothing,
      },
      remote: { ...remote, save: send },
      onChange: () => {},
    };
    // A crash leaves the row marked as being sent, as a closed tab would.
    await drain(ports, USER).catch(() => undefined);
  };
  return {
    texts,
    attempts,
    edit: (widget: string, text: string) => {
      texts[widget] = text;
      return update((doc) => {
        const { draft } = doc;
        if (draft === null) throw new Error("not open");
        const own = { ...textsOf(draft.layout), [widget]: text } as Record<string, string>;
        return edited(doc, { basis: draft, layout: notes(own) }, merge);
      });
    },
    resolve: (choice: "mine" | "theirs" | "merged") =>
      update((doc) => resolved(doc, choice, orderOf(`${name}-${ids++}`, time))),
    queue: () => update((doc) => queued(doc, orderOf(`${name}-${ids++}`, time))),
    pull: async () => {
      const { head } = await store.read(DOC);
      const outcome = await remote.load("main", head?.version ?? null);
      if (outcome.kind === "found")
        await update((doc) => pulled(doc, outcome.value, orderOf(`${name}-${ids++}`, time)));
    },
    drain: (fault: Fault, sender?: Sender) => {
      faults.push(fault);
      return run(sender);
    },
    settle: async () => {
      faults.length = 0;
      await update((doc) => queued(doc, orderOf(`${name}-${ids++}`, time)));
      for (let round = 0; round < 3; round += 1) await run();
    },
    read: () => store.read(DOC),
  };
};

const step = fc.record({
  device: fc.nat({ max: 2 }),
  action: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("edit" as const),
        widget: fc.nat({ max: 2 }),
        text: fc.string({ maxLength: 4 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("queue" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("pull" as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("drain" as const),
        fault: fc.constantFrom<Fault>("none", "request lost", "answer lost", "crash while sending"),
        sender: fc.constantFrom<Sender>("page", "worker"),
      }),
    },
  ),
});

describe("the outbox", () => {
  it("loses nothing, does nothing twice and asks nothing, whatever the network does (laws 1, 2, 4)", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const server = createTestServer();
        const devices = ["one", "two", "three"].map((name) => createDevice(name, server));
        for (const { device: index, action } of steps) {
          const device = devices[index];
          if (device === undefined) continue;
          if (action.kind === "edit") await device.edit(`w${index}-${action.widget}`, action.text);
          else if (action.kind === "queue") await device.queue();
          else if (action.kind === "pull") await device.pull();
          else await device.drain(action.fault, action.sender);
        }
        for (let round = 0; round < 3; round += 1) {
          for (const device of devices) await device.settle();
          for (const device of devices) await device.pull();
        }

        const everything = Object.assign({}, ...devices.map(({ texts }) => texts));
        const isTouched = Object.keys(everything).length > 0;
        for (const device of devices) {
          const doc = await device.read();
          expect(doc.rows).toEqual([]);
          if (!isTouched || server.current() === null) continue;
          expect(["saved", "untouched"]).toContain(statusOf(doc).kind);
          expect(textsOf(doc.draft?.layout)).toMatchObject(everything);
          expect(doc.draft?.layout).toEqual(server.current()?.layout);
        }
        expect(server.versions.map(({ version }) => version)).toEqual(
          server.versions.map((_, index) => index + 1),
        );
        expect(server.versions.some(({ setAside }) => setAside)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it("sends the same operation again when the answer was lost, and never a second one for it", async () => {
    const server = createTestServer();
    const device = createDevice("one", server);
    await device.edit("a", "x");
    await device.queue();
    await device.drain("answer lost");
    expect(server.versions).toHaveLength(1);
    await device.drain("none");
    expect(device.attempts).toHaveLength(2);
    expect(new Set(device.attempts).size).toBe(1);
    expect(server.versions).toHaveLength(1);
    expect(statusOf(await device.read())).toEqual({ kind: "saved" });
  });

  it("takes a replay for what it is, even after another device has built on it (law 2)", async () => {
    const server = createTestServer();
    const [one, two] = [createDevice("one", server), createDevice("two", server)];
    await one.edit("a", "first");
    await one.queue();
    await one.drain("answer lost");
    await two.pull();
    await two.edit("a", "second");
    await two.settle();
    await one.drain("none");
    expect(statusOf(await one.read())).toEqual({ kind: "saved" });
    await one.pull();
    expect(textsOf((await one.read()).draft?.layout)["a"]).toBe("second");
    expect(server.versions).toHaveLength(2);
  });
});

describe("a sender without the rules of merging", () => {
  const behind = async () => {
    const server = createTestServer();
    const [here, there] = [createDevice("here", server), createDevice("there", server)];
    await here.edit("a", "shared");
    await here.settle();
    await there.pull();
    await there.edit("b", "theirs");
    await there.settle();
    return { server, here };
  };

  it("settles what takes none", async () => {
    const device = createDevice("one", createTestServer());
    await device.edit("a", "x");
    await device.queue();
    await device.edit("a", "y");
    await device.drain("none", "worker");
    const doc = await device.read();
    expect(doc.rows).toEqual([]);
    expect(textsOf(doc.head?.layout)["a"]).toBe("x");
  });

  it("leaves a merged save as it was sent; a page sends that again and learns what became of it", async () => {
    const { server, here } = await behind();
    await here.edit("a", "mine");
    await here.queue();
    await here.edit("c", "later");
    await here.drain("none", "worker");
    const left = await here.read();
    expect(left.rows).toMatchObject([{ state: "sending", attempts: 1 }]);
    expect(left.head?.version).toBe(1);
    const versions = server.versions.length;
    await here.drain("none", "page");
    expect(new Set(here.attempts.slice(-2)).size).toBe(1);
    expect(server.versions).toHaveLength(versions);
    await here.settle();
    expect(textsOf((await here.read()).draft?.layout)).toMatchObject({ a: "mine", b: "theirs", c: "later" });
  });

  it("leaves a clash to a page, which asks", async () => {
    const { here } = await behind();
    await here.edit("b", "mine");
    await here.queue();
    await here.drain("none", "worker");
    expect((await here.read()).rows).toMatchObject([{ state: "sending" }]);
    await here.drain("none", "page");
    expect(statusOf(await here.read())).toEqual({ kind: "decision" });
  });
});

const clashStep = fc.record({
  device: fc.nat({ max: 2 }),
  action: fc.constantFrom(
    "edit",
    "edit",
    "queue",
    "pull",
    "drain",
    "drain",
    "answer lost",
    "mine",
    "theirs",
    "merged",
  ),
});

describe("devices that edit the same widget", () => {
  it("ask, and whatever is chosen, everybody's last word is in the history (laws 3 and 6)", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(clashStep, { maxLength: 50 }), async (steps) => {
        const server = createTestServer();
        const devices = ["one", "two", "three"].map((name) => createDevice(name, server));
        const lastWords: Record<number, string> = {};
        let texts = 0;
        for (const { device: index, action } of steps) {
          const device = devices[index];
          if (device === undefined) continue;
          if (action === "edit") {
            lastWords[index] = `text ${texts++}`;
            await device.edit("shared", lastWords[index]);
          } else if (action === "queue") await device.queue();
          else if (action === "pull") await device.pull();
          else if (action === "drain" || action === "answer lost")
            await device.drain(action === "drain" ? "none" : action);
          else await device.resolve(action);
        }
        for (let round = 0; round < 6; round += 1) {
          for (const device of devices) {
            await device.settle();
            await device.resolve(round % 2 === 0 ? "theirs" : "mine");
            await device.settle();
            await device.pull();
          }
        }
        const history = server.versions.map(({ layout }) => textsOf(layout)["shared"]);
        for (const words of Object.values(lastWords)) expect(history).toContain(words);
        for (const device of devices) {
          const doc = await device.read();
          expect(doc.rows).toEqual([]);
          if (texts > 0) expect(doc.draft?.layout).toEqual(server.current()?.layout);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a save that the server can't take", () => {
  it("is a person's decision where the merge would pass a limit", async () => {
    const server = createTestServer();
    const [here, there] = [createDevice("here", server), createDevice("there", server)];
    await here.edit("a", "shared");
    await here.settle();
    await there.pull();
    const many = (mark: string) => Array.from({ length: 300 }, (_, at) => `${mark}${at}`);
    for (const id of many("t")) await there.edit(id, "theirs");
    await there.settle();
    for (const id of many("h")) await here.edit(id, "mine");
    await here.settle();
    const doc = await here.read();
    expect(textsOf(server.current()?.layout)).not.toHaveProperty("h0");
    expect(doc.parked).toEqual([]);
    expect(textsOf(doc.draft?.layout)).toMatchObject({ h0: "mine", h299: "mine" });
    expect(statusOf(doc)).toEqual({ kind: "decision" });
  });

  it("waits where a sealed layout stands, and nothing is put over that", async () => {
    for (const isFirstVisit of [true, false]) {
      const server = createTestServer();
      const device = createDevice("here", server);
      if (!isFirstVisit) {
        await device.edit("a", "open");
        await device.settle();
      }
      server.versions.push(sealedVersion(2));
      await device.edit("a", "mine");
      await device.settle();
      expect(server.current()).toEqual(sealedVersion(2));
      const doc = await device.read();
      expect(doc.rows).toMatchObject([{ state: "queued", lastError: "locked" }]);
      expect(doc.draft?.seal).toEqual({ mode: "whole", over: 2 });
      expect(textsOf(doc.draft?.layout)["a"]).toBe("mine");
    }
  });
});
