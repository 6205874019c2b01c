import { describe, expect, it } from "vitest";
import { catalog } from "../../../worker/layout/catalog.ts";
import { fieldsOf } from "../configuring/schemaFields.ts";
import { KINDS } from "../widgetKinds.ts";
import * as firstGerman from "./first.de.ts";
import * as firstEnglish from "./first.en.ts";
import * as restGerman from "./rest.de.ts";
import * as restEnglish from "./rest.en.ts";

type Leaf = readonly [id: string, value: unknown];

/** Every string and function, by the path that leads to it. */
const leaves = (value: unknown, id: string): readonly Leaf[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${id}.${key}`))
    : [[id, value]];

const english = [...leaves(firstEnglish.words, "first"), ...leaves(restEnglish.words, "rest")];
const german = new Map([...leaves(firstGerman.words, "first"), ...leaves(restGerman.words, "rest")]);

/** What both languages call the same. */
const SAME: ReadonlySet<unknown> = new Set([
  ...["Gridkeep", "Dashboard", "Dashboards", "Desktop", "Name", "Text", "Links", "Countdown"],
  ...["Digital", "Analog", "Passphrase"],
]);

/** As many of each kind as a function may take: it uses those that it has. */
const SAMPLES = [
  [3, "Ada", 2, 4],
  ["Ada", 3, 7],
  ["Ada", "Vor 5 Minuten", 2],
  [
    ["Ada", "Bob"],
    ["Ada", "Bob"],
  ],
  ["Linie", ["Ada", "Bob"], 2],
  [
    { x: 1, y: 2, w: 3, h: 4 },
    { x: 2, y: 3, w: 4, h: 5 },
  ],
] as const;

const saidBy = (say: (...args: readonly unknown[]) => unknown): readonly string[] =>
  SAMPLES.flatMap((sample) => {
    try {
      return [String(say(...sample))];
    } catch {
      return []; // It takes arguments of another kind.
    }
  });

const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown =>
  typeof value === "function";

const isWhole = (said: string): boolean => said !== "" && !/undefined|NaN|\[object/.test(said);

describe("the German words", () => {
  it("are there for every id, of the same kind", () => {
    for (const [id, value] of english) expect([id, typeof german.get(id)]).toEqual([id, typeof value]);
  });

  it("are no copies of the English ones", () => {
    const copies = english.filter(
      ([id, value]) => typeof value === "string" && german.get(id) === value && !SAME.has(value),
    );
    expect(copies).toEqual([]);
  });

  it("say something whole wherever the English ones do, and have no English quotation marks", () => {
    for (const [id, value] of german) {
      if (typeof value === "string") expect(value, id).not.toMatch(/“[^“”]*”|"|\.\.\./);
      if (!isFunction(value)) continue;
      expect(saidBy(value).filter(isWhole), id).not.toEqual([]);
    }
  });
});

describe("the German settings form", () => {
  it("has a label for every title of the catalog", () => {
    for (const kind of KINDS) {
      for (const field of fieldsOf(kind)) {
        const titles = field.kind === "list" ? field.fields.map(({ title }) => title) : [field.title];
        for (const title of titles) expect(restGerman.words.fieldLabels[title], title).toBeDefined();
      }
    }
    expect(KINDS).toHaveLength(Object.keys(catalog).length);
  });
});

describe("German sentences that are put together", () => {
  const none = { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 };

  it("name changes, one and several", () => {
    expect(restGerman.changesInWords({ ...none, moved: 2, edited: 1 })).toBe(
      "2 Widgets verschoben, 1 bearbeitet",
    );
    expect(restGerman.changesInWords({ ...none, added: 1 })).toBe("1 Widget hinzugefügt");
    expect(restGerman.changesInWords(none)).toBe("Kein Widget geändert");
  });

  it("say what became of which entry of a list", () => {
    const { ticked, unticked, renamed } = restGerman.words.entries;
    expect([ticked, unticked].map((say) => say("Milch"))).toEqual([
      "Milch abgehakt",
      "Milch nicht mehr abgehakt",
    ]);
    expect(renamed(restGerman.words.valueFrom("Milch", "Hafermilch"))).toBe("umbenannt: Milch → Hafermilch");
  });

  it("ask for widgets where none is chosen to be restored", () => {
    expect([0, 1, 2].map((n) => restEnglish.words.restoreWidgets(n))).toEqual([
      "Choose widgets",
      "Restore 1 widget",
      "Restore 2 widgets",
    ]);
    expect(restGerman.words.restoreWidgets(0)).toBe("Widgets auswählen");
  });

  it("call nothing saved but what is on the server", () => {
    expect(firstGerman.statusLabel({ kind: "saved" })).toBe("Gespeichert");
    expect(firstGerman.statusSentence({ kind: "local", waiting: 1 })).toContain("1 Speicherstand ist");
    expect(firstGerman.statusSentence({ kind: "local", waiting: 2 })).toContain("2 Speicherstände sind");
  });

  it("put a time inside of a sentence without a capital, but leave nouns theirs", () => {
    expect(restGerman.words.deviceSeen("Vor 5 Minuten")).toBe("Zuletzt gesehen: vor 5 Minuten");
    expect(restGerman.words.deviceSeen("Montag")).toBe("Zuletzt gesehen: Montag");
  });
});
