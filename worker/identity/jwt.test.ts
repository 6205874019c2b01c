import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import {
  AUDIENCE,
  claimsOf,
  createWorld,
  ISSUER,
  newKey,
  START,
  sign,
  signByHand,
} from "./issuer.testing.ts";

const key = await newKey("k1");
const rsa = await newKey("r1", "RS256");
const newWorld = () => createWorld([key.jwk, rsa.jwk]);

describe("a good token", () => {
  it("says who it is, of whom, and until when", async () => {
    const token = await sign(key, claimsOf({ name: "Ada" }));
    expect(await newWorld().verify(token)).toEqual({
      ...{ kind: "verified", subject: "ada", issuer: ISSUER, name: "Ada" },
      ...{ issuedAt: START * 1000, expiresAt: (START + 3600) * 1000 },
    });
  });

  const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
  it.each([...algorithms, "EdDSA", "Ed25519"])("may be signed with %s", async (alg) => {
    const one = await newKey("one", alg);
    expect(await createWorld([one.jwk]).kind(sign(one))).toBe("verified");
  });

  it("needs neither iat nor typ", async () => {
    const { iat, ...claims } = claimsOf();
    expect(iat).toBe(START);
    const bare = new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "k1" }).sign(key.privateKey);
    expect(await newWorld().kind(bare)).toBe("verified");
  });

  it.each(["JWT", "jwt", "at+jwt", "application/at+jwt"])("may be of type %s", async (typ) => {
    expect(await newWorld().kind(sign(key, claimsOf(), { typ }))).toBe("verified");
  });

  it("may be for several, us among them", async () => {
    expect(await newWorld().kind(sign(key, claimsOf({ aud: ["other", AUDIENCE] })))).toBe("verified");
    const world = createWorld([key.jwk], { audiences: ["first", AUDIENCE] });
    expect(await world.kind(sign(key))).toBe("verified");
  });

  it("ends for us after 400 days, however far off its own end is", async () => {
    for (const exp of [START + 500 * 86_400, 1e300]) {
      const verified = await newWorld().verify(await sign(key, claimsOf({ exp })));
      expect(verified).toMatchObject({ kind: "verified", expiresAt: (START + 400 * 86_400) * 1000 });
    }
  });

  it("of Cloudflare Access names a person, or a service", async () => {
    const team = "https://team.cloudflareaccess.com";
    const world = createWorld([rsa.jwk], { issuer: team, audiences: ["32eafc76"] });
    const access = { ...claimsOf({ iss: team, aud: ["32eafc76"] }), type: "app" };
    const service = await sign(rsa, { ...access, sub: "", common_name: "e367.access" });
    expect(await world.verify(service)).toMatchObject({ kind: "verified", subject: "service:e367.access" });
    expect(await world.kind(sign(rsa, access))).toBe("verified");
    expect(await world.kind(sign(rsa, { ...access, sub: "" }))).toBe("refused");
  });
});

describe("a token that is not for us, or not for now", () => {
  it.each([
    ["another issuer", { iss: "https://eve.test" }],
    ["almost our issuer", { iss: `${ISSUER}/` }],
    ["no issuer", { iss: undefined }],
    ["another audience", { aud: "other" }],
    ["other audiences", { aud: ["other", "gridkeep2", "Gridkeep"] }],
    ["no audience", { aud: undefined }],
    ["an empty audience", { aud: [] }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a long subject", { sub: "a".repeat(256) }],
    ["no end", { exp: undefined }],
    ["an end of another form", { exp: "tomorrow" }],
    ["a beginning of another form", { nbf: "now" }],
    ["an origin of another form", { iat: "now" }],
    ["a subject of another form", { sub: 7 }],
    ["an issuer among others", { iss: [ISSUER] }],
  ])("is refused: %s", async (_what, changes) => {
    const claims = JSON.parse(JSON.stringify({ ...claimsOf(), ...changes }));
    expect(await newWorld().kind(sign(key, claims))).toBe("refused");
  });

  it.each([
    ["ended 59 s ago", { exp: START - 59 }, "verified"],
    ["ended 61 s ago", { exp: START - 61 }, "refused"],
    ["begins in 59 s", { nbf: START + 59 }, "verified"],
    ["begins in 61 s", { nbf: START + 61 }, "refused"],
    ["was made in 59 s", { iat: START + 59 }, "verified"],
    ["was made in 61 s", { iat: START + 61 }, "refused"],
    ["ended years ago", { exp: 1 }, "refused"],
    ["begins in years", { nbf: START * 2 }, "refused"],
  ])("%s: clocks may differ by a minute", async (_when, changes, kind) => {
    expect(await newWorld().kind(sign(key, claimsOf(changes)))).toBe(kind);
  });

  it.each(["logout+jwt", "secevent+jwt", "dpop+jwt", "JOSE", ""])("is refused: of type %j", async (typ) => {
    expect(await newWorld().kind(sign(key, claimsOf(), { typ }))).toBe("refused");
  });

  it.each([["exp"], ["https://eve.test/law"], ["b64"], [], "exp", [1]])(
    "is refused: critical %j, which we don't know",
    async (...crit) => {
      const header = { alg: "ES256", kid: "k1", crit, exp: 1, b64: true, "https://eve.test/law": 1 };
      expect(await newWorld().kind(await signByHand(key, header))).toBe("refused");
    },
  );

  it("is refused: a payload that is not encoded", async () => {
    const header = { alg: "ES256", kid: "k1", crit: ["b64"], b64: false };
    expect(await newWorld().kind(await signByHand(key, header))).toBe("refused");
  });
});
