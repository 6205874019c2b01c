import { describe, expect, it } from "vitest";
import { FAILURES } from "../../worker/layout/wire.ts";
import { changesInWords, failureInWords } from "./moreWords.ts";
import type { ShownStatus } from "./saving/useShownStatus.ts";
import { attemptInWords, statusLabel, statusSentence } from "./words.ts";

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

  it("calls a decision that changed no widget a decision", () => {
    expect(changesInWords(none, "conflict_resolution")).toBe("A conflict was decided");
    expect(changesInWords({ ...none, edited: 1 }, "conflict_resolution")).toBe("1 widget edited");
  });
});

describe("attemptInWords", () => {
  it("shows nobody a code, a status or an error's name", () => {
    const met = ["TypeError", "TimeoutError", "AbortError", "SyntaxError", "unknown", "HTTP 200", "HTTP 429"];
    for (const one of [
      ...met,
      "HTTP 502",
      "exists",
      "locked",
      "tampered",
      "checksum-mismatch",
      ...FAILURES,
    ]) {
      const said = attemptInWords(one);
      expect(said).toMatch(/^[A-Z][a-z' ]+\.$/);
      expect(said).not.toContain(one);
    }
  });

  it("tells a server that is out of reach from one that is busy, and from a stranger", () => {
    expect(attemptInWords("TypeError")).toBe("The server couldn't be reached.");
    expect(attemptInWords("HTTP 502")).toBe("The server is busy.");
    expect(attemptInWords("unavailable")).toBe("The server is busy.");
    expect(attemptInWords("HTTP 200")).toBe("Something else answered in place of the server.");
  });
});

describe("failureInWords", () => {
  it("has words of its own for every code, and passes on a sentence of a later server, and nothing less", () => {
    expect(failureInWords({ code: "layout-not-found", message: "There is no layout called big." })).toBe(
      "The dashboard isn't on the server any more: it was deleted.",
    );
    for (const code of FAILURES)
      expect(failureInWords({ code, message: "" })).not.toMatch(/no reason|layout|HTTP|JSON/);
    expect(failureInWords({ code: "later", message: "It is too late." })).toBe("It is too late.");
    expect(failureInWords({ code: "later", message: "later" })).toBe("The server gave no reason.");
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
    expect(statusLabel({ kind: "locked", waiting: 2 })).toBe("Passphrase needed");
    expect(statusLabel({ kind: "held" })).toBe("Not saved yet");
    expect(statusLabel({ kind: "untouched" })).toBe("Ready");
  });
});

/** Of each kind, and of each reason. */
const EVERY_STATUS: readonly ShownStatus[] = [
  ...([{ kind: "untouched" }, { kind: "saving" }, { kind: "saved" }, { kind: "held" }] as const),
  ...([0, 1, 3] as const).flatMap((waiting) =>
    (["local", "sign-in", "locked"] as const).map((kind) => ({ kind, waiting })),
  ),
  { kind: "decision" },
  ...(["refused", "damaged", "deleted", "storage"] as const).map((reason) => ({
    ...{ kind: "not-saved" as const, reason, detail: "HTTP 412" },
  })),
];

describe("the words of a status", () => {
  it("call nothing saved but what is on the server", () => {
    for (const status of EVERY_STATUS)
      expect([status, statusLabel(status) === "Saved"]).toEqual([status, status.kind === "saved"]);
  });

  it("promise nothing of a sign-in that nobody waits for", () => {
    expect(statusLabel({ kind: "sign-in", waiting: 0 })).toBe("Not signed in");
    expect(statusSentence({ kind: "sign-in", waiting: 0 })).not.toContain("0 saves");
  });

  it("are whole sentences without a code, a number of the protocol or a kind's name", () => {
    for (const status of EVERY_STATUS) {
      expect(statusSentence(status)).toMatch(/^[A-Z].*[.]$/);
      expect(statusSentence(status)).not.toMatch(/HTTP|412|undefined|not-saved|sign-in\b.*sign-in/);
    }
  });
});

describe("statusSentence", () => {
  it("speaks of one save and of several", () => {
    expect(statusSentence({ kind: "local", waiting: 1 })).toContain("1 save is safe");
    expect(statusSentence({ kind: "local", waiting: 2 })).toContain("2 saves are safe");
  });
});
