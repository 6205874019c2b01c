import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { layoutOf, newGuest } from "./api.testing.ts";
import type { Patience } from "./arrival.ts";
import { readOptional, readParts, readRollback, readSave, readSmall } from "./body.ts";

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

const readAllIn = async (from: Request, patience: Patience): Promise<string> => {
  let text = "";
  for await (const part of readParts(from, 1_000, patience)) text += part;
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

/** What comes, and how long after what came before it; then silence, unless it ends. */
const slow = (parts: readonly (readonly [afterMs: number, text: string])[], ends = true): Request => {
  const left = [...parts];
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const part = left.shift();
        if (part === undefined) return ends ? controller.close() : new Promise(() => {});
        await new Promise((resolve) => setTimeout(resolve, part[0]));
        controller.enqueue(bytesOf(part[1]));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "Content-Type": "application/json" };
  return new Request("https://gridkeep.test", { method: "POST", body, headers });
};

const withLength = (from: Request, length: string): Request => {
  const request = new Request(from);
  request.headers.set("Content-Length", length);
  return request;
};

const dribble = (times: number, everyMs: number): Request =>
  slow(Array.from({ length: times }, () => [everyMs, "1"] as const));

describe("a body that is slow", () => {
  const patience = { stallMs: 60, totalMs: 400 };

  it("is given up when it stalls, at its beginning or later", async () => {
    for (const parts of [
      [],
      [[0, "["]],
      [
        [5, "["],
        [5, "1"],
      ],
    ] as const) {
      await expect(readSave(slow(parts, false), patience)).rejects.toEqual(refusal("too-slow"));
      await expect(readAllIn(slow(parts, false), patience)).rejects.toEqual(refusal("too-slow"));
      await expect(readSave(withLength(slow(parts, false), "9"), patience)).rejects.toEqual(
        refusal("too-slow"),
      );
    }
  });

  it("is given up when it never ends", async () => {
    await expect(readSave(dribble(100, 20), patience)).rejects.toEqual(refusal("too-slow"));
    await expect(readAllIn(dribble(100, 20), patience)).rejects.toEqual(refusal("too-slow"));
  });

  it("is taken as long as it keeps coming and ends", async () => {
    expect(await readSave(dribble(8, 20), patience)).toEqual(bytesOf("11111111"));
    expect(await readAllIn(dribble(8, 20), patience)).toBe("11111111");
  });

  it("may take as long as a room needs for what came before", async () => {
    const parts = readParts(request([bytesOf("[1,"), bytesOf("2]")]), 1_000, { stallMs: 30, totalMs: 400 });
    expect((await parts.next()).value).toBe("[1,");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await parts.next()).value).toBe("2]");
  });

  it("is read no further once it was given up", async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      cancel: () => {
        isCancelled = true;
      },
    });
    const headers = { "Content-Type": "application/json" };
    const stalled = new Request("https://gridkeep.test", { method: "POST", body, headers });
    await expect(readSave(stalled, { stallMs: 10, totalMs: 100 })).rejects.toEqual(refusal("too-slow"));
    expect(isCancelled).toBe(true);
  });

  it.each([
    ["PUT", "/layouts/main", 15_000],
    ["POST", "/layouts/main/import", 15_000],
    ["POST", "/session", 15_000],
    ["PATCH", "/layouts/main/versions/1", 15_000],
    ["POST", "/layouts/main/rollback", 15_000],
  ] as const)("gets 408 at %s %s and changes nothing", async (method, path, stallMs) => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const real = globalThis.setTimeout;
    const hurried = vi.spyOn(globalThis, "setTimeout");
    hurried.mockImplementation(((work: () => void, ms: number) =>
      real(work, ms === stallMs ? 20 : ms)) as never);
    const headers = { "If-Match": '"1"', "Content-Type": "application/json" };
    const { body: raw } = slow([[0, "{"]], false);
    const reply = await guest.call<Problem>(method, path, { headers, ...(raw && { raw }) });
    hurried.mockRestore();
    expect([reply.status, reply.body.code]).toEqual([408, "too-slow"]);
    expect(await guest.versions()).toHaveLength(1);
  });
});

describe("a body that is compressed", () => {
  it.each(["gzip", "br", "deflate", "zstd", "GZIP", "identity, gzip", "gzip, identity", "x"])(
    "is refused unread: %s",
    async (encoding) => {
      for (const read of [readSave, readSmall, readOptional, readRollback, readAll]) {
        const compressed = request([bytesOf("{}")]);
        compressed.headers.set("Content-Encoding", encoding);
        await expect(read(compressed)).rejects.toEqual(refusal("unsupported-media-type"));
        expect(compressed.bodyUsed).toBe(false);
      }
    },
  );

  it("is none where it says so", async () => {
    for (const encoding of ["identity", "Identity", ""]) {
      const plain = request([bytesOf("[1]")]);
      plain.headers.set("Content-Encoding", encoding);
      expect(await readSmall(plain)).toEqual([1]);
    }
  });

  it("gets 415 from every call that takes one, and changes nothing", async () => {
    const guest = await newGuest();
    await guest.save(layoutOf("kept"), { base: null });
    const raw = await new Response(
      new Blob([JSON.stringify({ layout: layoutOf("lost") })])
        .stream()
        .pipeThrough(new CompressionStream("gzip")),
    ).arrayBuffer();
    for (const [method, path] of [
      ["PUT", "/layouts/main"],
      ["POST", "/layouts/main/import"],
      ["POST", "/session"],
    ] as const) {
      const headers = { "If-Match": '"1"', "Content-Encoding": "gzip", "Content-Type": "application/json" };
      const reply = await guest.call<Problem>(method, path, { raw, headers });
      expect([reply.status, reply.body.code]).toEqual([415, "unsupported-media-type"]);
    }
    expect(await guest.versions()).toHaveLength(1);
  });
});

describe("a Content-Length that is not true", () => {
  it.each(["0", "1", "-5", "1e3", "5, 5", "99999999999999999999", "many", ""])(
    "is not believed: %j",
    async (length) => {
      const small = withLength(request([bytesOf('{"a":1}')]), length);
      expect(await readSave(small)).toEqual(bytesOf('{"a":1}'));
      const large = withLength(request(Array.from({ length: 40 }, () => new Uint8Array(64 * 1024))), length);
      await expect(readSave(large)).rejects.toEqual(refusal("layout-too-large"));
    },
  );
});
