import { createCipheriv, createHmac, hkdfSync } from "node:crypto";
import fc from "fast-check";
import { encode } from "jose/base64url";
import { compactDecrypt } from "jose/jwe/compact/decrypt";
import { CompactEncrypt } from "jose/jwe/compact/encrypt";
import { beforeAll, describe, expect, it } from "vitest";
import { text } from "../../worker/layout/arbitrary.testing.ts";
import { JWE } from "../../worker/layout/sealed.ts";
import { dataKeyFrom, testKeys } from "./encryption.testing.ts";
import type { KeySet } from "./encryption-keys.ts";
import { openText, type Place, sealText, userTag } from "./encryption-seal.ts";

const PLACE: Place = { kind: "config", user: "a-user", layout: "main", widget: "w1" };

const names = fc.constantFrom("a", "b", 'a","widget":"b', "é", "");
const places = (): fc.Arbitrary<Place> =>
  fc.oneof(
    fc.record({ kind: fc.constant("layout" as const), user: names, layout: names }),
    fc.record({ kind: fc.constant("config" as const), user: names, layout: names, widget: names }),
  );
const texts = () => text().filter((one) => one !== "");

let keys: KeySet;
let others: KeySet;
beforeAll(async () => {
  keys = await testKeys();
  others = await testKeys(1);
});

describe("a sealed text", () => {
  it("opens to what it was, whatever that was", async () => {
    await fc.assert(
      fc.asyncProperty(places(), texts(), async (place, plain) => {
        const sealed = await sealText(keys, place, plain);
        expect(sealed).toMatch(JWE);
        expect(await openText(keys, place, sealed)).toBe(plain);
      }),
    );
  });

  it("is the same for the same text at the same place, and for nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(places(), texts()),
        fc.tuple(places(), texts()),
        fc.boolean(),
        async ([place, plain], [otherPlace, otherPlain], isRekeyed) => {
          const isSame = JSON.stringify([place, plain]) === JSON.stringify([otherPlace, otherPlain]);
          const one = await sealText(keys, place, plain);
          const other = await sealText(isRekeyed ? others : keys, otherPlace, otherPlain);
          expect(one === other).toBe(isSame && !isRekeyed);
          // Nor may two texts share a nonce.
          expect(one.split(".")[2] === other.split(".")[2]).toBe(isSame && !isRekeyed);
        },
      ),
    );
  });

  it("opens at its own place only", async () => {
    await fc.assert(
      fc.asyncProperty(places(), places(), async (place, other) => {
        const opened = await openText(keys, other, await sealText(keys, place, "{}"));
        expect(opened).toBe(JSON.stringify(place) === JSON.stringify(other) ? "{}" : null);
      }),
    );
  });

  it("does not open with another key, nor under the name of another key", async () => {
    const sealed = await sealText(keys, PLACE, "{}");
    expect(await openText(others, PLACE, sealed)).toBeNull();
    expect(await openText({ ...others, kid: keys.kid }, PLACE, sealed)).toBeNull();
  });

  it("does not open once any character of it is another", async () => {
    const sealed = await sealText(keys, PLACE, '{"config":{"text":"x"}}');
    const alphabet = "ABab01-_.+/= \n";
    for (const [at, character] of [...sealed].entries()) {
      for (const other of alphabet) {
        if (other === character) continue;
        const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
        expect(await openText(keys, PLACE, changed), `${other} at ${at}`).toBeNull();
      }
    }
  });

  it("does not open with the bits that base64url leaves over set, though they say nothing", async () => {
    const sealed = await sealText(keys, PLACE, "{}");
    const next = String.fromCharCode(sealed.charCodeAt(sealed.length - 1) + 1);
    const twin = sealed.slice(0, -1) + next;
    expect((await compactDecrypt(twin, keys.content)).plaintext).toHaveLength(2);
    expect(await openText(keys, PLACE, twin)).toBeNull();
  });

  it("does not open cut short, grown, or put together from two", async () => {
    const [one, two] = [await sealText(keys, PLACE, '{"a":1}'), await sealText(keys, PLACE, '{"a":2}')];
    for (let length = 0; length < one.length; length += 1) {
      expect(await openText(keys, PLACE, one.slice(0, length))).toBeNull();
    }
    const [partsOfOne, partsOfTwo] = [one.split("."), two.split(".")];
    for (const at of [2, 3, 4]) {
      expect(await openText(keys, PLACE, partsOfOne.with(at, partsOfTwo[at] ?? "").join("."))).toBeNull();
    }
    for (const grown of [`${one}A`, `${one}.A`, ` ${one}`, `${one}\n`]) {
      expect(await openText(keys, PLACE, grown)).toBeNull();
    }
  });

  it("is refused by its header alone: another algorithm is not even tried", async () => {
    const header = JSON.parse(atob((await sealText(keys, PLACE, "{}")).split(".")[0] ?? ""));
    const rest = (await sealText(keys, PLACE, "{}")).split(".").slice(1).join(".");
    const withHeader = (changes: object) => `${encode(JSON.stringify({ ...header, ...changes }))}.${rest}`;
    const changes = [
      { alg: "none" },
      { alg: "PBES2-HS512+A256KW", p2c: 1_000_000_000, p2s: "AAAA" },
      { enc: "A128GCM" },
      { kid: "another" },
      { zip: "DEF" },
      { gridkeep: { ...header.gridkeep, v: 2 } },
    ];
    expect(withHeader({})).toBe(await sealText(keys, PLACE, "{}"));
    for (const change of changes) expect(await openText(keys, PLACE, withHeader(change))).toBeNull();
  });

  it("counts for nothing under a good key with another header", async () => {
    const foreign = await new CompactEncrypt(new TextEncoder().encode("{}"))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .encrypt(keys.content);
    expect(await openText(keys, PLACE, foreign)).toBeNull();
  });

  it("is what it has always been: the format is pinned", async () => {
    expect(
      await sealText(keys, { ...PLACE, user: await userTag("guest-1") }, '{"config":{"text":"é"}}'),
    ).toBe(
      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiS3JpUjJEbngwbzFtQmpnaCIsImdyaWRrZWVwIjp7InYiOjEsImtpbmQiOiJjb25maWciLCJ1c2VyIjoiMHF5SGtJSUhJX3I4ZVE4TlFraG9KdyIsImxheW91dCI6Im1haW4iLCJ3aWRnZXQiOiJ3MSJ9fQ..1W8RZlE0OtrTNYUe.kM8Ddw7v9GvnVeiJ5xjx4os1NZt1QCsN.5Cs7UWmlf89-RBQJfjbt3g",
    );
    expect(
      await sealText(keys, { kind: "layout", user: "u", layout: "main" }, '{"desktop":[],"mobile":[]}'),
    ).toBe(
      "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiS3JpUjJEbngwbzFtQmpnaCIsImdyaWRrZWVwIjp7InYiOjEsImtpbmQiOiJsYXlvdXQiLCJ1c2VyIjoidSIsImxheW91dCI6Im1haW4ifX0..hJt_ZGo5nk9-b5_Z.Umov2BgF2hrz0y2K5OAbPQKuxG4aEJ5Pzec.ZZcGA_jwsI1DPEhBL1t_3Q",
    );
  });
});

