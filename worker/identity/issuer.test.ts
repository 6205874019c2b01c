import { describe, expect, it } from "vitest";
import { issuerOf } from "./issuer.ts";
import { Misconfigured } from "./misconfigured.ts";

const JWKS_URL = "https://issuer.test/keys";
const all = { JWKS_URL, JWT_ISSUER: "https://issuer.test", JWT_AUDIENCE: "gridkeep" };

describe("issuerOf", () => {
  it("is off where nothing is set", () => {
    expect(issuerOf({})).toBeNull();
    expect(issuerOf({ JWKS_URL: "", JWT_ISSUER: " ", JWT_AUDIENCE: undefined })).toBeNull();
  });

  it("reads all three", () => {
    expect(issuerOf(all)).toEqual({
      jwksUrl: JWKS_URL,
      issuer: "https://issuer.test",
      audiences: ["gridkeep"],
    });
  });

  it("takes several audiences, separated by blanks", () => {
    expect(issuerOf({ ...all, JWT_AUDIENCE: " one  two\tthree " })?.audiences).toEqual([
      "one",
      "two",
      "three",
    ]);
  });

  it.each(["JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"])("names %s where it alone is missing", (name) => {
    const incomplete = { ...all, [name]: "" };
    expect(() => issuerOf(incomplete)).toThrow(Misconfigured);
    expect(() => issuerOf(incomplete)).toThrow(new RegExp(`Missing: ${name}\\.$`));
  });

  it("names both that are missing where one alone is set", () => {
    expect(() => issuerOf({ JWT_ISSUER: "https://issuer.test" })).toThrow(
      /Missing: JWKS_URL, JWT_AUDIENCE\.$/,
    );
  });

  it.each([
    "http://issuer.test/keys",
    "http://localhost.issuer.test/keys",
    "http://127.0.0.1.nip.test/keys",
    "ftp://issuer.test/keys",
    "file:///etc/keys",
    "data:application/json,{}",
    "https://",
    "issuer.test/keys",
    "https://someone:hush@issuer.test/keys",
  ])("refuses the address %s, without repeating it", (address) => {
    const wrong = { ...all, JWKS_URL: address };
    expect(() => issuerOf(wrong)).toThrow(/^JWKS_URL must be an https address/);
    expect(() => issuerOf(wrong)).toThrow(Misconfigured);
  });

  it.each(["http://localhost:9000/keys", "http://127.0.0.1:9000/keys", "http://[::1]/keys"])(
    "takes %s, which never leaves the machine",
    (address) => {
      expect(issuerOf({ ...all, JWKS_URL: address })?.jwksUrl).toBe(address);
    },
  );
});
