import { describe, expect, it } from "vitest";
import { changesInWords, statusLabel, statusSentence } from "./words.ts";

const none = { added: 0, removed: 0, moved: 0, resized: 0, edited: 0 };

describe("changesInWords", () => {
  it("counts one widget and several in their own forms", () => {
    expect(changesInWords({ ...none, moved: 1 })).toBe("1 widget moved");
    expect(changesInWords({ ...none, moved: 2, edited: 1 })).toBe("2 widgets moved and 1 edited");
    expect(changesInWords({ ...none, added: 1, moved: 2, edited: 3 })).toBe(
      "1 widget added, 2 moved, and 3 edited",
    );
  });

  it("says so when no widget changed", () => {
    expect(changesInWords(none)).toBe("No widget changed");
  });
});

describe("statusLabel", () => {
  it("uses the words that were agreed on", () => {
    expect(statusLabel({ kind: "saving" })).toBe("Saving…");
    expect(statusLabel({ kind: "saved" })).toBe("Saved");
    expect(statusLabel({ kind: "local", waiting: 3 })).toBe("On this device, 3 waiting");
    expect(statusLabel({ kind: "sign-in", waiting: 1 })).toBe("Sign in to finish saving");
    expect(statusLabel({ kind: "decision" })).toBe("Needs your decision");
    expect(statusLabel({ kind: "not-saved", reason: "storage", detail: "" })).toBe("Not saved");
  });
});

describe("statusSentence", () => {
  it("speaks of one save and of several", () => {
    expect(statusSentence({ kind: "local", waiting: 1 })).toContain("1 save is safe");
    expect(statusSentence({ kind: "local", waiting: 2 })).toContain("2 saves are safe");
  });
});
