import { exportJWK, type JWK, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { claimsOf, createWorld, encode, forge, newKey, sign } from "./issuer.testing.ts";

const key = await newKey("k1");
const rsa = await newKey("r1", "RS256");
const newWorld = () => createWorld([key.jwk, rsa.jwk]);

const [header = "", payload = "", signature = ""] = (await sign(key)).split(".");

describe("what was not signed by the issuer", () => {
  const other = (text: string): string => (text.startsWith("A") ? "B" : "A") + text.slice(1);

  it.each([
    ["payload", [header, encode(JSON.stringify(claimsOf({ sub: "eve" }))), signature]],
    ["header", [encode(JSON.stringify({ alg: "ES256", kid: "k1", more: 1 })), payload, signature]],
    ["signature", [header, payload, other(signature)]],
    ["signature, cut", [header, payload, signature.slice(0, -4)]],
    ["signature, gone", [header, payload, ""]],
  ])("is refused: another %s", async (_part, parts) => {
    expect(await newWorld().kind(parts.join("."))).toBe("refused");
  });

  it("is refused: no signature at all, however it is spelled", async () => {
    for (const alg of ["none", "None", "NONE", "nOnE", "", undefined, null, 0, ["ES256"]]) {
      const world = newWorld();
      expect(await world.kind(`${forge({ alg, kid: "k1" }, claimsOf()).slice(0, -4)}`)).toBe("refused");
      expect(await world.kind(forge({ alg, kid: "k1" }, claimsOf()))).toBe("refused");
      expect(world.asked).toBe(0);
    }
  });

  it("is refused: a shared secret that is the public key", async () => {
    const spki = await crypto.subtle.exportKey("spki", await publicKeyOf(rsa.jwk));
    const text = btoa(String.fromCharCode(...(spki instanceof ArrayBuffer ? new Uint8Array(spki) : [])));
    expect(text.length).toBeGreaterThan(300);
    const pem = `-----BEGIN PUBLIC KEY-----\n${text.replace(/.{64}/g, "$&\n")}\n-----END PUBLIC KEY-----\n`;
    const secrets = [pem, pem.trimEnd(), text, JSON.stringify(rsa.jwk), rsa.jwk.n ?? ""];
    for (const secret of secrets) {
      for (const alg of ["HS256", "HS384", "HS512"]) {
        const signer = new SignJWT(claimsOf()).setProtectedHeader({ alg, kid: "r1" });
        const token = await signer.sign(new TextEncoder().encode(secret.padEnd(64)));
        const world = newWorld();
        expect(await world.kind(token)).toBe("refused");
        expect(world.asked).toBe(0);
      }
    }
  });

  it("is refused even where the issuer publishes the secret", async () => {
    const secret = "a secret of sixty-four bytes, which is long enough for each HMAC".padEnd(64);
    const world = createWorld([{ kty: "oct", k: encode(secret), kid: "s1", alg: "HS256" }]);
    const signer = new SignJWT(claimsOf()).setProtectedHeader({ alg: "HS256", kid: "s1" });
    expect(await world.kind(signer.sign(new TextEncoder().encode(secret)))).toBe("refused");
  });

  it("is refused: another's key of the same name", async () => {
    expect(await newWorld().kind(sign(await newKey("k1")))).toBe("refused");
  });

  it("is refused: a key that the token brings along or points to", async () => {
    const own = await newKey("k1");
    const header = { jwk: own.jwk, jku: "https://eve.test/keys", x5u: "https://eve.test/chain" };
    const world = newWorld();
    expect(await world.kind(sign(own, claimsOf(), header))).toBe("refused");
    expect(world.asked).toBe(1);
  });

  it("is refused: the right key under another algorithm", async () => {
    const pss = { name: "RSA-PSS", hash: "SHA-256" };
    const secret = await exportJWK(rsa.privateKey);
    const { kty = "", n = "", e = "", d = "", p = "", q = "", dp = "", dq = "", qi = "" } = secret;
    const privateKey = await crypto.subtle.importKey("jwk", { kty, n, e, d, p, q, dp, dq, qi }, pss, false, [
      "sign",
    ]);
    const token = await sign({ ...rsa, alg: "PS256", privateKey });
    const { alg, ...any } = rsa.jwk;
    expect([alg, await createWorld([any]).kind(token)]).toEqual(["RS256", "verified"]);
    expect(await newWorld().kind(token)).toBe("refused");
  });
});

const publicKeyOf = ({ n = "", e = "" }: JWK): Promise<CryptoKey> =>
  crypto.subtle.importKey("jwk", { kty: "RSA", n, e }, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, true, [
    "verify",
  ]);
