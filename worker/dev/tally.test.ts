import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { playwrightTally, report, sum, tallyOf, vitestTally } from "./tally.ts";

const folder = mkdtempSync(join(tmpdir(), "gridkeep-tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, "report.json");
const written = (report: unknown): string => {
  writeFileSync(file, JSON.stringify(report));
  return file;
};

it("counts a test file that could not be loaded as one failure, and says what failed and why", () => {
  const testResults = [
    { name: "a.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    {
      name: "b.test.ts",
      status: "failed",
      assertionResults: [
        { status: "failed", fullName: "adds up", failureMessages: ["expected 3\n  at b.test.ts:1"] },
        { status: "passed", fullName: "is there", failureMessages: [] },
      ],
    },
    { name: "c.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "too" }] },
  ];
  expect(vitestTally({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({
    passed: 2,
    failed: 2,
    failures: ["a.test.ts\n  no such module", "b.test.ts › adds up\n  expected 3\n    at b.test.ts:1"],
  });
});

it("counts a journey that passed at the second try as passed, and an error outside of any as failed", () => {
  const spec = (title: string, ok: boolean, message: string) => ({
    ...{ file: "a.spec.ts", line: 7, title, ok },
    tests: [{ results: [{ errors: [{ message }] }] }],
  });
  const suites = [
    { specs: [spec("flaky", true, "once")], suites: [{ specs: [spec("broken", false, "twice")] }] },
  ];
  const stats = { expected: 3, unexpected: 1, flaky: 1 };
  expect(playwrightTally({ stats, errors: [{ message: "no browser" }], suites })).toEqual({
    passed: 4,
    failed: 2,
    failures: ["outside of any test\n  no browser", "a.spec.ts:7 › broken\n  twice"],
  });
});

it("never calls a run that ended badly a success", () => {
  const file = written({ stats: { expected: 3, unexpected: 0, flaky: 0 }, errors: [], suites: [] });
  expect(tallyOf(file, 0, playwrightTally)).toEqual({ passed: 3, failed: 0, failures: [] });
  expect(tallyOf(file, 1, playwrightTally)).toMatchObject({
    passed: 3,
    failed: 1,
    failures: [expect.any(String)],
  });
});

it("counts a run without a report as one failure, even if it claims success", () => {
  expect(tallyOf(join(file, "nothing"), 0, vitestTally)).toMatchObject({ passed: 0, failed: 1 });
});

it("adds up", () => {
  expect(sum({ passed: 1, failed: 2, failures: ["a"] }, { passed: 3, failed: 4, failures: ["b"] })).toEqual({
    ...{ passed: 4, failed: 6 },
    failures: ["a", "b"],
  });
});

it("ends with the line that counts, after each failure, a long one cut", () => {
  const long = Array.from({ length: 99 }, (_, line) => `line ${line}`).join("\n");
  const assertionResults = [{ status: "failed", fullName: "x", failureMessages: [long] }];
  const testResults = [{ name: "a.test.ts", status: "failed", assertionResults }];
  const lines = report(vitestTally({ numPassedTests: 1, numFailedTests: 1, testResults })).split("\n");
  expect(lines[0]).toBe("✗ a.test.ts › x");
  expect(lines.at(-1)).toBe("1 passed, 1 failed");
  expect(lines.length).toBeLessThan(40);
});
