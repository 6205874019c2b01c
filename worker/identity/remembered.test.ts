import { afterEach, describe, expect, it, vi } from "vitest";
import { claimsOf, createWorld, newKey, START, sign } from "./issuer.testing.ts";

const key = await newKey("k1");
const newWorld = () => createWorld([key.jwk]);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what was verified once", () => {
  it("is taken again without another check, for 5 minutes", async () => {
    const [world, token] = [newWorld(), await sign(key)];
    const verify = vi.spyOn(crypto.subtle, "verify");
    const first = await world.verify(token);
    expect(await world.verify(token)).toEqual(first);
    world.wait(299);
    await world.verify(token);
    expect(verify).toHaveBeenCalledTimes(1);
    world.wait(1);
    await world.verify(token);
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it("is not remembered beyond its own end", async () => {
    const [world, token] = [newWorld(), await sign(key, claimsOf({ exp: START + 10 }))];
    expect(await world.kind(token)).toBe("verified");
    world.wait(71);
    expect(await world.kind(token)).toBe("refused");
  });

  it("says nothing of a token that differs in its signature alone", async () => {
    const [world, token] = [newWorld(), await sign(key)];
    expect(await world.kind(token)).toBe("verified");
    expect(await world.kind(`${token}AAAA`)).toBe("refused");
    expect(await world.kind(token.slice(0, -4))).toBe("refused");
  });

  it("does not crowd out more than 1,000 others", async () => {
    const world = newWorld();
    const tokens = await Promise.all(
      Array.from({ length: 1001 }, (_, index) => sign(key, claimsOf({ jti: `${index}` }))),
    );
    const verify = vi.spyOn(crypto.subtle, "verify");
    for (const token of tokens) await world.verify(token);
    await world.verify(tokens[1000] ?? "");
    await world.verify(tokens[1] ?? "");
    expect(verify).toHaveBeenCalledTimes(1001);
    await world.verify(tokens[0] ?? "");
    expect(verify).toHaveBeenCalledTimes(1002);
  });

  it("does not hold for what was refused", async () => {
    const [world, token] = [newWorld(), await sign(key, claimsOf({ nbf: START + 90 }))];
    expect(await world.kind(token)).toBe("refused");
    world.wait(60);
    expect(await world.kind(token)).toBe("verified");
  });
});
