import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginning, excerpt } from "./excerpt.ts";
import { type Span, textChange } from "./textChange.ts";

const of = (text: string, { from, to }: Span): string => text.slice(from, to);
const changed = (was: string, is: string): readonly [string, string] => {
  const change = textChange(was, is);
  return [of(was, change.was), of(is, change.is)];
};

const signs = new Intl.Segmenter("en", { granularity: "grapheme" });
const cuts = (text: string): ReadonlySet<number> =>
  new Set([...[...signs.segment(text)].map(({ index }) => index), text.length]);

/** What is hard to cut: letters with marks, families, flags, pairs of surrogates and halves of them. */
const text = fc
  .array(
    fc.constantFrom(..."ab \n.,1é漢", "e\u0301", "👩‍👩‍👧", "🇩🇪", "🇯", "👍🏽", "क्ष", "\r\n", "\ud83d", "😀"),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(""));

/** Two texts that have much in common. */
const pair = fc
  .tuple(text, text, text, text)
  .map(([start, was, is, end]) => [start + was + end, start + is + end] as const);

describe("what changed of a text", () => {
  it("is whole words, between what both begin and end with", () => {
    expect(changed("Buy milk today", "Buy oat milk today")).toEqual(["", "oat "]);
    expect(changed("the cat sat", "the car sat")).toEqual(["cat", "car"]);
    expect(changed("Buy mil", "Buy milk")).toEqual(["mil", "milk"]);
    expect(changed("Welcome\nMilk", "Welcome\nMore")).toEqual(["Milk", "More"]);
    expect(changed("a a", "a a a")).toEqual(["", " a"]);
    expect(changed("", "new")).toEqual(["", "new"]);
    expect(changed("same", "same")).toEqual(["", ""]);
  });

  it("is a part of what is too long for a word", () => {
    const long = "x".repeat(400);
    expect(changed(`${long}a${long}`, `${long}b${long}`)).toEqual(["a", "b"]);
  });

  it("never is half a sign", () => {
    expect(changed("👩‍👩‍👧", "👩‍👩‍👦")).toEqual(["👩‍👩‍👧", "👩‍👩‍👦"]);
    expect(changed("👍", "👍🏽")).toEqual(["👍", "👍🏽"]);
    expect(changed("cafe", "cafe\u0301")).toEqual(["cafe", "cafe\u0301"]);
    fc.assert(
      fc.property(pair, ([was, is]) => {
        const change = textChange(was, is);
        for (const [one, { from, to }] of [[was, change.was] as const, [is, change.is] as const])
          expect([from, to].filter((at) => !cuts(one).has(at))).toEqual([]);
      }),
    );
  });

  it("is all that differs: the rest is the same on both sides", () => {
    fc.assert(
      fc.property(pair, ([was, is]) => {
        const change = textChange(was, is);
        expect(was.slice(0, change.was.from)).toBe(is.slice(0, change.is.from));
        expect(was.slice(change.was.to)).toBe(is.slice(change.is.to));
        expect(of(was, change.was) === of(is, change.is)).toBe(was === is);
      }),
    );
  });

  it("is no more than that: it begins and ends with another word on each side", () => {
    const sentence = fc.array(fc.constantFrom("one", "two", "three"), { maxLength: 8 });
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const [was = [], is = []] = changed(one.join(" "), other.join(" ")).map((part) =>
          part.match(/\w+|\s/g),
        );
        if (was === null || is === null) return;
        expect(was[0]).not.toBe(is[0]);
        expect(was.at(-1)).not.toBe(is.at(-1));
      }),
    );
  });

  it("is found in the longest text that there is", () => {
    const long = "every word counts, even here. ".repeat(3_400);
    expect(changed(`${long}milk ${long}`, `${long}eggs ${long}`)).toEqual(["milk", "eggs"]);
  });
});

describe("an excerpt", () => {
  const story = "Once upon a time there was a grid that kept what people wrote into it.";
  const at = (word: string): Span => ({ from: story.indexOf(word), to: story.indexOf(word) + word.length });

  it("is what matters with whole words around it, and says where more is", () => {
    expect(excerpt(story, at("grid"), { around: 8, most: 40 })).toEqual({
      before: "…there was a ",
      part: "grid",
      after: " that kept…",
    });
    expect(excerpt("short", { from: 0, to: 5 }, { around: 8, most: 40 })).toEqual({
      ...{ before: "", part: "short", after: "" },
    });
  });

  it("is the beginning of what is long", () => {
    expect(excerpt(story, at("grid that kept what"), { around: 2, most: 8 })).toMatchObject({
      part: "grid …",
      after: "",
    });
    expect(beginning(story, 9)).toBe("Once upon…");
  });

  it("cuts no sign, and shows at least one", () => {
    fc.assert(
      fc.property(text, fc.nat(12), fc.integer({ min: 1, max: 12 }), (one, around, most) => {
        const { from, to } = textChange(one, "a").was;
        const { before, part, after } = excerpt(one, { from, to }, { around, most });
        const [left, shown, right] = [before, part, after].map((piece) => piece.replace(/^…|…$/g, ""));
        const places = [from - (left?.length ?? 0), from + (shown?.length ?? 0), to + (right?.length ?? 0)];
        expect(places.filter((at) => !cuts(one).has(at))).toEqual([]);
        expect(one).toContain(`${left}${shown}`);
        expect(shown === "").toBe(from === to);
      }),
    );
  });
});
