import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newAddress, ORIGIN } from "./api.testing.ts";
import { pageFor } from "./page.ts";

const AS_PAGE = { Accept: "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Mode": "navigate" };
const AS_PART = { Accept: "*/*", "Sec-Fetch-Mode": "cors" };

/** What is asked of the files: method, address, and what is known already; null where nothing is. */
const askedOfFiles = async (
  path: string,
  headers: Record<string, string> = AS_PAGE,
  method = "GET",
): Promise<unknown> => {
  const ASSETS = { fetch: async (info: RequestInfo | URL) => new Response(described(new Request(info))) };
  const reply = await pageFor(new Request(ORIGIN + path, { method, headers }), { ASSETS });
  return reply === null ? null : reply.text();
};
const described = ({ method, url, headers }: Request): string =>
  [method, url, headers.get("If-None-Match") ?? ""].join(" ").trim();

describe("an address without a file", () => {
  it.each([
    ["/some/where", AS_PAGE],
    ["/some/where?q=/assets/", { Accept: "text/html" }],
    ["/apian", AS_PAGE],
    ["/assets", { "Sec-Fetch-Mode": "navigate" }],
  ])("%s is the app to who opens it", async (path, headers) => {
    expect(await askedOfFiles(path, headers)).toBe(`GET ${ORIGIN}/`);
    expect(await askedOfFiles(path, headers, "HEAD")).toBe(`HEAD ${ORIGIN}/`);
  });

  it("is not sent again to who has the app", async () => {
    expect(await askedOfFiles("/some/where", { ...AS_PAGE, "If-None-Match": '"1"' })).toBe(
      `GET ${ORIGIN}/ "1"`,
    );
  });

  it.each([
    ["GET", "/assets/gone.js", AS_PART],
    ["GET", "/assets/gone.js", AS_PAGE],
    ["HEAD", "/assets/gone.css", AS_PAGE],
    ["GET", "/some/where.js", AS_PART],
    ["GET", "/favicon.ico", {}],
    ["POST", "/some/where", AS_PAGE],
    ["GET", "/api", AS_PAGE],
    ["GET", "/api?query", AS_PAGE],
    ["GET", "/api/nothing", AS_PAGE],
  ])("is not the app to %s %s, but nothing, and not to be kept", async (method, path, headers) => {
    expect(await askedOfFiles(path, headers, method)).toBeNull();
    const reply = await exports.default.fetch(
      new Request(ORIGIN + path, { method, headers: { ...headers, "CF-Connecting-IP": newAddress() } }),
    );
    expect(reply.status).toBe(404);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "content-type": "application/problem+json",
      "request-id": expect.stringMatching(/^[\w-]{36}$/),
      "x-content-type-options": "nosniff",
    });
    const text = await reply.text();
    if (method !== "HEAD") expect(JSON.parse(text)).toMatchObject({ code: "not-found", status: 404 });
  });
});
