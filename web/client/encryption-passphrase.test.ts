import { encode } from "jose/base64url";
import { CompactEncrypt } from "jose/jwe/compact/encrypt";
import { describe, expect, it, vi } from "vitest";
import { validateLayout } from "../../worker/layout/validate.ts";
import { dataKeyFrom, FEW_ITERATIONS, PASSPHRASE } from "./encryption.testing.ts";
import { ITERATIONS, isWeak, unwrapKey, wrapKey } from "./encryption-passphrase.ts";

const DATA_KEY = dataKeyFrom(7);
const options = (passphrase = PASSPHRASE, iterations = FEW_ITERATIONS) => ({
  ...{ passphrase, iterations },
  user: "a-user",
});
const withHeader = (sealed: string, change: (header: Record<string, unknown>) => object): string => {
  const [header = "", ...rest] = sealed.split(".");
  return [encode(JSON.stringify(change(JSON.parse(atob(header))))), ...rest].join(".");
};

/** A wrap made at 600,000 rounds, as an earlier release would have left it. */
const PINNED =
  "eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJlbmMiOiJBMjU2R0NNIiwiZ3JpZGtlZXAiOnsidiI6MSwia2luZCI6ImtleSIsInVzZXIiOiJhLXVzZXIifSwicDJjIjo2MDAwMDAsInAycyI6Ikw5MnFhX0U3Q1lEcUJfVDJiOXZuVGcifQ.OVS4preyh3c4Y5TeSqtqdLCNmJ_FhlUIGvbf7EdzTpWFGz25ssyZcA.Af3CU-WnRgoF_X86.M6Wvt10XBI3s_8BwNhxNJu5ACMyMwDsycYXOVlNZDOI.rrAeOWCp8ESm8naP4QE45Q";

describe("a wrapped key", () => {
  it("opens with its passphrase, at the rounds that are really used", async () => {
    expect(ITERATIONS).toBeGreaterThanOrEqual(600_000);
    expect(await unwrapKey(PINNED, options(PASSPHRASE, ITERATIONS))).toEqual({ ok: true, value: DATA_KEY });
  });

  it("can be saved as a layout, as the server judges layouts", () => {
    expect(validateLayout({ sealed: PINNED }).errors).toEqual([]);
    expect(validateLayout({ sealed: "not a key" }).valid).toBe(false);
  });

  it("is another each time, as its salt is", async () => {
    const [one, two] = [await wrapKey(DATA_KEY, options()), await wrapKey(DATA_KEY, options())];
    expect(one).not.toBe(two);
    expect(await unwrapKey(two, options())).toEqual({ ok: true, value: DATA_KEY });
  });

  it("does not open with another passphrase, a space or a capital more included", async () => {
    const sealed = await wrapKey(DATA_KEY, options());
    for (const wrong of ["", "correct horse batterz", `${PASSPHRASE} `, PASSPHRASE.toUpperCase()]) {
      expect(await unwrapKey(sealed, options(wrong))).toEqual({ ok: false, reason: "wrong-passphrase" });
    }
  });

  it("opens however a keyboard writes the same passphrase", async () => {
    const sealed = await wrapKey(DATA_KEY, options("Caf\u00e9 \uff21\uff22\uff23 1234"));
    expect(await unwrapKey(sealed, options("Cafe\u0301 ABC 1234"))).toEqual({ ok: true, value: DATA_KEY });
  });

  it("does not open for another user, with the right passphrase", async () => {
    const sealed = await wrapKey(DATA_KEY, options());
    expect(await unwrapKey(sealed, { ...options(), user: "another" })).toEqual({
      ok: false,
      reason: "tampered",
    });
  });

  it("never opens once any character of it is another", async () => {
    const sealed = await wrapKey(DATA_KEY, options());
    for (const [at, character] of [...sealed].entries()) {
      const other = character === "A" ? "B" : "A";
      const opened = await unwrapKey(sealed.slice(0, at) + other + sealed.slice(at + 1), options());
      expect(opened.ok, `${other} at ${at}`).toBe(false);
    }
  });

  it("that asks for too much work or too little, or for anything else, is refused before any work", async () => {
    const sealed = await wrapKey(DATA_KEY, options());
    const work = vi.spyOn(crypto.subtle, "deriveBits");
    const changes: ((header: Record<string, unknown>) => object)[] = [
      (header) => ({ ...header, p2c: 1_000_000_000 }),
      (header) => ({ ...header, p2c: 2_000_001 }),
      (header) => ({ ...header, p2c: FEW_ITERATIONS - 1 }),
      (header) => ({ ...header, p2c: FEW_ITERATIONS + 0.5 }),
      (header) => ({ ...header, p2c: "600000" }),
      (header) => ({ ...header, p2s: "AAAA" }),
      (header) => ({ ...header, p2s: `${header["p2s"]}=` }),
      (header) => ({ ...header, alg: "none" }),
      (header) => ({ ...header, alg: "PBES2-HS256+A128KW" }),
      (header) => ({ ...header, alg: "dir" }),
      (header) => ({ ...header, enc: "A128GCM" }),
      (header) => ({ ...header, zip: "DEF" }),
      (header) => ({ ...header, gridkeep: { v: 2 } }),
      () => [],
    ];
    for (const change of changes) {
      const opened = await unwrapKey(withHeader(sealed, change), options());
      expect(opened).toEqual({ ok: false, reason: "tampered" });
    }
    for (const text of ["", "....", "not a key", sealed.slice(0, -40), `${sealed}.`, "A.B.C.D.E"]) {
      expect(await unwrapKey(text, options())).toEqual({ ok: false, reason: "tampered" });
    }
    expect(await unwrapKey(sealed, options(PASSPHRASE, ITERATIONS))).toMatchObject({ reason: "tampered" });
    expect(work).not.toHaveBeenCalled();
    work.mockRestore();
  });

  it("that holds no data key is refused", async () => {
    const sealed = await new CompactEncrypt(new Uint8Array(31))
      .setProtectedHeader({
        ...{ alg: "PBES2-HS512+A256KW", enc: "A256GCM" },
        gridkeep: { v: 1, kind: "key", user: "a-user" },
      })
      .setKeyManagementParameters({ p2c: FEW_ITERATIONS })
      .encrypt(new TextEncoder().encode(PASSPHRASE));
    expect(await unwrapKey(sealed, options())).toEqual({ ok: false, reason: "tampered" });
  });
});

describe("a passphrase", () => {
  it("is weak below 8 characters, counted as a person counts them", () => {
    expect(isWeak("1234567")).toBe(true);
    expect(isWeak("12345678")).toBe(false);
    // Four characters of two units each, and four letters with an accent of their own.
    expect(isWeak("👍👍👍👍")).toBe(true);
    expect(isWeak("e\u0301".repeat(4))).toBe(true);
  });
});
