/**
 * What every `DocumentStore` keeps to, as cases that run wherever there is a store: in Node over memory, in a real
 * browser over IndexedDB. So nothing here knows a test runner; a case passes unless it throws.
 */
import { same } from "../../worker/layout/same.ts";
import type { Checksum, Layout } from "../../worker/layout/schema.ts";
import { type Document, type Draft, EMPTY_DOCUMENT, type Head, newRow, type ParkedRow } from "./document.ts";
import { type DocumentStore, docIdOf, type StoredSession } from "./store.ts";

export type StoreHarness = {
  readonly store: DocumentStore;
  /** What is written or deleted while the work is done: the name of its part, once for each draft, head or row. */
  readonly written: (work: () => Promise<unknown>) => Promise<readonly Part[]>;
};

export type Part = keyof Document;

/** A store that survives the page it is in, or its connection. */
export type DurableHarness = StoreHarness & {
  /** The same store as another page opens it. */
  readonly reopened: () => DocumentStore;
  /** Takes the connection away under the store: without a word, or as browsers tell it. */
  readonly cut: (how: "silently" | "terminated") => void;
  /** Another tab deletes everything, which takes that all others let go. */
  readonly deleteAll: () => Promise<void>;
};

type Test = (title: string, run: () => Promise<void>) => void;

/** Each case has an empty store of its own, on a clean device. */
export const describeDocumentStore = (name: string, open: () => Promise<StoreHarness>, test: Test): void => {
  for (const [title, run] of Object.entries(CASES)) {
    test(`${name}: ${title}`, async () => run(await open()));
  }
};

/** As `describeDocumentStore`, and what only holds where documents outlive a page. */
export const describeDurableStore = (name: string, open: () => Promise<DurableHarness>, test: Test): void => {
  describeDocumentStore(name, open, test);
  for (const [title, run] of Object.entries(DURABLE_CASES)) {
    test(`${name}: ${title}`, async () => run(await open()));
  }
};

const MINE = docIdOf("guest-1", "main");
const OTHER = docIdOf("guest-1", "other");
/** Begins as the first user's id does. */
const THEIRS = docIdOf("guest-10", "main");

const layoutOf = (text: string): Layout => ({
  desktop: [{ id: "a", type: "notes", x: 0, y: 0, w: 1, h: 1, config: { text } }],
  mobile: [],
});

const draftOf = (rev: number, text = `rev ${rev}`): Draft => ({
  ...{ rev, queuedRev: 0, layout: layoutOf(text), seed: layoutOf("seed") },
});

const rowOf = (seq: number, text = `row ${seq}`) =>
  newRow({
    ...{ seq, opId: `op-${seq}`, now: 1_000 },
    ...{ base: { version: null, layout: layoutOf("seed") }, layout: layoutOf(text) },
  });

const headOf = (version: number): Head => ({
  ...{ version, checksum: `sum-${version}` as Checksum, deviceId: "device-1" },
  ...{ updatedAt: "2026-01-01T00:00:00.000Z", layout: layoutOf(`version ${version}`) },
});

const parkedOf = (opId: string): ParkedRow => ({
  ...{ opId, layout: layoutOf(opId), code: "layout-invalid", detail: "No.", headVersion: null },
  queuedAt: "2026-01-01T00:00:00.000Z",
});

const WHOLE: Document = {
  ...{ draft: draftOf(1), head: headOf(3) },
  ...{ rows: [rowOf(1), rowOf(2)], parked: [parkedOf("op-x"), parkedOf("op-y")] },
};

const SESSION: StoredSession = {
  ...{ user: { id: "guest-1" }, device: { id: "device-1", name: "Test" }, devices: [] },
  ...{ authenticatedBy: "session", succeeds: "guest-0" },
};

const put = (store: DocumentStore, docId: string, doc: Document): Promise<null> =>
  store.update(docId, () => [doc, null]);

