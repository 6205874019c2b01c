import { describe, expect, it } from "vitest";
import { createAccountService } from "./account.ts";

type Asked = { readonly method: string; readonly path: string; readonly body: unknown };

/** A server that says the same to every call. */
const serverThat = (answer: () => Response) => {
  const asked: Asked[] = [];
  const fetcher: typeof fetch = async (path, { method = "GET", body } = {}) => {
    asked.push({ method, path: String(path), body: typeof body === "string" ? JSON.parse(body) : undefined });
    return answer();
  };
  return { asked, account: createAccountService(fetcher) };
};

const problem = (status: number, code: string) => () =>
  Response.json(
    { code, detail: `It says ${code}.` },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );

const session = {
  user: { id: "u" },
  device: { id: "d", name: "Phone" },
  devices: [],
  authenticatedBy: "session",
};

describe("the account", () => {
  it("joins by a code, under the name that is given", async () => {
    const { asked, account } = serverThat(() => Response.json(session, { status: 201 }));
    expect(await account.join("ABCD-EFGH", "My phone")).toEqual({ ok: true, value: session });
    expect(asked).toEqual([
      {
        method: "POST",
        path: "/api/session/pairings/redeem",
        body: { code: "ABCD-EFGH", deviceName: "My phone" },
      },
    ]);
  });

  it("tells a code that nobody waits for, one try too many and a server out of reach apart", async () => {
    const codeOf = async (answer: () => Response) => {
      const result = await serverThat(answer).account.join("ABCD-EFGH", "x");
      return result.ok ? "ok" : result.failure.code;
    };
    expect(await codeOf(problem(404, "pairing-not-found"))).toBe("pairing-not-found");
    expect(await codeOf(problem(429, "rate-limited"))).toBe("rate-limited");
    expect(await codeOf(problem(503, "unavailable"))).toBe("unreachable");
    expect(await codeOf(() => new Response("<p>Please pay for the Wi-Fi", { status: 200 }))).toBe(
      "unreachable",
    );
    const away = createAccountService(() => Promise.reject(new TypeError("no network")));
    expect(await away.join("ABCD-EFGH", "x")).toMatchObject({ failure: { code: "unreachable" } });
  });

  it("takes no content for done, and a refusal for one", async () => {
    const done = serverThat(() => new Response(null, { status: 204 }));
    expect(await done.account.signOutDevice("a b")).toEqual({ ok: true, value: undefined });
    expect(done.asked[0]).toMatchObject({ method: "DELETE", path: "/api/session/devices/a%20b" });
    const gone = serverThat(problem(404, "device-not-found"));
    expect(await gone.account.signOutDevice("x")).toMatchObject({ failure: { code: "device-not-found" } });
  });

  it("never saves aside over a layout that is there", async () => {
    const { account } = serverThat(problem(409, "layout-exists"));
    const aside = await account.keepAside("mine", { desktop: [], mobile: [] });
    expect(aside).toMatchObject({ failure: { code: "layout-exists" } });
  });

  it("counts what comes of an export, and gives it up when told to", async () => {
    const { account } = serverThat(() => Response.json({ format: "gridkeep-account/1" }));
    const counts: number[] = [];
    const whole = await account.exportAll({ onBytes: (count) => counts.push(count) });
    expect(whole.ok && (await whole.value.text())).toBe('{"format":"gridkeep-account/1"}');
    expect(counts.at(-1)).toBe(31);
    const stopped = createAccountService(async (_, init) => {
      init?.signal?.throwIfAborted();
      return Response.json({});
    });
    expect(await stopped.exportAll({ signal: AbortSignal.abort() })).toMatchObject({ ok: false });
  });

  it("says whether an erased account is gone altogether, or will be soon", async () => {
    for (const [status, complete] of [
      [200, true],
      [202, false],
    ] as const) {
      const { account } = serverThat(() => Response.json({ complete }, { status }));
      expect(await account.erase()).toEqual({ ok: true, value: { complete } });
    }
  });
});
