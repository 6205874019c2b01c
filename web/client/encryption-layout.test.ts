import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { layouts } from "../../worker/layout/arbitrary.testing.ts";
import { layout, widget } from "../../worker/layout/layout.testing.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout, SealedLayout } from "../../worker/layout/schema.ts";
import { validateLayout } from "../../worker/layout/validate.ts";
import { OWNER, testKeys } from "./encryption.testing.ts";
import {
  openWhole,
  openWidgets,
  type SealedField,
  type Seals,
  sealWhole,
  sealWidgets,
} from "./encryption-layout.ts";
import { sealText } from "./encryption-seal.ts";

let seals: Seals;
beforeAll(async () => {
  seals = { keys: await testKeys(), owner: OWNER };
});

const BOTH: readonly SealedField[] = ["config", "title"];
const fieldsets = fc.constantFrom<readonly SealedField[]>(["config"], BOTH, []);

const twoNotes = (a: string, b: string): Layout =>
  layout([
    widget({ id: "a", title: "A", config: { text: a } }),
    widget({ id: "b", title: "B", x: 2, config: { text: b } }),
  ]);

/** What a server sees of a layout, as one text. */
const seen = (one: Layout | SealedLayout): string => JSON.stringify(one);

describe("a layout sealed as a whole", () => {
  it("opens to what it was, is valid in between, and is the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(layouts(), async (plain) => {
        const sealed = await sealWhole(seals, plain);
        expect(validateLayout(sealed).errors).toEqual([]);
        expect(await sealWhole(seals, structuredClone(plain))).toEqual(sealed);
        const opened = await openWhole(seals, sealed);
        expect(opened.ok && same(opened.value, plain)).toBe(true);
      }),
    );
  });

  it("is handed back as it came when it can't be opened", async () => {
    const elsewhere = { ...seals, owner: { ...OWNER, layout: "another" } };
    for (const data of [
      await sealWhole(elsewhere, twoNotes("x", "y")),
      await sealWhole({ ...seals, owner: { ...OWNER, user: "another" } }, twoNotes("x", "y")),
      await sealWhole({ ...seals, keys: await testKeys(1) }, twoNotes("x", "y")),
      { sealed: "A.B.C.D.E" },
      { sealed: "" },
    ]) {
      const opened = await openWhole(seals, data);
      expect(opened).toEqual({ ok: false, reason: "tampered", kept: data });
      expect("kept" in opened && opened.kept).toBe(data);
    }
  });

  it("is not taken for a widget, nor a widget for it", async () => {
    const [one] = (await sealWidgets(seals, twoNotes("x", "y"), BOTH)).desktop;
    expect(await openWhole(seals, { sealed: one?.sealed ?? "" })).toMatchObject({ reason: "tampered" });
    const { sealed } = await sealWhole(seals, layout());
    const moved = layout([widget({ id: "a", sealed })]);
    expect(await openWidgets(seals, moved)).toMatchObject({ reason: "tampered", widgetIds: ["a"] });
  });

  it("of something that is no layout does not open", async () => {
    const sealed = await sealText(seals.keys, { kind: "layout", ...OWNER }, '{"desktop":1}');
    expect(await openWhole(seals, { sealed })).toMatchObject({ reason: "tampered" });
  });
});

