import { describe, expect, it } from "vitest";
import { createWorld, JWKS_URL, newKey, sign } from "./issuer.testing.ts";
import { fetchKeySet, MOST_BYTES } from "./key-set.ts";

const key = await newKey("k1");
const token = await sign(key);
const json = JSON.stringify({ keys: [key.jwk] });

describe("what an issuer answers", () => {
  it.each([
    ["a redirect", () => Response.redirect("https://eve.test/keys")],
    ["a redirect to itself", () => Response.redirect(JWKS_URL)],
    ["nothing", () => new Response(null, { status: 204 })],
    ["that it is not there", () => new Response(json, { status: 404 })],
    ["a page", () => new Response("<!doctype html>")],
    ["an empty body", () => new Response("")],
    ["a list", () => Response.json([key.jwk])],
    ["null", () => Response.json(null)],
    ["keys that are no list", () => Response.json({ keys: { k1: key.jwk } })],
    ["half of it", () => new Response(json.slice(0, -2))],
    ["another encoding", () => new Response(new Uint8Array([...new TextEncoder().encode(json), 0xff]))],
    ["too much", () => new Response(json + " ".repeat(MOST_BYTES))],
    ["an error", () => Promise.reject(new Error("The connection broke."))],
  ])("is no key set: %s", async (_what, answer) => {
    const world = createWorld([]);
    world.answer = answer;
    expect(await world.kind(token)).toBe("unavailable");
    expect(world.asked).toBe(1);
  });

  it("is read up to 64 KiB", async () => {
    const world = createWorld([]);
    world.answer = () => new Response(json.padEnd(MOST_BYTES));
    expect(await world.kind(token)).toBe("verified");
  });

  it("is given up where it has no end", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(fetchKeySet(JWKS_URL, async () => new Response(endless))).rejects.toThrow(/more than 65536/);
    expect(pulled).toBeLessThan(100);
    expect(cancelled).toBe(true);
  });

  it("may hold keys that we don't understand beside those that we do", async () => {
    const world = createWorld([]);
    const strange = [
      null,
      7,
      "key",
      [],
      {},
      { kty: "NEW", kid: "k1" },
      { kty: "EC", kid: 7 },
      { kty: "oct", kid: "k1" },
    ];
    world.publish(...strange, key.jwk);
    expect(await world.kind(token)).toBe("verified");
  });

  it("is asked for at the address alone, without following and without secrets", async () => {
    const calls: unknown[] = [];
    await fetchKeySet(JWKS_URL, async (url, { signal, ...init }) => {
      calls.push([url, init, signal?.aborted]);
      return Response.json({ keys: [] });
    });
    const headers = { Accept: "application/jwk-set+json, application/json" };
    expect(calls).toEqual([[JWKS_URL, { headers, redirect: "manual" }, false]]);
  });
});
