/** Tries an operation with a fault at each of its steps, in each way, and compares with how it goes without one. */
import { expect, vi } from "vitest";
import { layoutOf } from "../http/api.testing.ts";
import { type Fault, MODES, watch } from "./faults.testing.ts";
import { accountsOf, type Observed, observe, textsOf } from "./observed.testing.ts";
import { evict, newUser, putAll, rest, type User } from "./room.testing.ts";

export type Operation = {
  readonly before?: (user: User) => Promise<unknown>;
  /** What can be sent again where it failed: it then does what was left to do, once. */
  readonly act: (user: User) => Promise<unknown>;
};

type Course = {
  readonly steps: readonly string[];
  /** How it looks before and after. */
  readonly states: readonly Observed[];
  readonly said: string;
  readonly end: unknown;
};

/** @returns how many faults were tried. */
export const tryEveryFault = async (operation: Operation): Promise<number> => {
  // A line that a room logs as it dies is never heard, and the test runner would wait for it for ever.
  vi.spyOn(console, "error").mockReturnValue();
  const course = await goWell(operation);
  let faults = 0;
  for (const [index, step] of course.steps.entries()) {
    for (const mode of MODES) {
      if (!isToldApart(step, mode, index === course.steps.length - 1)) continue;
      faults += 1;
      await goWrong(operation, { mode, at: index + 1 }, course);
    }
  }
  return faults;
};

/** To die after a statement is to die before the next step, and to fail after a look to fail before it. */
const isToldApart = (step: string, mode: Fault["mode"], isLast: boolean): boolean => {
  if (!mode.endsWith("after") || isLast || step === "D1" || step === "transaction") return true;
  return mode === "throws after" && !step.startsWith("SELECT");
};

const goWell = async ({ before, act }: Operation): Promise<Course> => {
  const user = newUser();
  await before?.(user);
  const first = await observe(user);
  const { steps, release } = await watch(user, null);
  const said = saidBy(await act(user));
  expect(said).toMatch(/^$|"kind":"(done|found|removed|pruned)"/);
  release();
  const states = [first, await observe(user)];
  return { steps: [...steps], states, said, end: await endOf(user) };
};

const goWrong = async ({ before, act }: Operation, fault: Fault, course: Course): Promise<void> => {
  const where = `${fault.mode} step ${fault.at} of ${course.steps.length}: ${course.steps[fault.at - 1]}`;
  const user = newUser();
  await before?.(user);
  const { release } = await watch(user, fault);
  const said = saidBy(await act(user).catch(() => null));
  release();
  const after = await observe(user);
  // Said to be done, it is done; else it is done or not, but never by halves.
  if (said === course.said && said !== NOTHING) expect(after, where).toEqual(course.states[1]);
  expect(course.states, where).toContainEqual(after);
  if (!fault.mode.startsWith("dies")) {
    await evict(user);
    expect(await observe(user), `memory and storage: ${where}`).toEqual(after);
  }
  const { lag, isAlarmSet } = await accountsOf(user);
  if (lag.versions > 0) expect(isAlarmSet, `alarm: ${where}`).toBe(true);

  expect(saidBy(await act(user)), `again: ${where}`).toBe(course.said);
  expect(await endOf(user), `in the end: ${where}`).toEqual(course.end);
};

/** What a reply says of what was done, whether for the first time or again. */
const saidBy = (result: unknown): string =>
  JSON.stringify(result, (key, value) => (UNSAID.includes(key) ? undefined : value)) ?? "";
/** An alarm never says what came of it. */
const NOTHING = "";
const UNSAID = ["outcome", "layoutText", "removed", "createdAt", "chain", "restorableUntil", "details"];

/** Where all comes to rest; and two more saves, which are written over whatever was left behind. */
const endOf = async (user: User) => {
  await rest(user);
  const atRest = { ...(await accountsOf(user)), seen: await observe(user) };
  const head = await user.room.head("main", "any");
  await putAll(user, [layoutOf("one more"), layoutOf("and another")], { base: Number(head) || null });
  await rest(user);
  await evict(user);
  return { atRest, texts: await textsOf(user, { limit: 20 }), verified: await user.room.verify("main") };
};
