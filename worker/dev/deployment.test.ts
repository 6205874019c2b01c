import { describe, expect, it } from "vitest";
import { deployment } from "./deployment.ts";
import { Failure } from "./step.ts";

describe("a deployment", () => {
  it("is that of the top of wrangler.toml unless an environment is named", () => {
    expect(deployment(["--dry-run"])).toEqual({
      environment: "",
      worker: "gridkeep",
      databases: [{ binding: "HISTORY", name: "gridkeep-history" }],
      jurisdiction: "",
      rest: ["--dry-run"],
    });
  });

  it.each([["--env=staging"], ["--env", "staging"], ["-e", "staging"]])(
    "is another with %s %s",
    (...flags) => {
      expect(deployment(["--minify", ...flags, "--dry-run"])).toEqual({
        environment: "staging",
        worker: "gridkeep-staging",
        databases: [{ binding: "HISTORY", name: "gridkeep-history-staging" }],
        jurisdiction: "",
        rest: ["--minify", "--dry-run"],
      });
    },
  );

  it("is none where wrangler.toml does not have the environment", () => {
    expect(() => deployment(["--env=production"])).toThrow(Failure);
  });
});
