import { afterEach, describe, expect, it, vi } from "vitest";
import { claimsOf, createWorld, forge, newKey, sign, signByHand } from "./issuer.testing.ts";

const [old, next, stranger] = [await newKey("old"), await newKey("next"), await newKey("stranger")];
const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Another token each time, so that none is known from before. */
let count = 0;
const token = (key = old, header = {}) => sign(key, claimsOf({ jti: `${count++}`, exp: 4e9 }), header);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the issuer's keys", () => {
  it("are asked for once in 10 minutes", async () => {
    const world = createWorld([old.jwk]);
    expect(await world.kind(token())).toBe("verified");
    world.wait(10 * MINUTE - 1);
    expect(await world.kind(token())).toBe("verified");
    expect(world.asked).toBe(1);
    world.wait(1);
    expect(await world.kind(token())).toBe("verified");
    expect(world.asked).toBe(2);
  });

  it("are asked for once for all who need them at once", async () => {
    const world = createWorld([old.jwk]);
    const kinds = await Promise.all(Array.from({ length: 20 }, () => world.kind(token())));
    expect(new Set(kinds)).toEqual(new Set(["verified"]));
    expect(world.asked).toBe(1);
  });

  it("are trusted no longer than they are published, and 10 minutes", async () => {
    const world = createWorld([old.jwk]);
    await world.kind(token());
    world.publish(next.jwk);
    world.wait(10 * MINUTE);
    expect(await world.kind(token())).toBe("refused");
    expect(await world.kind(token(next))).toBe("verified");
    world.publish();
    world.wait(10 * MINUTE);
    expect(await world.kind(token(next))).toBe("refused");
  });
});

describe("a key that is new", () => {
  it("is asked for once, and known from then on", async () => {
    const world = createWorld([old.jwk]);
    await world.kind(token());
    world.publish(old.jwk, next.jwk);
    world.wait(31);
    const kinds = await Promise.all([world.kind(token(next)), world.kind(token(next)), world.kind(token())]);
    expect(kinds).toEqual(["verified", "verified", "verified"]);
    expect(await world.kind(token(next))).toBe("verified");
    expect(world.asked).toBe(2);
  });

  it("is asked for every 30 s at most, whatever names come", async () => {
    const world = createWorld([old.jwk]);
    for (let second = 0; second < 5 * MINUTE; second += 1) {
      const kinds = [world.kind(token(stranger, { kid: `k${second}` })), world.kind(token(stranger))];
      expect(await Promise.all(kinds)).toEqual(["refused", "refused"]);
      world.wait(1);
    }
    expect(world.asked).toBe(10);
    expect(await world.kind(token())).toBe("verified");
  });

  it("costs no question where the keys are younger than 30 s", async () => {
    const world = createWorld([old.jwk]);
    await world.kind(token());
    world.wait(29);
    expect(await world.kind(token(next))).toBe("refused");
    expect(world.asked).toBe(1);
  });
});

describe("an issuer that is down", () => {
  it("is unavailable to who never had its keys, and asked again after 5 s", async () => {
    const world = createWorld([old.jwk]);
    const { answer } = world;
    world.fail();
    expect(await world.kind(token())).toBe("unavailable");
    world.wait(4);
    expect(await world.kind(token())).toBe("unavailable");
    expect(world.asked).toBe(1);
    world.answer = answer;
    world.wait(1);
    expect(await world.kind(token())).toBe("verified");
    expect(world.asked).toBe(2);
  });

  it("leaves its keys in use for 24 hours, asked every 30 s at most", async () => {
    const world = createWorld([old.jwk]);
    await world.kind(token());
    world.fail();
    world.wait(23 * HOUR);
    expect(await world.kind(token())).toBe("verified");
    for (const [wait, asked] of [
      [29, 2],
      [1, 3],
      [15, 3],
      [15, 4],
    ] as const) {
      world.wait(wait);
      expect(await world.kind(token())).toBe("verified");
      expect(world.asked).toBe(asked);
    }
    world.wait(HOUR - 61);
    expect(await world.kind(token())).toBe("verified");
    world.wait(1);
    expect(await world.kind(token())).toBe("unavailable");
  });

  it("is unavailable to a key that it can't be asked about; to one it did not have just now, no", async () => {
    const world = createWorld([old.jwk]);
    await world.kind(token());
    world.fail();
    world.wait(29);
    expect(await world.kind(token(next))).toBe("refused");
    world.wait(1);
    expect(await world.kind(token(next))).toBe("unavailable");
    expect(await world.kind(token(next))).toBe("unavailable");
    expect(await world.kind(token())).toBe("verified");
    expect(world.asked).toBe(2);
    world.publish(old.jwk, next.jwk);
    world.wait(30);
    expect(await world.kind(token(next))).toBe("verified");
  });

  it("is a line in the log each time it was asked, without addresses or tokens", async () => {
    const lines = vi.spyOn(console, "error").mockImplementation(() => {});
    const world = createWorld([old.jwk]);
    world.fail();
    await Promise.all([world.kind(token()), world.kind(token())]);
    const error = "Error: status 503 instead of a key set";
    expect(lines.mock.calls).toEqual([[JSON.stringify({ event: "issuer-keys-unavailable", error })]]);
  });

  it("changes nothing for what is refused without its keys", async () => {
    const world = createWorld([]);
    world.fail();
    expect(await world.kind("token")).toBe("refused");
    expect(await world.kind(signByHand(old, { alg: "ES256", kid: "old", crit: ["exp"], exp: 1 }))).toBe(
      "refused",
    );
    expect(await world.kind(forge({ alg: "none" }, claimsOf()))).toBe("refused");
    expect(world.asked).toBe(0);
  });

  it("keeps nobody waiting longer than 5 s, and the next one asks anew", async () => {
    vi.useFakeTimers();
    const world = createWorld([old.jwk]);
    const { answer } = world;
    let signal: AbortSignal | null | undefined;
    world.answer = (init) => {
      signal = init.signal;
      return new Promise(() => {});
    };
    const tokens = [await token(), await token(), await token()] as const;
    const waiting = [world.kind(tokens[0]), world.kind(tokens[1])];
    await vi.advanceTimersByTimeAsync(4999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await Promise.all(waiting)).toEqual(["unavailable", "unavailable"]);
    expect(signal?.aborted).toBe(true);
    expect(world.asked).toBe(1);
    world.answer = answer;
    world.wait(5);
    expect(await world.kind(tokens[2])).toBe("verified");
  });
});

describe("a request that ends while it asks", () => {
  it("takes its timers and its fetch along, but leaves nobody waiting for ever", async () => {
    vi.useFakeTimers();
    const world = createWorld([old.jwk]);
    const { answer } = world;
    world.answer = () => new Promise(() => {});
    const tokens = [await token(), await token(), await token()] as const;
    world.kind(tokens[0]);
    await vi.advanceTimersByTimeAsync(1000);
    vi.clearAllTimers();
    world.wait(1);
    const joined = world.kind(tokens[1]);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await joined).toBe("unavailable");
    expect(world.asked).toBe(1);
    world.answer = answer;
    world.wait(4);
    expect(await world.kind(tokens[2])).toBe("verified");
  });
});
