import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readParts, readRollback, readSmall } from "./body.ts";

const request = (chunks: readonly Uint8Array[], type = "application/json"): Request => {
  const left = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = left.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
  return new Request("https://gridkeep.test", { method: "POST", body, headers: { "Content-Type": type } });
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const oneByOne = (bytes: Uint8Array): Uint8Array[] => [...bytes].map((byte) => Uint8Array.of(byte));

const readAll = async (from: Request, limitBytes = 1_000): Promise<string> => {
  let text = "";
  for await (const part of readParts(from, limitBytes)) text += part;
  return text;
};

const refusal = (code: string) => expect.objectContaining({ code });

describe("a body that is read part by part", () => {
  it("is the text that was sent, wherever its bytes were cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 30 }), fc.nat(200), async (sent, place) => {
        const text = `"${sent.toWellFormed()}"`;
        const bytes = bytesOf(text);
        const at = place % (bytes.length + 1);
        expect(await readAll(request([bytes.slice(0, at), bytes.slice(at)]))).toBe(text);
        expect(await readAll(request(oneByOne(bytes)))).toBe(text);
      }),
    );
  });

  it("may begin with a byte order mark, also one that comes in parts", async () => {
    const bytes = bytesOf('\ufeff"x"');
    expect(await readAll(request([bytes]))).toBe('"x"');
    expect(await readAll(request(oneByOne(bytes)))).toBe('"x"');
  });

  it("is refused where it is no UTF-8, also at its very end", async () => {
    for (const bytes of [
      Uint8Array.of(0x22, 0xff, 0x22),
      bytesOf('"é').slice(0, -1),
      bytesOf("👩").slice(0, 3),
    ]) {
      await expect(readAll(request([bytes]))).rejects.toEqual(refusal("malformed-json"));
      await expect(readAll(request(oneByOne(bytes)))).rejects.toEqual(refusal("malformed-json"));
    }
  });

  it("is refused at the first byte too many, and before any byte where it is no JSON", async () => {
    expect(await readAll(request([bytesOf("x".repeat(10))]), 10)).toHaveLength(10);
    const endless = Array.from({ length: 100 }, () => bytesOf("xxx"));
    await expect(readAll(request(endless), 10)).rejects.toEqual(refusal("layout-too-large"));
    await expect(readAll(request(endless, "text/plain"), 10)).rejects.toEqual(
      refusal("unsupported-media-type"),
    );
  });
});

it.each(["application/json", "Application/JSON; charset=utf-8", "application/problem+json"])(
  "takes %s for JSON",
  async (type) => expect(await readSmall(request([bytesOf("[1]")], type))).toEqual([1]),
);

it("gives a rollback room for the longest names of all widgets", async () => {
  const widgetIds = Array.from({ length: 1_000 }, () => "x".repeat(64));
  const body = { version: 1, only: { widgetIds }, description: "\u0001".repeat(500) };
  expect(await readRollback(request([bytesOf(JSON.stringify(body))]))).toEqual(body);
});
