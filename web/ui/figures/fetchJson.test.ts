import { describe, expect, it } from "vitest";
import { fetchJson } from "./fetchJson.ts";

const url = new URL("https://a.example/x");
const ask = (
  answer: () => Promise<Response> | Response,
  options: { mostBytes?: number; isOnline?: boolean } = {},
) =>
  fetchJson(url, {
    fetch: async () => answer(),
    isOnline: () => options.isOnline ?? true,
    ...(options.mostBytes === undefined ? {} : { mostBytes: options.mostBytes }),
  });

describe("fetchJson", () => {
  it("sends no cookie, and does not say where it is asked from", async () => {
    let sent: RequestInit = {};
    const fetch = async (_: URL, init: RequestInit) => {
      sent = init;
      return Response.json({ n: 1 });
    };
    expect(await fetchJson(url, { fetch, isOnline: () => true })).toEqual({ kind: "value", value: { n: 1 } });
    expect(sent).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer", mode: "cors" });
    expect(sent.signal).toBeInstanceOf(AbortSignal);
  });

  it.each([
    [404, "not-there"],
    [410, "not-there"],
    [401, "not-allowed"],
    [403, "not-allowed"],
    [429, "too-often"],
    [418, "refused"],
    [503, "broken"],
  ])("tells an answer of %i for what it is", async (status, why) => {
    expect(await ask(() => new Response("{}", { status }))).toEqual({ kind: "failed", why });
  });

  it("tells what is no JSON", async () => {
    for (const text of ["<html>", "", "{", "undefined"]) {
      expect(await ask(() => new Response(text))).toEqual({ kind: "failed", why: "not-json" });
    }
  });

  it("takes what is as large as allowed, and stops reading beyond that", async () => {
    const text = JSON.stringify("x".repeat(98));
    expect(await ask(() => new Response(text), { mostBytes: 100 })).toMatchObject({ kind: "value" });
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(60));
      },
    });
    expect(await ask(() => new Response(endless), { mostBytes: 100 })).toEqual({
      kind: "failed",
      why: "too-large",
    });
    expect(pulled).toBeLessThan(10);
  });

  it("reads letters that are cut in two by the way they come", async () => {
    const bytes = new TextEncoder().encode('"é€"');
    const parts = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await ask(() => new Response(parts))).toEqual({ kind: "value", value: "é€" });
  });

  it("waits no longer than allowed", async () => {
    const never = async (_: URL, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason)),
      );
    const reading = fetchJson(url, { fetch: never, isOnline: () => true, longestMs: 20 });
    expect(await reading).toEqual({ kind: "failed", why: "slow" });
  });

  it("tells a site that can't be reached from a device without a network", async () => {
    const fails = () => Promise.reject(new TypeError("Failed to fetch"));
    expect(await ask(fails)).toEqual({ kind: "failed", why: "blocked" });
    expect(await ask(fails, { isOnline: false })).toEqual({ kind: "failed", why: "offline" });
  });
});
