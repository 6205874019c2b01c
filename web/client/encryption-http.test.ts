import { describe, expect, it } from "vitest";
import { checksum } from "../../worker/layout/checksum.ts";
import { createHttpKeyRing } from "./encryption-http.ts";

const SEALED = "e30.a2V5.aXY.Y2lwaGVy.dGFn";

/** A server with one answer, and what it was asked. */
const ringOver = (status: number, body: object | string) => {
  const asked: { readonly address: string; readonly init: RequestInit }[] = [];
  const fetcher: typeof fetch = async (address, init = {}) => {
    asked.push({ address: String(address), init });
    return typeof body === "string" ? new Response(body, { status }) : Response.json(body, { status });
  };
  return { ring: createHttpKeyRing({ fetcher, userId: "guest-1", newId: () => "op-1" }), asked };
};

describe("a wrapped key on the server", () => {
  it("is read as the layout that it is", async () => {
    const layout = { sealed: SEALED };
    const { ring, asked } = ringOver(200, { version: 3, checksum: await checksum(layout), layout });
    expect(await ring.load()).toEqual({ kind: "found", version: 3, sealed: SEALED });
    expect(asked[0]).toMatchObject({
      address: "/api/layouts/gridkeep.key",
      init: { method: "GET", headers: { "Gridkeep-User": "guest-1" } },
    });
  });

  it("is none only where our server says so", async () => {
    expect(await ringOver(404, { code: "layout-not-found" }).ring.load()).toEqual({ kind: "none" });
    const others = [
      ringOver(404, "<h1>Not here</h1>"),
      ringOver(200, "<h1>Log in</h1>"),
      ringOver(401, { code: "unauthenticated" }),
      ringOver(503, { code: "unavailable" }),
      ringOver(200, { version: 3, checksum: "", layout: { desktop: [], mobile: [] } }),
      ringOver(200, { version: 3, checksum: "another", layout: { sealed: SEALED } }),
    ];
    for (const { ring } of others) expect(await ring.load()).toEqual({ kind: "unreachable" });
  });

  it("is created only where there is none, and changed only over the version that was read", async () => {
    const { ring, asked } = ringOver(201, { outcome: "created", version: 1 });
    expect(await ring.save(SEALED, null)).toEqual({ kind: "saved", version: 1 });
    expect(await ring.save(SEALED, 4)).toEqual({ kind: "saved", version: 1 });
    expect(asked.map(({ address }) => address)).toEqual(
      Array(2).fill("/api/layouts/gridkeep.key?onConflict=reject"),
    );
    const [creating, changing] = asked.map(({ init }) => init.headers);
    expect(creating).toMatchObject({ "If-None-Match": "*", "Idempotency-Key": "op-1" });
    expect(changing).toMatchObject({ "If-Match": '"4"', "Idempotency-Key": "op-1" });
    expect(changing).not.toHaveProperty("If-None-Match");
    expect(JSON.parse(String(asked[1]?.init.body))).toEqual({
      layout: { sealed: SEALED },
      changeType: "manual",
    });
  });

  it("is in conflict where another device was faster, and nothing else is", async () => {
    for (const [status, code] of [
      [409, "layout-exists"],
      [412, "version-conflict"],
      [404, "layout-not-found"],
    ] as const)
      expect(await ringOver(status, { code }).ring.save(SEALED, 1)).toEqual({ kind: "conflict" });
    for (const [status, code] of [
      [409, "history-damaged"],
      [429, "rate-limited"],
      [401, "unauthenticated"],
    ] as const)
      expect(await ringOver(status, { code }).ring.save(SEALED, 1)).toEqual({ kind: "unreachable" });
    expect(await ringOver(200, "<h1>Log in</h1>").ring.save(SEALED, 1)).toEqual({ kind: "unreachable" });
  });

  it("is forgotten in all its older versions, or it is said that it is not", async () => {
    const { ring, asked } = ringOver(200, { kept: 1, removed: 2 });
    expect(await ring.forgetOlder()).toEqual({ kind: "done" });
    expect(asked[0]).toMatchObject({
      address: "/api/layouts/gridkeep.key/versions/prune",
      init: { method: "POST", body: '{"keep":1}' },
    });
    expect(await ringOver(200, { kept: 2, removed: 0 }).ring.forgetOlder()).toEqual({ kind: "unreachable" });
    expect(await ringOver(503, { code: "unavailable" }).ring.forgetOlder()).toEqual({ kind: "unreachable" });
  });
});
