import { describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { deployment } from "./deployment.ts";
import { inProject } from "./project.ts";
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

describe("staging", () => {
  const read = (env: string) =>
    unstable_readConfig({ config: inProject("wrangler.toml"), env }, { hideWarnings: true });
  const [top, staging] = [read(""), read("staging")];

  it("has all that the top of wrangler.toml has", () => {
    expect(staging.durable_objects).toEqual(top.durable_objects);
    expect(staging.exports).toEqual(top.exports);
    expect(Object.keys(staging.vars)).toEqual(Object.keys(top.vars));
    expect(staging.secrets).toEqual(top.secrets);
    expect(staging.assets).toEqual(top.assets);
    expect(staging.triggers).toEqual(top.triggers);
    expect(staging.observability).toEqual(top.observability);
    expect(staging.ratelimits.map(limitOf)).toEqual(top.ratelimits.map(limitOf));
    expect(staging.d1_databases.map(bindingOf)).toEqual(top.d1_databases.map(bindingOf));
  });

  it("shares nothing with it", () => {
    const own = ({ name, d1_databases, ratelimits }: typeof top) => [
      name,
      ...d1_databases.map(({ database_name }: Named) => database_name),
      ...ratelimits.map(({ namespace_id }: Named) => namespace_id),
    ];
    expect(own(staging).filter((one) => own(top).includes(one))).toEqual([]);
  });
});

type Named = Readonly<Record<string, unknown>>;
const limitOf = ({ namespace_id: _, ...limit }: Named) => limit;
const bindingOf = ({ binding }: Named) => binding;
