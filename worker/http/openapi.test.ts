import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { FAILURES } from "../layout/wire.ts";
import { send } from "./api.testing.ts";
import { app } from "./app.ts";
import { document } from "./conformance.testing.ts";
import { operationOf } from "./documented.ts";
import { VERSION } from "./openapi/document.ts";
import type { OpenApiDocument } from "./openapi/types.ts";

const called = (method: string, path: string): string => `${method.toUpperCase()} ${path}`;

/** The last handler of a route answers; those before it are middleware. */
const routes = new Map(
  app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path, handler }) => [called(method, path), handler] as const),
);

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
);

describe("the document and the router", () => {
  it("know the same addresses and methods", () => {
    const documented = operations.map(({ method, path }) =>
      called(method, `/api${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    expect(documented.sort()).toEqual([...routes.keys()].sort());
  });

  it("have a description for every route", () => {
    const bare = [...routes].filter(([, handler]) => operationOf(handler) === undefined);
    expect(bare.map(([route]) => route)).toEqual([]);
  });

  it.each(operations)("agree on the names in $path, $method", ({ path, operation }) => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = operation.parameters.flatMap((one) =>
      "in" in one && one.in === "path" ? [one.name] : [],
    );
    expect(described.sort()).toEqual(named.sort());
  });
});

describe("GET /api/openapi.json", () => {
  it("gives the document to anybody, who need not load it twice", async () => {
    const reply = await send<OpenApiDocument>("GET", "/openapi.json");
    expect([reply.status, reply.body]).toEqual([200, JSON.parse(JSON.stringify(document))]);
    expect(reply.headers.get("Cache-Control")).toBe("public, no-cache");
    const tag = reply.headers.get("ETag") ?? "";
    const again = await send("GET", "/openapi.json", { headers: { "If-None-Match": tag } });
    expect([again.status, again.text, again.headers.get("ETag")]).toEqual([304, "", tag]);
  });

  it("has the version of the package", () => {
    expect(manifest.version).toBe(VERSION);
  });

  it("explains every failure, with an example", () => {
    expect(Object.keys(document.components.examples)).toEqual([...FAILURES]);
    expect(operations.map(({ operation }) => operation.operationId)).toHaveLength(routes.size);
  });
});

describe("the pages", () => {
  it.each(["/docs", "/problems", ...FAILURES.map((code) => `/problems/${code}`)])(
    "%s has no script and lets none in",
    async (path) => {
      const { status, headers, text } = await send("GET", path);
      expect([status, headers.get("Content-Type")]).toEqual([200, "text/html; charset=UTF-8"]);
      expect(headers.get("Content-Security-Policy")).toMatch(
        /^default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'sha256-[\w+/]{43}='$/,
      );
      expect(text).not.toMatch(/<script|<link|\son\w+=|\sstyle=|javascript:|https?:\/\/(?!gridkeep\.test)/i);
    },
  );

  it("lead to every operation and every schema that is spoken of", async () => {
    const { text } = await send("GET", "/docs");
    const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(operations.filter(({ operation }) => !ids.has(operation.operationId))).toEqual([]);
    expect(ids.size).toBe([...text.matchAll(/\sid="/g)].length);
  });

  it("begin at the address that they were read from", async () => {
    expect((await send("GET", "/docs")).text).toContain("api=https://gridkeep.test/api\n");
  });
});
