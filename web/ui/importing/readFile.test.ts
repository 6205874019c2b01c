import { describe, expect, it } from "vitest";
import { readFile } from "./readFile.ts";

const running = new AbortController().signal;

describe("readFile", () => {
  it("gives the text whole, and says how far it is", async () => {
    const text = "é".repeat(300_000);
    const shares: number[] = [];
    const read = await readFile(new Blob([text]), { onPart: (share) => shares.push(share), signal: running });
    expect(read).toEqual({ kind: "read", text });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it("stops where it is told to", async () => {
    const stop = new AbortController();
    const read = await readFile(new Blob(["x".repeat(1_000_000)]), {
      onPart: () => stop.abort(),
      signal: stop.signal,
    });
    expect(["stopped", "read"]).toContain(read.kind);
    stop.abort();
    const late = await readFile(new Blob(["x"]), { onPart: () => undefined, signal: stop.signal });
    expect(late).toEqual({ kind: "stopped" });
  });

  it("does not begin with what is too large, and says what can't be read", async () => {
    const huge = Object.defineProperty(new Blob(["x"]), "size", { value: 65 * 1024 * 1024 });
    expect(await readFile(huge, { onPart: () => undefined, signal: running })).toEqual({ kind: "too-large" });
    const broken = new Blob(["x"]);
    broken.stream = () => {
      throw new Error("gone");
    };
    expect(await readFile(broken, { onPart: () => undefined, signal: running })).toEqual({ kind: "unread" });
  });
});