const CASES: Readonly<Record<string, (harness: StoreHarness) => Promise<void>>> = {
  "a document that nobody wrote is empty": async ({ store }) => {
    expectHolds(await store.read(MINE), EMPTY_DOCUMENT);
    expectHolds(await store.update(MINE, (doc) => [doc, doc]), EMPTY_DOCUMENT);
  },

  "an update writes all parts of a document, and hands on the answer": async ({ store }) => {
    const answer = await store.update(MINE, (doc) => [{ ...doc, ...WHOLE }, "the answer"]);
    expectHolds(answer, "the answer");
    expectHolds(await store.read(MINE), WHOLE);
    expectHolds(await store.update(MINE, (doc) => [doc, doc]), WHOLE);
  },

  "what is stored comes back as it was, odd keys and all": async ({ store }) => {
    const config = JSON.parse(
      '{"__proto__":{"x":1},"constructor":"y","":[null,0.1,"\\u00fc\\ud83d\\ude00"]}',
    );
    const layout = { ...layoutOf("odd"), desktop: [{ ...layoutOf("odd").desktop[0], config }] } as Layout;
    await put(store, MINE, { ...EMPTY_DOCUMENT, draft: { ...draftOf(1), layout } });
    expectHolds((await store.read(MINE)).draft?.layout, layout);
  },

  "an update that throws changes nothing, and says why": async ({ store }) => {
    await put(store, MINE, WHOLE);
    const failure = new Error("the change failed");
    const thrown = await store
      .update(MINE, () => {
        throw failure;
      })
      .catch((error: unknown) => error);
    expectThat(thrown === failure, "the very error comes back");
    expectHolds(await store.read(MINE), WHOLE);
    await put(store, MINE, { ...WHOLE, draft: draftOf(2) });
    expectHolds((await store.read(MINE)).draft, draftOf(2));
  },

  "updates that overlap come one after the other": async ({ store }) => {
    const turns = Array.from({ length: 20 }, (_, turn) =>
      store.update(MINE, (doc) => {
        const rev = (doc.draft?.rev ?? 0) + 1;
        return [{ ...doc, draft: draftOf(rev), rows: [...doc.rows, rowOf(rev)] }, turn];
      }),
    );
    expectHolds(await Promise.all(turns), [...turns.keys()]);
    const { draft, rows } = await store.read(MINE);
    expectHolds([draft?.rev, rows.length], [20, 20]);
  },

  "a failed update among others takes none of them along": async ({ store }) => {
    const add = (seq: number) =>
      store.update(MINE, (doc) => {
        if (seq === 2) throw new Error("this one");
        return [{ ...doc, rows: [...doc.rows, rowOf(seq)] }, seq];
      });
    const results = await Promise.allSettled([add(1), add(2), add(3)]);
    expectHolds(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    expectHolds((await store.read(MINE)).rows, [rowOf(1), rowOf(3)]);
  },

  "rows keep their order, whatever comes and goes": async ({ store }) => {
    const seqs = Array.from({ length: 12 }, (_, index) => index + 1);
    await put(store, MINE, { ...EMPTY_DOCUMENT, rows: seqs.map((seq) => rowOf(seq)) });
    await store.update(MINE, (doc) => [{ ...doc, rows: [...doc.rows.slice(1), rowOf(13)] }, null]);
    const { rows } = await store.read(MINE);
    expectHolds(
      rows.map(({ seq }) => seq),
      [...seqs.slice(1), 13],
    );
  },

  "a row is changed in its place, and is gone when it is taken out": async ({ store }) => {
    await put(store, MINE, WHOLE);
    await store.update(MINE, (doc) => {
      const [first, ...rest] = doc.rows;
      const sent = first === undefined ? [] : [{ ...first, state: "sending" as const, attempts: 1 }];
      return [{ ...doc, rows: [...sent, ...rest], parked: doc.parked.slice(1) }, null];
    });
    const { rows, parked } = await store.read(MINE);
    expectHolds(rows, [{ ...rowOf(1), state: "sending", attempts: 1 }, rowOf(2)]);
    expectHolds(parked, [parkedOf("op-y")]);
    await store.update(MINE, (doc) => [{ ...doc, rows: [], parked: [] }, null]);
    expectHolds(await store.read(MINE), { ...WHOLE, rows: [], parked: [] });
  },

  "a part that an update takes away is gone": async ({ store }) => {
    await put(store, MINE, WHOLE);
    await store.update(MINE, (doc) => [{ ...doc, draft: null, head: null }, null]);
    expectHolds(await store.read(MINE), { ...WHOLE, draft: null, head: null });
    await put(store, MINE, EMPTY_DOCUMENT);
    expectHolds(await store.read(MINE), EMPTY_DOCUMENT);
  },

  "parts of the same reference are not written again": async ({ store, written }) => {
    await put(store, MINE, WHOLE);
    const parts = (change: (doc: Document) => Document) =>
      written(() => store.update(MINE, (doc) => [change(doc), null]));
    expectHolds(await parts((doc) => doc), []);
    expectHolds(await parts((doc) => ({ ...doc })), []);
    expectHolds(await parts((doc) => ({ ...doc, draft: draftOf(2) })), ["draft"]);
    expectHolds(await parts((doc) => ({ ...doc, head: headOf(4) })), ["head"]);
    // One row more: those that were there stay as they are.
    expectHolds(await parts((doc) => ({ ...doc, rows: [...doc.rows, rowOf(3)] })), ["rows"]);
    expectHolds(await parts((doc) => ({ ...doc, parked: doc.parked.slice(1) })), ["parked"]);
    expectHolds((await store.read(MINE)).rows, [rowOf(1), rowOf(2), rowOf(3)]);
  },

  "what is handed in can change afterwards, and what is stored does not": async ({ store }) => {
    const layout = { desktop: [], mobile: [] as unknown[] };
    await put(store, MINE, { ...EMPTY_DOCUMENT, draft: { ...draftOf(1), layout: layout as Layout } });
    layout.mobile.push("changed");
    expectHolds((await store.read(MINE)).draft?.layout, { desktop: [], mobile: [] });
  },

  "waiting are the user's own documents that have rows": async ({ store }) => {
    await put(store, MINE, WHOLE);
    await put(store, OTHER, { ...WHOLE, rows: [] });
    await put(store, THEIRS, WHOLE);
    expectHolds(await store.waiting("guest-1"), [MINE]);
    expectHolds(await store.waiting("guest-10"), [THEIRS]);
    expectHolds(await store.waiting("guest"), []);
    await put(store, OTHER, { ...WHOLE, rows: [rowOf(1), rowOf(2)] });
    expectHolds([...(await store.waiting("guest-1"))].sort(), [MINE, OTHER]);
    await store.update(MINE, (doc) => [{ ...doc, rows: [] }, null]);
    expectHolds(await store.waiting("guest-1"), [OTHER]);
  },

  "documents of two users, and two of one user, never mix": async ({ store }) => {
    const docOf = (rev: number): Document => ({ ...WHOLE, draft: draftOf(rev), rows: [rowOf(rev)] });
    await Promise.all([
      put(store, MINE, docOf(1)),
      put(store, THEIRS, docOf(2)),
      put(store, OTHER, docOf(3)),
    ]);
    await store.update(THEIRS, () => [emptied(docOf(4)), null]);
    await store.remove(OTHER, () => true);
    expectHolds(await store.read(MINE), docOf(1));
    expectHolds(await store.read(THEIRS), emptied(docOf(4)));
    expectHolds(await store.read(OTHER), EMPTY_DOCUMENT);
  },

  "a document is removed where it is as expected, and stays where it is not": async ({ store }) => {
    await store.writeSession(SESSION);
    await put(store, MINE, WHOLE);
    await put(store, THEIRS, WHOLE);
    const isAt = (rev: number) => (doc: Document) => doc.draft?.rev === rev;
    expectHolds(await store.remove(MINE, isAt(7)), false);
    expectHolds(await store.read(MINE), WHOLE);
    expectHolds(await store.remove(MINE, isAt(1)), true);
    expectHolds(await store.read(MINE), EMPTY_DOCUMENT);
    expectHolds(await store.waiting("guest-1"), []);
    expectHolds(await store.read(THEIRS), WHOLE);
    expectHolds(await store.session(), SESSION);
  },

  "a removal sees what updates before it wrote": async ({ store }) => {
    await put(store, MINE, WHOLE);
    const edit = put(store, MINE, { ...WHOLE, draft: draftOf(2) });
    expectHolds(await store.remove(MINE, (doc) => doc.draft?.rev === 1), false);
    await edit;
    expectHolds((await store.read(MINE)).draft, draftOf(2));
  },

  "the session goes in and comes out, and the last one counts": async ({ store }) => {
    expectHolds(await store.session(), null);
    await store.writeSession({ ...SESSION, user: { id: "guest-0" } });
    await store.writeSession(SESSION);
    expectHolds(await store.session(), SESSION);
  },
};

const emptied = (doc: Document): Document => ({ ...doc, rows: [], parked: [] });

const DURABLE_CASES: Readonly<Record<string, (harness: DurableHarness) => Promise<void>>> = {
  "what was written is there for the next page": async ({ store, reopened }) => {
    await put(store, MINE, WHOLE);
    await store.writeSession(SESSION);
    const again = reopened();
    expectHolds(await again.read(MINE), WHOLE);
    expectHolds(await again.waiting("guest-1"), [MINE]);
    expectHolds(await again.session(), SESSION);
  },

  "two pages take turns on one document": async ({ store, reopened }) => {
    const pages = [store, reopened(), reopened()];
    const add = (page: DocumentStore) =>
      page.update(MINE, (doc) => [{ ...doc, draft: draftOf((doc.draft?.rev ?? 0) + 1) }, null]);
    await Promise.all(Array.from({ length: 5 }, () => pages.map(add)).flat());
    for (const page of pages) expectHolds((await page.read(MINE)).draft?.rev, 15);
  },

  "a connection that was closed under it is opened again": async ({ store, cut }) => {
    await put(store, MINE, WHOLE);
    cut("silently");
    expectHolds(await store.read(MINE), WHOLE);
    cut("silently");
    await put(store, MINE, { ...WHOLE, draft: draftOf(2) });
    cut("silently");
    expectHolds(await store.waiting("guest-1"), [MINE]);
    expectHolds((await store.read(MINE)).draft, draftOf(2));
  },

  "a connection that the browser terminated is opened again": async ({ store, cut }) => {
    await put(store, MINE, WHOLE);
    cut("terminated");
    await put(store, MINE, { ...WHOLE, draft: draftOf(2) });
    expectHolds((await store.read(MINE)).draft, draftOf(2));
  },

  "another tab that deletes all is not held up, and it starts anew": async ({ store, deleteAll }) => {
    await put(store, MINE, WHOLE);
    await deleteAll();
    expectHolds(await store.read(MINE), EMPTY_DOCUMENT);
    await put(store, MINE, WHOLE);
    expectHolds(await store.read(MINE), WHOLE);
  },
};

/** Wanted members only: a store may keep notes of its own beside them. */
const holds = (actual: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return false;
    return wanted.every((item, index) => holds(actual[index], item));
  }
  if (!isObject(wanted)) return same(actual, wanted);
  return isObject(actual) && Object.keys(wanted).every((key) => holds(own(actual, key), wanted[key]));
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const own = (object: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const expectHolds = (actual: unknown, wanted: unknown): void =>
  expectThat(holds(actual, wanted), `wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(actual)}`);

const expectThat = (is: boolean, what: string): void => {
  if (!is) throw new Error(`Not so: ${what}`);
};
