import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { playwrightTally, sum, tallyOf, vitestTally } from "./tally.ts";

const folder = mkdtempSync(join(tmpdir(), "gridkeep-tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, "report.json");
const written = (report: unknown): string => {
  writeFileSync(file, JSON.stringify(report));
  return file;
};

it("counts a test file that could not be loaded as one failure", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{}, {}] },
    { status: "passed", assertionResults: [{}] },
  ];
  expect(vitestTally({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
    passed: 2,
    failed: 2,
  });
});

it("counts a journey that passed at the second try as passed, and an error outside of any as failed", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1 };
  expect(playwrightTally({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 2 });
});

it("never calls a run that ended badly a success", () => {
  const report = written({ stats: { expected: 3, unexpected: 0, flaky: 0 }, errors: [] });
  expect(tallyOf(report, 0, playwrightTally)).toEqual({ passed: 3, failed: 0 });
  expect(tallyOf(report, 1, playwrightTally)).toEqual({ passed: 3, failed: 1 });
});

it("counts a run without a report as one failure, even if it claims success", () => {
  expect(tallyOf(join(file, "nothing"), 0, vitestTally)).toEqual({ passed: 0, failed: 1 });
});

it("adds up", () => {
  expect(sum({ passed: 1, failed: 2 }, { passed: 3, failed: 4 })).toEqual({ passed: 4, failed: 6 });
});
