import { describe, expect, it } from "vitest";
import { expectDocumented } from "./conformance.testing.ts";

const HEADERS = { "Content-Type": "application/json", "Request-Id": "r", ETag: '"1"' };
const pruned = { kept: 1, removed: 0 };
const problem = (code: string, status: number, title: string) => ({
  ...{ type: `/api/problems/${code}`, title, status, detail: "x", code, requestId: "r" },
});

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  ...{ status, headers: new Headers({ ...HEADERS, ...headers }), body },
  text: body === null ? "" : JSON.stringify(body),
});

const PRUNE = ["POST", "/layouts/main/versions/prune"] as const;
const PROBLEM = { "Content-Type": "application/problem+json" };

describe("a reply", () => {
  it("passes if it is as documented", () => {
    expectDocumented(...PRUNE, answer(200, pruned));
    expectDocumented("OPTIONS", PRUNE[1], answer(204, null));
    expectDocumented("HEAD", "/layouts/main", answer(200, null));
    const missing = problem("layout-not-found", 404, "No such layout");
    expectDocumented(...PRUNE, answer(404, missing, PROBLEM));
    const noMethod = problem("method-not-allowed", 405, "Method not allowed");
    expectDocumented("GET", PRUNE[1], answer(405, noMethod, PROBLEM));
    expectDocumented("GET", "/nowhere", answer(404, problem("not-found", 404, "Not found"), PROBLEM));
  });

  it.each([
    ["has a member that nobody described", answer(200, { ...pruned, more: 1 })],
    ["lacks a member", answer(200, { kept: 1 })],
    ["has a member of another type", answer(200, { ...pruned, kept: "1" })],
    ["has another status", answer(202, pruned)],
    ["has another content type", answer(200, pruned, { "Content-Type": "text/plain" })],
    [
      "is a problem that this operation does not have",
      answer(404, problem("token-not-found", 404, "No such token"), PROBLEM),
    ],
    ["is a problem of another title", answer(404, problem("layout-not-found", 404, "Gone"), PROBLEM)],
    [
      "has to be tried again without a hint when",
      answer(503, problem("unavailable", 503, "Can't answer now")),
    ],
  ])("fails if it %s", (_title, given) => {
    expect(() => expectDocumented(...PRUNE, given)).toThrow(PRUNE[1]);
  });

  it("fails if it lacks a header that is promised", () => {
    const { headers, ...rest } = answer(200, pruned);
    headers.delete("Request-Id");
    expect(() => expectDocumented(...PRUNE, { ...rest, headers })).toThrow("Request-Id");
  });
});
