import { describe, expect, it } from "vitest";
import { curl } from "./curl.ts";

describe("an example as shell", () => {
  it("fills in the address, and says only what has to be said", () => {
    const example = { path: { id: "main" }, query: { limit: "20" }, status: 200 };
    expect(curl("get", "/layouts/{id}/versions", example)).toBe(
      'curl -s -b jar "$api/layouts/main/versions?limit=20"',
    );
    expect(curl("delete", "/session", { cookies: "-b other", status: 204 })).toBe(
      "curl -s -b other -X DELETE $api/session",
    );
  });

  it("keeps the shell from reading anything in a body, but for what is to be filled in", () => {
    const body = { name: `it's "$(rm)" \`x\`` };
    expect(curl("post", "/tokens", { body: { name: "it's" }, status: 201 })).toContain(
      `-d '{"name":"it'\\''s"}'`,
    );
    const filled = curl("post", "/a", {
      before: ["code=1"],
      found: { CODE: "$code" },
      body: { code: "CODE" },
      status: 201,
    });
    expect(filled).toBe(
      `code=1\ncurl -s -b jar -X POST $api/a \\\n  -H 'Content-Type: application/json' \\\n  -d "{\\"code\\":\\"$code\\"}"`,
    );
    expect(curl("post", "/a", { body, status: 201 })).toContain(`-d '{"name":"it'\\''s`);
  });
});
