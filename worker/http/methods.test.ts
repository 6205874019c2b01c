import { describe, expect, it } from "vitest";
import type { Problem } from "../layout/wire.ts";
import { newGuest, send } from "./api.testing.ts";
import { app } from "./app.ts";
import { createMethodsAt } from "./methods.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** Every pattern, an address of it, and what works there. */
const ADDRESSES = [
  ["/api/session", "/session", "POST, GET, HEAD, DELETE"],
  ["/api/session/devices/:id", "/session/devices/d", "PATCH, DELETE"],
  ["/api/session/pairings", "/session/pairings", "POST"],
  ["/api/session/pairings/redeem", "/session/pairings/redeem", "POST"],
  ["/api/tokens", "/tokens", "GET, HEAD, POST"],
  ["/api/tokens/:id", "/tokens/t", "DELETE"],
  ["/api/account", "/account", "DELETE"],
  ["/api/account/export", "/account/export", "GET, HEAD"],
  ["/api/layouts", "/layouts", "GET, HEAD"],
  ["/api/layouts/:id", "/layouts/main", "GET, HEAD, PUT, DELETE"],
  ["/api/layouts/:id/versions", "/layouts/main/versions", "GET, HEAD"],
  ["/api/layouts/:id/versions/verify", "/layouts/main/versions/verify", "GET, HEAD"],
  ["/api/layouts/:id/versions/prune", "/layouts/main/versions/prune", "POST"],
  ["/api/layouts/:id/versions/:version", "/layouts/main/versions/1", "GET, HEAD, PATCH"],
  ["/api/layouts/:id/versions/:version/changes", "/layouts/main/versions/2/changes", "GET, HEAD"],
  ["/api/layouts/:id/rollback", "/layouts/main/rollback", "POST"],
  ["/api/layouts/:id/export", "/layouts/main/export", "GET, HEAD"],
  ["/api/layouts/:id/import", "/layouts/main/import", "POST"],
  ["/api/layouts/:id/live", "/layouts/main/live", "GET, HEAD"],
  ["/api/health", "/health", "GET, HEAD"],
  ["/api/openapi.json", "/openapi.json", "GET, HEAD"],
  ["/api/docs", "/docs", "GET, HEAD"],
  ["/api/problems", "/problems", "GET, HEAD"],
  ["/api/problems/:code", "/problems/unavailable", "GET, HEAD"],
] as const;

it("is tested for every pattern there is", () => {
  const patterns = new Set(app.routes.filter(({ method }) => method !== "ALL").map(({ path }) => path));
  expect([...patterns].sort()).toEqual(ADDRESSES.map(([pattern]) => pattern).sort());
});

describe.each(ADDRESSES)("at %s", (_pattern, path, works) => {
  it.each(METHODS.filter((method) => !works.split(", ").includes(method)))(
    "%s gets 405 with the methods that work",
    async (method) => {
      const { call } = await newGuest();
      const reply = await call<Problem>(method, path);
      expect([reply.status, reply.headers.get("Allow")]).toEqual([405, `${works}, OPTIONS`]);
      if (method !== "HEAD") expect(reply.body.code).toBe("method-not-allowed");
    },
  );

  it("OPTIONS lists the methods that work, to anybody", async () => {
    const reply = await send("OPTIONS", path);
    expect([reply.status, reply.headers.get("Allow"), reply.text]).toEqual([204, `${works}, OPTIONS`, ""]);
    expect(reply.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });
});

describe("the methods at an address", () => {
  const methodsAt = createMethodsAt([
    { method: "ALL", path: "/*" },
    { method: "GET", path: "/a/:x" },
    { method: "PATCH", path: "/a/:x" },
    { method: "POST", path: "/a/word" },
    { method: "PUT", path: "/:y/word" },
  ]);

  it("are those of the pattern that has a word where others take any name", () => {
    expect(methodsAt("/a/word")).toEqual(["POST"]);
    expect(methodsAt("/a/other")).toEqual(["GET", "HEAD", "PATCH"]);
    expect(methodsAt("/b/word")).toEqual(["PUT"]);
  });

  it("are none where no pattern fits", () => {
    for (const path of ["/", "/a", "/a/", "/a/b/c", "/a/word/", "//word"])
      expect(methodsAt(path)).toEqual([]);
  });
});
