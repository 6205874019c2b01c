import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { layoutOf, newAddress, newGuest, ORIGIN, send } from "./api.testing.ts";
import { app } from "./app.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what was verified once is not kept", () => {
  /** How often the signature was checked, of calls with the same header twice. */
  const checksOf = async (padding: string): Promise<number> => {
    const { cookie } = await newGuest();
    const headers = { Cookie: `${cookie}; other=${padding}` };
    const verify = vi.spyOn(crypto.subtle, "verify").mockClear();
    for (const _ of [1, 2]) expect((await send("GET", "/layouts", { headers })).status).toBe(200);
    return verify.mock.calls.length;
  };

  it("with more around it than a browser's few cookies: 10,000 of such would fill an isolate", async () => {
    expect(await checksOf("x".repeat(100))).toBe(1);
    expect(await checksOf("x".repeat(8_000))).toBe(2);
  });

  it("beyond the secrets that verified it", async () => {
    const { cookie } = await newGuest();
    const ask = (secrets: object): Promise<Response> =>
      Promise.resolve(
        app.fetch(
          new Request(`${ORIGIN}/api/layouts`, {
            headers: { Cookie: cookie, "CF-Connecting-IP": newAddress() },
          }),
          { ...env, ...secrets },
        ),
      );
    expect((await ask({})).status).toBe(200);
    const another = "another secret for tests only, as long as it must be";
    expect((await ask({ SESSION_SECRET: another })).status).toBe(401);
    expect((await ask({ SESSION_SECRET: env.SESSION_SECRET, SESSION_SECRET_NEXT: another })).status).toBe(
      200,
    );
    expect((await ask({ SESSION_SECRET: another })).status).toBe(401);
  });
});

describe("a cache", () => {
  it("never takes one user's reply for another's, though both are version 1 of main", async () => {
    const [mine, other] = [await newGuest(), await newGuest()];
    for (const guest of [mine, other]) await guest.save(layoutOf(guest.userId), { base: null });
    const kept = await mine.head();
    const asked = await other.call("GET", "/layouts/main", {
      headers: { "If-None-Match": kept.headers.get("ETag") ?? "" },
    });
    // The tag is the version, so it fits: what keeps the two apart is that the request is another one.
    expect(asked.status).toBe(304);
    for (const { headers } of [kept, asked, await send("GET", "/layouts/main")]) {
      const vary = (headers.get("Vary") ?? "").toLowerCase().split(/, */);
      expect(vary).toEqual(expect.arrayContaining(["authorization", "cookie"]));
      expect(headers.get("Cache-Control")).toMatch(/^(private, no-cache|no-store)$/);
    }
  });
});
