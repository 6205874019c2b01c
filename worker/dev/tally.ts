/** What a run counted, read from the reports of the two test runners. A suite that could not run is a failure. */
import { readFileSync } from "node:fs";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

export function vitestTally({ numPassedTests, numFailedTests, testResults }: VitestReport): Tally {
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

export function playwrightTally({ stats, errors }: PlaywrightReport): Tally {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** The tally of a run that ended with `exitCode`: whatever its report says, a bad end is at least one failure. */
export function tallyOf<Report>(file: string, exitCode: number, read: (report: Report) => Tally): Tally {
  const { passed, failed } = readReport(file, read);
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

function readReport<Report>(file: string, read: (report: Report) => Tally): Tally {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

export const sum = (left: Tally, right: Tally): Tally => ({
  passed: left.passed + right.passed,
  failed: left.failed + right.failed,
});
