import { describe, expect, it } from "vitest";
import { checksum } from "../../worker/layout/checksum.ts";
import type { AnyLayout, Layout } from "../../worker/layout/schema.ts";
import { headOf, notes, SEED, save, savedDocument, sha256 } from "./document.testing.ts";
import type { OutboxRow } from "./document.ts";
import { guarded, type Vault } from "./guarded.ts";
import { createRemote } from "./remote.ts";
import type { Seal } from "./seal.ts";

const CIPHER = { sealed: "e30..aXY.Y2lwaGVy.dGFn" };
const FIELDS: Layout = {
  ...SEED,
  desktop: SEED.desktop.map((widget) => ({ ...widget, config: {}, ...CIPHER })),
};
const DOC = "guest-1/main";

/** What a server says of a version that holds this. */
const holding = async (layout: AnyLayout, version = 3) => ({
  ...headOf(version, SEED),
  layout,
  checksum: await checksum(layout),
});

type Answers = Readonly<Record<string, { readonly status: number; readonly body: object }>>;

/** A server that has one answer for each method, and the requests that it got. */
const serverThat = (answers: Answers, vault?: Vault) => {
  const requests: { readonly method: string; readonly body: string }[] = [];
  const fetcher: typeof fetch = async (_address, { method = "GET", body = "" } = {}) => {
    requests.push({ method, body: String(body) });
    const answer = answers[method];
    if (answer === undefined) throw new TypeError("down");
    return answer.status === 304
      ? new Response(null, { status: 304 })
      : Response.json(answer.body, { status: answer.status });
  };
  return { remote: guarded(createRemote(fetcher), vault), requests };
};

const rowSealed = (seal?: Seal, mine: Layout = { ...SEED, mobile: SEED.desktop }): OutboxRow => {
  const [row] = save(savedDocument(), mine, "op").rows;
  if (row === undefined) throw new Error("Nothing to save.");
  return seal === undefined ? row : { ...row, seal };
};

const UNCHANGED = { status: 304, body: {} };
const SAVED = { status: 200, body: { outcome: "saved", version: 2, checksum: "" } };
const conflictOver = (head: object) => ({
  status: 412,
  body: { code: "version-conflict", head, conflicts: [] },
});

/** Seals by a mark that anybody can read. */
const marking: Vault = {
  open: async (_docId, layout) =>
    "sealed" in layout ? { ok: false, reason: "tampered" } : { ok: true, value: SEED },
  seal: async (_docId, layout, mode) => ({
    ok: true,
    value: { sealed: `${mode}.${sha256(JSON.stringify(layout))}` },
  }),
};

for (const [name, layout, seal] of [
  ["a sealed layout", CIPHER, "whole"],
  ["a layout of sealed widgets", FIELDS, "fields"],
] as const) {
  describe(`${name}, without a key`, () => {
    it("goes no further than the calls that meet it, and is known for what it is", async () => {
      const head = await holding(layout);
      const found = serverThat({ GET: { status: 200, body: head } });
      const locked = { kind: "refused", code: "locked", met: { seal, version: 3 } };
      expect(await found.remote.load(DOC, null)).toMatchObject(locked);
      expect(await found.remote.version(DOC, 3)).toMatchObject(locked);
      const waits = { kind: "no-answer", error: "locked", met: { seal, version: 3 } };
      const conflict = serverThat({ GET: UNCHANGED, PUT: conflictOver(head) });
      expect(await conflict.remote.save(DOC, rowSealed())).toEqual(waits);
      const merged = { outcome: "merged", version: 3, checksum: head.checksum, layout };
      const became = serverThat({ GET: UNCHANGED, PUT: { status: 200, body: merged } });
      expect(await became.remote.save(DOC, rowSealed())).toEqual(waits);
    });

    it("keeps a save in the open from being sent at all, where the server was not asked before", async () => {
      const { remote, requests } = serverThat({
        GET: { status: 200, body: await holding(layout) },
        PUT: SAVED,
      });
      expect(await remote.save(DOC, rowSealed())).toMatchObject({ kind: "no-answer", error: "locked" });
      expect(requests.map(({ method }) => method)).toEqual(["GET"]);
    });
  });
}

