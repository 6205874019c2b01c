import { describe, expect, it } from "vitest";
import { strengthOf, suggestedPassphrase } from "./passphraseStrength.ts";

describe("strengthOf", () => {
  it("calls short what the library refuses, however it is written", () => {
    for (const one of ["", "1234567", "Zürich!"]) expect(strengthOf(one)).toBe("short");
  });

  it("calls weak what people take from habit, even where it is long", () => {
    const habits = ["password", "Password123", "aaaaaaaaaaaaaaaa", "12345678901234", "abcdefghijkl"];
    for (const one of [...habits, "qwertyuiop", "iloveyou2024", "abababababababab", "Gridkeep2026!"])
      expect([one, strengthOf(one)]).toEqual([one, "weak"]);
  });

  it("calls three words weak, four fair and six strong: as many as were really drawn", () => {
    expect(strengthOf("horse staple battery")).toBe("weak");
    expect(strengthOf("horse staple battery correct")).toBe("fair");
    expect(strengthOf("horse staple battery correct lamp moon")).toBe("strong");
    expect(strengthOf("horse horse horse horse horse horse")).toBe("weak");
  });

  it("calls random characters fair, then strong, with their number", () => {
    expect(strengthOf("k7!qdX2m")).toBe("fair");
    expect(strengthOf("k7!qdX2m9_vB")).toBe("strong");
  });
});

describe("suggestedPassphrase", () => {
  it("is strong, easily written down, and of twenty letters that are each as likely as any other", () => {
    const suggested = suggestedPassphrase((count) => Uint8Array.from({ length: count }, (_, at) => at * 13));
    expect(suggested).toMatch(/^([a-km-z2-9]{4}-){4}[a-km-z2-9]{4}$/);
    expect(suggested).not.toMatch(/[lo01]/);
    expect(strengthOf(suggested)).toBe("strong");
  });
});
