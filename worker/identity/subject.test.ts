import { describe, expect, it } from "vitest";
import { Id } from "../layout/schema.ts";
import { subjectOf, userIdOf } from "./subject.ts";

const ISSUER = "https://issuer.test";
const ACCESS = "https://team.cloudflareaccess.com";
const CLIENT = "e367826f93b8d71185e03fe518aff3b4.access";

describe("userIdOf", () => {
  it("stays the same, or everyone would lose their layouts", () => {
    expect(userIdOf(ISSUER, "ada")).toBe("user-c5afdfec84fe632c7aeff433a92f4e72eb790421");
  });

  it("is an id like any other, and never a guest's", () => {
    expect(Id.safeParse(userIdOf(ISSUER, "guest-ada")).success).toBe(true);
    expect(userIdOf(ISSUER, "guest-ada")).toMatch(/^user-[0-9a-f]{40}$/);
  });

  it("tells apart whatever joins to the same text", () => {
    const pairs = [
      ["https://a.test", "bc"],
      ["https://a.testb", "c"],
      ["https://a.test/", "bc"],
      ['https://a.test","b', "c"],
      ["https://a.test", 'b","c'],
      ["https://a.test", "b\ud800"],
      ["https://a.test", "b\ud801"],
      ["https://a.test", "b\ufffd"],
      ["https://a.test", "BC"],
    ] as const;
    expect(new Set(pairs.map(([issuer, subject]) => userIdOf(issuer, subject))).size).toBe(pairs.length);
  });
});

describe("subjectOf", () => {
  it.each([undefined, null, "", 7, true, ["ada"], { sub: "ada" }, "a".repeat(256), "ada\ud800"])(
    "knows nobody by the sub %j",
    (sub) => {
      expect(subjectOf(ISSUER, { sub })).toBeNull();
      expect(subjectOf(ACCESS, { sub })).toBeNull();
    },
  );

  it("takes a sub of 255 characters of any language", () => {
    expect(subjectOf(ISSUER, { sub: "ä".repeat(255) })?.subject).toBe("ä".repeat(255));
  });

  it("calls people by their name, or what comes nearest", () => {
    const name = (claims: object) => subjectOf(ISSUER, { sub: "ada", ...claims })?.name;
    const email = "ada@issuer.test";
    expect(name({ email, preferred_username: "ada", name: "Ada" })).toBe("Ada");
    expect(name({ email, preferred_username: "ada", name: "" })).toBe("ada");
    expect(name({ email, name: "a".repeat(101) })).toBe(email);
    expect(name({ email: 7, name: "\udc00" })).toBeNull();
    expect(name({})).toBeNull();
  });
});

describe("subjectOf a token of Cloudflare Access", () => {
  it("is the person", () => {
    const sub = "7335d417-61da-459d-899c-0a01c76a2f94";
    const claims = { type: "app", sub, email: "ada@issuer.test", country: "US", identity_nonce: "6ei6" };
    expect(subjectOf(ACCESS, claims)).toEqual({ subject: sub, name: "ada@issuer.test" });
  });

  it("is the service where there is no person", () => {
    expect(subjectOf(ACCESS, { type: "app", sub: "", common_name: CLIENT })).toEqual({
      subject: `service:${CLIENT}`,
      name: null,
    });
  });

  it.each([undefined, "", 7, {}, "a".repeat(248), "\ud800"])(
    "is nobody with the common_name %j",
    (common_name) => {
      expect(subjectOf(ACCESS, { sub: "", common_name })).toBeNull();
    },
  );

  it("is the person where both are named", () => {
    expect(subjectOf(ACCESS, { sub: "ada", common_name: CLIENT })?.subject).toBe("ada");
  });

  it("lets nobody pass for a service", () => {
    expect(subjectOf(ACCESS, { sub: `service:${CLIENT}` })).toBeNull();
  });

  it.each([
    ISSUER,
    "https://cloudflareaccess.com",
    `${ACCESS}.issuer.test`,
    "https://issuer.test/.cloudflareaccess.com",
  ])("is nobody in an empty sub of %s", (issuer) => {
    expect(subjectOf(issuer, { sub: "", common_name: CLIENT })).toBeNull();
  });
});