describe("a layout in the open", () => {
  it("passes as it came", async () => {
    const head = await holding(SEED);
    const { remote } = serverThat({ GET: { status: 200, body: head }, PUT: conflictOver(head) });
    expect(await remote.load(DOC, null)).toEqual({ kind: "found", value: head });
    expect(await remote.save(DOC, rowSealed())).toEqual({ kind: "outdated", theirs: head });
  });

  it("is asked for before the first save, and before the first after no answer", async () => {
    const answers: Record<string, Answers[string]> = { GET: UNCHANGED, PUT: SAVED };
    const { remote, requests } = serverThat(answers);
    await remote.save(DOC, rowSealed());
    await remote.save(DOC, rowSealed());
    delete answers["PUT"];
    await remote.save(DOC, rowSealed());
    answers["PUT"] = SAVED;
    await remote.save(DOC, rowSealed());
    expect(requests.map(({ method }) => method)).toEqual(["GET", "PUT", "PUT", "PUT", "GET", "PUT"]);
  });
});

it("asks nothing about a user who has just begun", async () => {
  const session = { user: { id: "guest-1" }, device: { id: "here" } };
  const { remote, requests } = serverThat({ POST: { status: 201, body: session }, PUT: SAVED });
  await remote.startSession("here");
  await remote.save(DOC, rowSealed());
  expect(requests.map(({ method }) => method)).toEqual(["POST", "PUT"]);
});

describe("a save that is to be sealed", () => {
  it("is sent sealed, with the side that it sets aside, and in no other way", async () => {
    const { remote, requests } = serverThat({ PUT: SAVED }, marking);
    const row = { ...rowSealed("whole", notes({ a: "secret" })), setAside: notes({ a: "other secret" }) };
    expect(await remote.save(DOC, row)).toMatchObject({ kind: "acked", layout: null });
    const body = requests[0]?.body ?? "";
    expect(JSON.parse(body)).toEqual({
      changeType: "auto",
      layout: { sealed: `whole.${sha256(JSON.stringify(row.layout))}` },
      setAside: { sealed: `whole.${sha256(JSON.stringify(row.setAside))}` },
    });
    expect(body).not.toContain("secret");
  });

  it("is not sent while nobody can seal it", async () => {
    const { remote, requests } = serverThat({ PUT: SAVED });
    expect(await remote.save(DOC, rowSealed("fields"))).toEqual({ kind: "no-answer", error: "locked" });
    expect(requests).toEqual([]);
  });

  it("waits where it meets what is not what was sealed", async () => {
    const { remote } = serverThat({ PUT: conflictOver(await holding(CIPHER)) }, marking);
    expect(await remote.save(DOC, rowSealed("whole"))).toMatchObject({ error: "tampered" });
  });
});

describe("what does not match its checksum", () => {
  const damaged = { kind: "refused", code: "checksum-mismatch" };

  it("is never handed on, be it sealed or open, a head or a version", async () => {
    for (const layout of [SEED, CIPHER]) {
      const wrong = { ...(await holding(layout)), checksum: sha256("another") };
      const { remote } = serverThat({ GET: { status: 200, body: wrong } }, marking);
      expect(await remote.load(DOC, null)).toMatchObject(damaged);
      expect(await remote.version(DOC, 3)).toMatchObject(damaged);
    }
  });

  it("leaves a save waiting, to be asked about again", async () => {
    const wrong = { ...(await holding(SEED)), checksum: sha256("another") };
    const merged = { outcome: "merged", version: 3, checksum: sha256("another"), layout: SEED };
    for (const PUT of [conflictOver(wrong), { status: 200, body: merged }]) {
      const { remote } = serverThat({ GET: UNCHANGED, PUT });
      expect(await remote.save(DOC, rowSealed())).toEqual({ kind: "no-answer", error: "checksum-mismatch" });
    }
  });

  it("is not asked of a version that today's schema shows otherwise than it was saved", async () => {
    const migrated = { ...(await holding(SEED)), checksum: sha256("as it was"), migratedFrom: 1 };
    const { remote } = serverThat({ GET: { status: 200, body: migrated } });
    expect(await remote.version(DOC, 3)).toMatchObject({ kind: "found" });
  });
});
