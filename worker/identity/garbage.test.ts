import { afterEach, describe, expect, it, vi } from "vitest";
import { claimsOf, createWorld, forge, newKey, sign, signByHand } from "./issuer.testing.ts";

const key = await newKey("k1");
const newWorld = () => createWorld([key.jwk]);

afterEach(() => {
  vi.restoreAllMocks();
});

const signed = await sign(key);

describe("what is no token", () => {
  it.each([
    ["nothing", ""],
    ["a word", "token"],
    ["dots", ".."],
    ["four parts", `${signed}.AAAA`],
    ["two parts", signed.split(".").slice(0, 2).join(".")],
    ["a blank before it", ` ${signed}`],
    ["a line end after it", `${signed}\n`],
    ["padding", `${signed}=`],
    ["another base64", signed.replace(".", "+.")],
    ["an API token", "gk_0123456789"],
    ["no JSON", "AAAA.AAAA.AAAA"],
    ["lists", forge([], [])],
    ["null", forge(null, null)],
    ["a null byte", `${signed}\0`],
    ["other letters", "ä.ö.ü"],
  ])("is refused before anyone is asked: %s", async (_what, token) => {
    const world = newWorld();
    expect(await world.kind(token)).toBe("refused");
    expect(world.asked).toBe(0);
  });

  it.each(["ada", 7, null, ["ada"]])("is refused: signed, but with the claims %j", async (claims) => {
    expect(await newWorld().kind(await signByHand(key, { alg: "ES256", kid: "k1" }, claims))).toBe("refused");
  });

  it("is refused unread above 8 KiB", async () => {
    const padded = (length: number) => sign(key, claimsOf({ padding: "a".repeat(length) }));
    const [fits, tooLong] = [await padded(5700), await padded(6000)];
    expect([fits.length <= 8192, tooLong.length > 8192]).toEqual([true, true]);
    const verify = vi.spyOn(crypto.subtle, "verify");
    expect(await newWorld().kind(fits)).toBe("verified");
    expect(verify).toHaveBeenCalledTimes(1);
    const world = newWorld();
    expect(await world.kind(tooLong)).toBe("refused");
    expect(await world.kind("a".repeat(10_000_000))).toBe("refused");
    expect(verify).toHaveBeenCalledTimes(1);
    expect(world.asked).toBe(0);
  });

  it("says the same of all of them: nothing but that", async () => {
    for (const token of ["token", `${signed}AAAA`, await sign(key, claimsOf({ exp: 1 }))]) {
      expect(await newWorld().verify(token)).toEqual({ kind: "refused" });
    }
  });
});
