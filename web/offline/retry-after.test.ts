import { describe, expect, it } from "vitest";
import { createRemote } from "./remote.ts";
import { createRetryAfter } from "./retry-after.ts";

describe("a server that says when to try again", () => {
  const SAID = "Mon, 23 Nov 2026 10:00:00 GMT";
  const wait = async (headers: Record<string, string>) => {
    const fetcher = async () => Response.json({ code: "unavailable" }, { status: 503, headers });
    const now = () => Date.parse("Mon, 23 Nov 2026 09:00:00 GMT");
    const outcome = await createRemote(fetcher, "/api", createRetryAfter(now)).load("guest-1/main", null);
    return outcome.kind === "no-answer" ? outcome.retryAfterMs : "an answer";
  };

  it.each([
    ["in seconds", { "Retry-After": "120" }, 120_000],
    ["as a date, by its own clock", { Date: SAID, "Retry-After": "Mon, 23 Nov 2026 10:00:30 GMT" }, 30_000],
    [
      "as a date, without saying what time it is",
      { "Retry-After": "Mon, 23 Nov 2026 09:02:00 GMT" },
      120_000,
    ],
    ["in words", { "Retry-After": "later" }, undefined],
    ["as a date that is none", { "Retry-After": "any time GMT" }, undefined],
    ["not at all", {}, undefined],
  ])("%s", async (_, headers, ms) => {
    expect(await wait(headers)).toBe(ms);
  });
});