describe("a layout sealed widget by widget", () => {
  it("opens to what it was, is valid in between, and is the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(layouts(), fieldsets, async (plain, fields) => {
        const sealed = await sealWidgets(seals, plain, fields);
        expect(validateLayout(sealed).errors).toEqual([]);
        expect(await sealWidgets(seals, structuredClone(plain), fields)).toEqual(sealed);
        const opened = await openWidgets(seals, sealed);
        expect(opened.ok && same(opened.value, plain)).toBe(true);
      }),
    );
  });

  it("shows where things stand and nothing of what they say", async () => {
    const plain = twoNotes("secret-one", "secret-two");
    const sealed = await sealWidgets(seals, plain, ["config"]);
    expect(sealed.desktop.map(({ sealed: _, ...rest }) => rest)).toEqual(
      plain.desktop.map((one) => ({ ...one, config: {} })),
    );
    expect(seen(sealed)).not.toContain("secret");
    expect(seen(sealed)).not.toContain(Buffer.from("secret").toString("base64url").slice(0, 6));
  });

  it("hides titles too where that is asked for", async () => {
    const sealed = await sealWidgets(seals, twoNotes("x", "y"), BOTH);
    expect(sealed.desktop.map(({ title }) => title)).toEqual([undefined, undefined]);
    const opened = await openWidgets(seals, sealed);
    expect(opened.ok && opened.value.desktop.map(({ title }) => title)).toEqual(["A", "B"]);
  });

  it("keeps a title that a device without the key wrote beside a sealed one", async () => {
    const sealed = await sealWidgets(seals, twoNotes("x", "y"), BOTH);
    const [one, ...rest] = sealed.desktop;
    const renamed = layout([{ ...(one ?? widget()), title: "Renamed" }, ...rest]);
    const opened = await openWidgets(seals, renamed);
    expect(opened.ok && opened.value.desktop.map(({ title }) => title)).toEqual(["Renamed", "B"]);
  });

  it("changes only where the text changed, whatever moved", async () => {
    const before = await sealWidgets(seals, twoNotes("x", "y"), ["config"]);
    const moved = twoNotes("x", "z");
    const after = await sealWidgets(
      seals,
      { ...moved, desktop: moved.desktop.map((one) => ({ ...one, y: 7 })) },
      ["config"],
    );
    expect(after.desktop[0]?.sealed).toBe(before.desktop[0]?.sealed);
    expect(after.desktop[1]?.sealed).not.toBe(before.desktop[1]?.sealed);
  });

  it("is one widget where it stands on both form factors", async () => {
    const one = widget({ config: { text: "x" } });
    const sealed = await sealWidgets(seals, layout([one], { mobile: [{ ...one, w: 1 }] }), ["config"]);
    expect(sealed.mobile[0]?.sealed).toBe(sealed.desktop[0]?.sealed);
  });

  it("says nothing of two widgets that hold the same", async () => {
    const { desktop } = await sealWidgets(seals, twoNotes("x", "x"), ["config"]);
    const parts = desktop.map(({ sealed }) => sealed?.split(".") ?? []);
    for (const at of [2, 3, 4]) expect(parts[0]?.[at]).not.toBe(parts[1]?.[at]);
  });

  it("names the widgets that can't be opened, shows the others, and hands all back as it came", async () => {
    const sealed = await sealWidgets(seals, twoNotes("x", "y"), ["config"]);
    const [one = widget(), two = widget()] = sealed.desktop;
    const swapped = layout([{ ...one, sealed: two.sealed ?? "" }, two]);
    const opened = await openWidgets(seals, swapped);
    if (opened.ok) throw new Error("opened");
    expect(opened).toMatchObject({ reason: "tampered", widgetIds: ["a"] });
    expect(opened.kept).toBe(swapped);
    expect(opened.partly.desktop[0]).toBe(swapped.desktop[0]);
    expect(opened.partly.desktop[1]).toEqual(twoNotes("x", "y").desktop[1]);
  });

  it("never seals over what could not be opened", async () => {
    const foreign = widget({ id: "c", x: 4, sealed: "A.B.C.D.E" });
    const sealed = await sealWidgets(seals, layout([...twoNotes("x", "y").desktop, foreign]), BOTH);
    expect(sealed.desktop[2]).toBe(foreign);
  });

  it("is the same layout where nothing of it is sealed", async () => {
    const plain = twoNotes("x", "y");
    const opened = await openWidgets(seals, plain);
    expect(opened.ok && opened.value).toBe(plain);
  });

  it("of something that is no config does not open", async () => {
    const place = { kind: "config" as const, ...OWNER, widget: "a" };
    for (const text of ["null", "[]", '{"config":[]}', '{"config":{},"title":1}']) {
      const sealed = await sealText(seals.keys, place, text);
      expect(await openWidgets(seals, layout([widget({ sealed })]))).toMatchObject({ widgetIds: ["a"] });
    }
  });
});
