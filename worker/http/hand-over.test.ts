import { describe, expect, it } from "vitest";
import { handOver } from "./hand-over.ts";

async function* linesOf(count: number, given: string[] = []): AsyncGenerator<string> {
  for (let index = 0; index < count; index += 1) {
    given.push(`line ${index}`);
    yield `line ${index}`;
  }
}

async function* failing(): AsyncGenerator<string> {
  yield "line 0";
  throw new RangeError("no more");
}

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

describe("handing lines over", () => {
  it("gives all of them, and then the answer", async () => {
    expect(await handOver(linesOf(3), readAll)).toBe("line 0\nline 1\nline 2\n");
    expect(await handOver(linesOf(0), readAll)).toBe("");
  });

  it("asks for no line before the one before it was read", async () => {
    const given: string[] = [];
    const counts: number[] = [];
    await handOver(linesOf(5, given), async (stream) => {
      for await (const _chunk of stream) {
        await scheduler.wait(5);
        counts.push(given.length);
      }
    });
    for (const [index, count] of counts.entries()) expect(count).toBeLessThanOrEqual(index + 2);
  });

  it("breaks off where a line can't be had, and fails only after the call did", async () => {
    const events: string[] = [];
    const call = async (stream: ReadableStream<Uint8Array>) => {
      try {
        await readAll(stream);
        events.push("read to the end");
      } catch (error) {
        await scheduler.wait(10);
        events.push("call failed");
        throw error;
      }
    };
    await expect(handOver(failing(), call)).rejects.toThrow("no more");
    expect(events).toEqual(["call failed"]);
  });

  it.each([
    ["leaves the stream alone", async () => "early"],
    [
      "turns the stream away",
      async (stream: ReadableStream<Uint8Array>) => {
        await stream.cancel();
        return "early";
      },
    ],
    [
      "reads one line",
      async (stream: ReadableStream<Uint8Array>) => {
        await stream.getReader().read();
        return "early";
      },
    ],
  ])("takes an answer that comes before the end: the call %s", async (_title, call) => {
    expect(await handOver(linesOf(1_000), call)).toBe("early");
  });

  it("fails as the call fails", async () => {
    const call = async (): Promise<string> => {
      throw new Error("overloaded");
    };
    await expect(handOver(linesOf(10), call)).rejects.toThrow("overloaded");
    await expect(handOver(linesOf(0), call)).rejects.toThrow("overloaded");
  });
});
