import { exportJWK } from "jose";
import { describe, expect, it } from "vitest";
import { claimsOf, createWorld, newKey, sign, signByHand, type TestKey } from "./issuer.testing.ts";

const [old, next] = [await newKey("old"), await newKey("next")];
const token = (key: TestKey = old, header = {}) => sign(key, claimsOf(), header);

describe("which key", () => {
  it("is found without a name where one alone fits", async () => {
    const rsa = await newKey("rsa", "RS256");
    const world = createWorld([old.jwk, rsa.jwk]);
    expect(await world.kind(token(old, { kid: undefined }))).toBe("verified");
    expect(await world.kind(token(rsa, { kid: undefined }))).toBe("verified");
  });

  it("is not guessed where several fit", async () => {
    expect(await createWorld([old.jwk, next.jwk]).kind(token(old, { kid: undefined }))).toBe("refused");
  });

  it("is not guessed where two have the same name", async () => {
    const twin = await newKey("old");
    const world = createWorld([old.jwk, twin.jwk]);
    expect(await world.kind(token())).toBe("refused");
    expect(await world.kind(token(twin))).toBe("refused");
    const rsa = await newKey("old", "RS256");
    const other = createWorld([old.jwk, rsa.jwk]);
    expect([await other.kind(token()), await other.kind(token(rsa))]).toEqual(["verified", "verified"]);
  });

  it.each([
    ["is for encryption", { use: "enc" }],
    ["is for another algorithm", { alg: "ES384" }],
    ["is for signing alone", { key_ops: ["sign"] }],
    ["is on another curve", { crv: "P-384" }],
    ["is of another type", { kty: "OKP" }],
    ["is a secret", { kty: "oct", k: "AAAA" }],
    ["has another name", { kid: "Old" }],
    ["has no point", { x: "", y: "" }],
    ["was given away with its private part", { d: "AAAA" }],
  ])("is not one that %s", async (_what, changes) => {
    expect(await createWorld([{ ...old.jwk, ...changes }]).kind(token())).toBe("refused");
  });

  it("may be one that says nothing about its use", async () => {
    const { alg, use, ...bare } = old.jwk;
    expect([alg, use]).toEqual(["ES256", "sig"]);
    expect(await createWorld([bare]).kind(token())).toBe("verified");
  });

  it("is not an RSA key of less than 2,048 bits", async () => {
    const signing = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const kindOf = async (modulusLength: number) => {
      const size = { modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
      const pair = await crypto.subtle.generateKey({ ...signing, ...size }, true, ["sign", "verify"]);
      if (!("publicKey" in pair)) throw new Error("RSA keys come in pairs.");
      const world = createWorld([await exportJWK(pair.publicKey)]);
      return world.kind(signByHand(pair, { alg: "RS256" }));
    };
    expect([await kindOf(1024), await kindOf(2048)]).toEqual(["refused", "verified"]);
  });
});