describe("the format", () => {
  it("is what the standards make of its description, without any code of ours", async () => {
    const derived = (use: string, length: number) =>
      Buffer.from(hkdfSync("sha256", dataKeyFrom(0), "", `gridkeep 1 ${use}`, length));
    const plain = '{"config":{"text":"é"}}';
    const header = {
      ...{ alg: "dir", enc: "A256GCM", kid: derived("kid", 12).toString("base64url") },
      gridkeep: { v: 1, ...{ kind: "config", user: "a-user", layout: "main", widget: "w1" } },
    };
    const aad = Buffer.from(JSON.stringify(header)).toString("base64url");
    const iv = createHmac("sha256", derived("nonce", 32)).update(`${aad}.${plain}`).digest().subarray(0, 12);
    const cipher = createCipheriv("aes-256-gcm", derived("content", 32), iv).setAAD(Buffer.from(aad));
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    const parts = [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"));
    expect(await sealText(keys, PLACE, plain)).toBe([aad, "", ...parts].join("."));
  });
});

describe("the keys", () => {
  it("can't be read out", async () => {
    for (const key of [keys.content, keys.nonce]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
      await expect(crypto.subtle.exportKey("jwk", key)).rejects.toThrow();
    }
  });

  it("do one thing each", () => {
    expect(keys.content.usages.toSorted()).toEqual(["decrypt", "encrypt"]);
    expect(keys.nonce.usages).toEqual(["sign"]);
  });
});
