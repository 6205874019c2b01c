// In Node: the linter reads files, and no part of the document needs Cloudflare.
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { app } from "./app.ts";
import { createDocument } from "./openapi/document.ts";

const document = createDocument(app.routes);

const lint = async (value: unknown): Promise<readonly string[]> => {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({
    ...{ source: JSON.stringify(value), absoluteRef: "/openapi.json", config },
  });
  return problems.map(({ ruleId, severity, message, location }) =>
    [severity, ruleId, message, location[0]?.pointer].join(" "),
  );
};

describe("the document", () => {
  it("has nothing that a public linter would warn of", async () => {
    expect(await lint(document)).toEqual([]);
  });

  it("would be warned of, were it worse", async () => {
    const { license: _, ...info } = document.info;
    const unnamed = { ...document, info, components: { ...document.components, schemas: {} } };
    expect((await lint(unnamed)).join("\n")).toMatch(/info-license[\s\S]*no-unresolved-refs/);
  });
});
