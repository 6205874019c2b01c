/** What a run counted, read from the reports of the two test runners. A suite that could not run is a failure. */
import { readFileSync } from "node:fs";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What failed, a text each: where it is and what it said, at most `LINES` lines. May be fewer than `failed`. */
  readonly failures: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly VitestTest[];
}

interface VitestTest {
  readonly status: string;
  readonly fullName: string;
  readonly failureMessages?: readonly string[] | null;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly PlaywrightError[];
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly PlaywrightSpec[];
}

interface PlaywrightSpec {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly ok: boolean;
  readonly tests: readonly { readonly results: readonly { readonly errors: readonly PlaywrightError[] }[] }[];
}

interface PlaywrightError {
  readonly message?: string;
}

const LINES = 30;

export const nothing: Tally = { passed: 0, failed: 0, failures: [] };

export function vitestTally({ numPassedTests, numFailedTests, testResults }: VitestReport): Tally {
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failures = testResults.flatMap((file) => [
    ...(broken.includes(file) ? [failure(file.name, file.message)] : []),
    ...file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => failure(`${file.name} › ${test.fullName}`, test.failureMessages?.join("\n"))),
  ]);
  return { passed: numPassedTests, failed: numFailedTests + broken.length, failures };
}

export function playwrightTally({ stats, errors, suites }: PlaywrightReport): Tally {
  const failures = [
    ...errors.map((error) => failure("outside of any test", error.message)),
    ...suites.flatMap(specsOf).flatMap(({ file, line, title, ok, tests }) => {
      const messages = tests.flatMap((test) => test.results).flatMap((result) => result.errors);
      return ok
        ? []
        : [failure(`${file}:${line} › ${title}`, messages.map(({ message }) => message).join("\n"))];
    }),
  ];
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, failures };
}

/** The tally of a run that ended with `exitCode`: whatever its report says, a bad end is at least one failure. */
export function tallyOf<Report>(file: string, exitCode: number, read: (report: Report) => Tally): Tally {
  const { passed, failed, failures } = readReport(file, read);
  return exitCode === 0 || failed > 0
    ? { passed, failed, failures }
    : { passed, failed: 1, failures: [`a run ended with ${exitCode}, though its report names no failure`] };
}

export const sum = (left: Tally, right: Tally): Tally => ({
  passed: left.passed + right.passed,
  failed: left.failed + right.failed,
  failures: [...left.failures, ...right.failures],
});

/** What ends a run: each failure once more, where a long log is read first, and the line that counts. */
export const report = ({ passed, failed, failures }: Tally): string =>
  [...failures.map((text) => `✗ ${text}\n`), `${passed} passed, ${failed} failed`].join("\n");

function readReport<Report>(file: string, read: (report: Report) => Tally): Tally {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1, failures: ["a run left no report that can be read"] };
  }
}

const specsOf = ({ suites = [], specs = [] }: PlaywrightSuite): PlaywrightSpec[] => [
  ...specs,
  ...suites.flatMap(specsOf),
];

const failure = (where: string, message = ""): string =>
  [where, ...message.split("\n").slice(0, LINES)].join("\n  ").trimEnd();
