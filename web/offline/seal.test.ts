import { describe, expect, it } from "vitest";
import { acked, outdated, taken } from "./delivery.ts";
import { createTestServer, headOf, notes, orderOf, SEED, save, savedDocument } from "./document.testing.ts";
import { type Document, EMPTY_DOCUMENT, opened, reseeded, sealOf } from "./document.ts";
import { drain } from "./drain.ts";
import { createMemoryStore } from "./memory-store.testing.ts";
import { takingNothing } from "./merging.ts";
import { adopted, pulled } from "./rebase.ts";
import { decided, type Seal, sealIn, wary } from "./seal.ts";

const ORDER = orderOf("order", 2_000);
const SEALS: readonly Seal[] = ["open", "fields", "whole"];
const sealedHead = (version: number, seal?: Seal) => ({
  ...headOf(version, notes({ a: "theirs", b: "seed" })),
  ...(seal === undefined ? {} : { seal }),
});

describe("how a document's saves go out", () => {
  it("is in the open until somebody has it sealed", () => {
    expect(sealOf(savedDocument())).toBe("open");
    expect(sealOf(EMPTY_DOCUMENT)).toBe("open");
    expect(sealOf(decided(savedDocument(), "whole"))).toBe("whole");
  });

  it("becomes stricter by what another device saved, and never less strict", () => {
    for (const before of SEALS) {
      for (const [index, seal] of SEALS.entries()) {
        const after = sealOf(wary(decided(savedDocument(), before), { seal, version: 2 }));
        expect(SEALS.indexOf(after)).toBe(Math.max(SEALS.indexOf(before), index));
      }
    }
  });

  it("is a person's word against every version that there was when they gave it", () => {
    const doc = decided(pulled(savedDocument(), sealedHead(2, "whole"), ORDER), "open");
    expect(sealOf(wary(doc, { seal: "whole", version: 2 }))).toBe("open");
    expect(sealOf(wary(doc, { seal: "fields", version: 3 }))).toBe("fields");
  });

  it("is known from the first load on, even where nothing is taken over from it", () => {
    expect(sealOf(opened({ ...EMPTY_DOCUMENT, head: sealedHead(1, "whole") }, SEED))).toBe("whole");
    const waiting = save(savedDocument(), notes({ a: "mine", b: "seed" }), "op");
    expect(sealOf(pulled(waiting, sealedHead(2, "fields"), ORDER))).toBe("fields");
  });

  it("stays where a first visit gets another seed", () => {
    const met = wary(opened(EMPTY_DOCUMENT, SEED), { seal: "whole", version: 1 });
    expect(sealOf(reseeded(met, notes({ a: "other" })))).toBe("whole");
  });

  it("follows a refusal that shows a sealed head, and not our own save's answer", () => {
    const { doc } = taken(save(savedDocument(), notes({ a: "seed", b: "mine" }), "op"), 5_000);
    expect(sealOf(outdated(doc, "op", sealedHead(2, "fields"), ORDER))).toBe("fields");
    const off = decided(doc, "open");
    const own = acked(off, "op", sealedHead(2, "fields"), ORDER);
    expect(sealOf(own)).toBe("open");
    expect(sealOf(wary(own, { seal: "fields", version: 2 }))).toBe("open");
  });

  it("goes along with what one user leaves to the next", () => {
    const orphan = decided(save(savedDocument(), notes({ a: "left", b: "seed" }), "op"), "whole");
    for (const heir of [opened(EMPTY_DOCUMENT, SEED), savedDocument()])
      expect(sealOf(adopted(heir, orphan, ORDER))).toBe("whole");
  });
});

describe("a row that is taken", () => {
  const row = (doc: Document) => taken(doc, 5_000).row;

  it("says how it is to be sealed", () => {
    const doc = save(savedDocument(), notes({ a: "mine", b: "seed" }), "op");
    expect(row(doc)).not.toHaveProperty("seal");
    expect(row(decided(doc, "fields"))).toMatchObject({ opId: "op", seal: "fields" });
  });

  it("is another operation where it was sent in another form before, and the same where it was not", () => {
    const sent = taken(save(savedDocument(), notes({ a: "mine", b: "seed" }), "op"), 5_000).doc;
    expect(row(sent)).toMatchObject({ opId: "op" });
    const again = taken(decided(sent, "fields"), 5_000);
    expect(again.row).toMatchObject({ opId: "op.fields", seal: "fields" });
    expect(row(again.doc)).toMatchObject({ opId: "op.fields" });
  });
});

describe("a document to be sealed", () => {
  it("is left as it is, row by row, by whoever can't seal it", async () => {
    const [store, server] = [createMemoryStore(), createTestServer()];
    const doc = decided(save(opened(EMPTY_DOCUMENT, SEED), notes({ a: "mine" }), "op"), "fields");
    await store.update("guest-1/main", () => [doc, null]);
    const ports = {
      ...{ store, remote: server.remote("here"), deviceId: "here", newId: () => "new", now: () => 9_000 },
      ...{ random: () => 0.5, merge: takingNothing, onChange: () => {} },
    };
    await drain(ports, "guest-1");
    expect(await store.read("guest-1/main")).toEqual(doc);
    expect(server.current()).toBeNull();
  });
});

it("tells sealed layouts by what is in them", () => {
  expect(sealIn(SEED)).toBe("open");
  expect(sealIn({ sealed: "e30..aXY.Y2lwaGVy.dGFn" })).toBe("whole");
  const [first, ...rest] = SEED.desktop;
  const sealed = { ...first, config: {}, sealed: "e30..aXY.Y2lwaGVy.dGFn" };
  expect(sealIn({ desktop: rest, mobile: [sealed as (typeof rest)[number]] })).toBe("fields");
});
