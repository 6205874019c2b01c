import { describe, expect, it } from "vitest";
import { type QrCode, qrCode } from "./qrCode.ts";
import { correctionOf } from "./qrCorrection.ts";
import { readQr } from "./qrReader.testing.ts";

const codeOf = (text: string): QrCode => {
  const code = qrCode(text);
  if (code === null) throw new Error("too long");
  return code;
};

const drawn = (code: QrCode): string =>
  code.map((line) => line.map((isDark) => (isDark ? "#" : ".")).join("")).join("\n");

describe("correctionOf", () => {
  it("gives the codewords of the example in the standard's annex", () => {
    // "01234567" as version 1-M: ISO/IEC 18004, annex I.
    const data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17];
    expect(correctionOf(data, 10)).toEqual([165, 36, 212, 193, 237, 54, 199, 135, 44, 85]);
  });
});

describe("qrCode", () => {
  it("is read back by a reader that knows only the standard, in every version and to the last byte", () => {
    for (const length of [0, 1, 14, 15, 26, 27, 42, 62, 84, 106, 122, 152, 180, 181, 213]) {
      const text = Array.from({ length }, (_, at) =>
        String.fromCharCode(33 + ((at * 37 + length) % 90)),
      ).join("");
      expect(readQr(codeOf(text))).toBe(text);
    }
  });

  it("holds an address, and letters of all the world", () => {
    for (const text of ["https://gridkeep.example.com/pair#7KQ2M9XA", "Größe ✓ 漢字"])
      expect(readQr(codeOf(text))).toBe(text);
  });

  it("grows by four modules a version, from 21 to 57, and holds no more than 213 bytes", () => {
    expect(codeOf("x".repeat(14))).toHaveLength(21);
    expect(codeOf("x".repeat(15))).toHaveLength(25);
    expect(codeOf("x".repeat(213))).toHaveLength(57);
    expect(qrCode("x".repeat(214))).toBeNull();
  });

  it("has the marks of three corners, the dotted lines and the one module that is always dark", () => {
    const code = codeOf("https://gridkeep.example.com/pair#7KQ2M9XA");
    const last = code.length - 1;
    const corner = [
      "#######.",
      "#.....#.",
      "#.###.#.",
      "#.###.#.",
      "#.###.#.",
      "#.....#.",
      "#######.",
      "........",
    ];
    expect(drawn(code.slice(0, 8).map((line) => line.slice(0, 8)))).toBe(corner.join("\n"));
    expect(drawn(code.slice(0, 8).map((line) => line.slice(-8).reverse()))).toBe(corner.join("\n"));
    expect(
      drawn(
        code
          .slice(-8)
          .reverse()
          .map((line) => line.slice(0, 8)),
      ),
    ).toBe(corner.join("\n"));
    for (let at = 8; at < last - 7; at += 1)
      expect([code[6]?.[at], code[at]?.[6]]).toEqual([at % 2 === 0, at % 2 === 0]);
    expect(code[last - 7]?.[8]).toBe(true);
  });

  it("has a reader that sees a single wrong module: what it reads is really there", () => {
    const wrong = codeOf("https://gridkeep.example.com/pair#7KQ2M9XA").map((line, row) =>
      line.map((isDark, column) => isDark !== (row === 12 && column === 15)),
    );
    expect(() => readQr(wrong)).toThrow("damaged");
  });
});
